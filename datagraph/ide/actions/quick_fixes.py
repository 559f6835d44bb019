"""The fixes that diagnostics carry, as actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability
from datagraph.ide.actions.action import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.diagnostics import Diagnostic

_REMARKS = {Applicability.SAFE: "", Applicability.UNSAFE: " (likely)", Applicability.DISPLAY_ONLY: " (placeholder)"}


def quick_fixes(diagnostics: Iterable[Diagnostic]) -> Iterator[Action]:
    """Every fix of every diagnostic; one that is not sure says so in its title.

    A placeholder is offered too, for here its author sees it at once, with the cursor beside it.
    """
    for diagnostic in diagnostics:
        for fix in diagnostic.fixes:
            title = f"{fix.title[:1].upper()}{fix.title[1:]}{_REMARKS[fix.applicability]}"
            is_sure = fix.applicability is Applicability.SAFE
            yield Action(title, "quickfix", fix.edits, (diagnostic,), preferred=is_sure)
