"""All safe fixes of a file, or of one rule in it, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability
from datagraph.engine import analyse
from datagraph.ide.actions.action import Action
from datagraph.ide.actions.changes import edits_between
from datagraph.ide.line_ends import whole_line_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.text import TextEdit
    from datagraph.view import View

FIX_ALL = "source.fixAll.datagraph"


def fix_all(view: View) -> list[TextEdit]:
    """What `datagraph fix` does to the file: its safe fixes, as far as none of them does harm."""
    return whole_line_ends(view.text, _fixed(view, ""))


def fix_all_action(view: View) -> Iterator[Action]:
    """All safe fixes of the file as one action, if there are any."""
    edits = tuple(_fixed(view, ""))
    if edits:
        cleared = tuple(it for it in view.analysis.diagnostics if _is_sure(it))
        yield Action("Apply all safe fixes in this file", FIX_ALL, edits, cleared)


def fix_rule_actions(view: View, diagnostics: Iterable[Diagnostic]) -> Iterator[Action]:
    """For each rule of some diagnostics that has several safe fixes in the file: all of them as one action."""
    sure = [it for it in view.analysis.diagnostics if _is_sure(it)]
    for code, name in dict.fromkeys((it.code, it.name) for it in diagnostics if _is_sure(it)):
        cleared = tuple(it for it in sure if it.code == code)
        edits = tuple(_fixed(view, code)) if len(cleared) > 1 else ()
        if edits:
            yield Action(f"Fix all `{name}` problems in this file", "quickfix", edits, cleared)


def _fixed(view: View, code: str) -> list[TextEdit]:
    """The edits that apply the safe fixes of one rule, or with "" of all."""
    if not any(_is_sure(it) and code in ("", it.code) for it in view.analysis.diagnostics):
        return []
    from datagraph.fixing.fixer import fix_by

    def diagnose(text: str) -> list[Diagnostic]:
        known = view.analysis if text == view.text else analyse(text, view.settings, view.evidence)
        return [it if code in ("", it.code) else it._replace(fixes=()) for it in known.diagnostics]

    return edits_between(view.text, fix_by(diagnose, view.text).text)


def _is_sure(diagnostic: Diagnostic) -> bool:
    return any(it.applicability is Applicability.SAFE for it in diagnostic.fixes)
