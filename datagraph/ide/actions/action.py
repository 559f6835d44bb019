"""What an editor offers to do at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic
    from datagraph.text import TextEdit


class Action(NamedTuple):
    """A change on offer; `kind` is the protocol's word for its sort, such as `quickfix` or `refactor.extract`.

    `diagnostics` are what it clears, `preferred` is whether it is the one to take without a choice. One that cannot be
    done here has no edits, and `refusal` says why.
    """

    title: str
    kind: str
    edits: tuple[TextEdit, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    preferred: bool = False
    refusal: str = ""


def is_wanted(kind: str, only: tuple[str, ...]) -> bool:
    """Whether an action of a kind is among those asked for: `refactor` asks for `refactor.extract` too."""
    return not only or any(not it or kind == it or kind.startswith(f"{it}.") for it in only)
