"""A mistake as the lower floors find it, before its rule has put it into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics.diagnostic import Applicability, Fix

if TYPE_CHECKING:
    from datagraph.text import Span, TextEdit


class Problem(NamedTuple):
    """What the parser or the lowering found; the rule called `rule` makes a diagnostic of it.

    `subject` is the user's own text that it is about, `context` a second one where the rule needs it (the block it
    stands in, the name it should be), `related` a second place; `edits` mend it, as far as `applicability` says.
    """

    rule: str
    span: Span
    subject: str = ""
    context: str = ""
    related: Span | None = None
    edits: tuple[TextEdit, ...] = ()
    applicability: Applicability = Applicability.SAFE

    def fixes(self, title: str) -> tuple[Fix, ...]:
        """The edits as a fix with a title, or none if there are no edits."""
        return (Fix(title, self.edits, self.applicability),) if self.edits else ()
