"""What a rule says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics.diagnostic import Diagnostic, Fix, Label, Severity

if TYPE_CHECKING:
    from datagraph.text import Span


class RuleDescription(NamedTuple):
    """What a rule says of itself: `summary` is one sentence, `why` and `fact` are paragraphs of Markdown.

    `fact` names what the rule rests on; `bad` and `good` are complete examples of the language. `enabled` is whether
    the rule runs unless the configuration says otherwise; `fixable` whether any of its diagnostics carries a fix.
    The examples of a rule that looks at the warehouse have `tables`, SQL as DuckDB runs it, and of one that compares
    with an earlier state `earlier_tables`; `warehouse` is the kind that they are for, if not for all. A rule that
    compares with an earlier graph has that as `earlier_graph`, and as `consumers` the file of what is built on it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    fact: str
    bad: str
    good: str
    enabled: bool = True
    fixable: bool = False
    tables: str = ""
    earlier_tables: str = ""
    warehouse: str = ""
    earlier_graph: str = ""
    consumers: str = ""

    def at(
        self,
        span: Span,
        message: str,
        label: str = "",
        *,
        labels: tuple[Label, ...] = (),
        help: tuple[str, ...] = (),  # noqa: A002 - the word that the output uses
        notes: tuple[str, ...] = (),
        fixes: tuple[Fix, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule; help that only repeats a fix is left to the renderer."""
        return Diagnostic(self.code, self.name, self.severity, message, span, label, labels, help, notes, fixes)
