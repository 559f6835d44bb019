"""All that can be done at a range of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.actions.action import Action, is_wanted
from datagraph.ide.actions.filling import fill_in
from datagraph.ide.actions.fix_all import FIX_ALL, fix_all_action, fix_rule_actions
from datagraph.ide.actions.ignoring import ignoring
from datagraph.ide.actions.quick_fixes import quick_fixes
from datagraph.ide.actions.refactorings import REFACTORINGS
from datagraph.ide.actions.sorting import SORT, sort_file
from datagraph.ide.line_ends import whole_line_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.text import Span
    from datagraph.view import View


def actions(view: View, span: Span, only: tuple[str, ...] = (), *, automatic: bool = False) -> list[Action]:
    """The actions that a range calls for, the likeliest first; `only` names the kinds that are asked for.

    `automatic` is whether nobody has asked yet, as when the cursor has moved: then what takes long is left out. Who
    names kinds has asked, for an editor that fixes on saving calls that automatic too.
    """
    is_asked = bool(only) or not automatic
    merged: dict[tuple[object, ...], Action] = {}
    for it in _found(view, span, only, is_asked=is_asked):
        action = it._replace(edits=tuple(whole_line_ends(view.text, it.edits)))
        key = (action.title, action.kind, action.edits)
        known = merged.get(key)
        if known:
            cleared = tuple(dict.fromkeys((*known.diagnostics, *action.diagnostics)))
            action = known._replace(diagnostics=cleared, preferred=known.preferred or action.preferred)
        merged[key] = action
    return list(merged.values())


def _found(view: View, span: Span, only: tuple[str, ...], *, is_asked: bool) -> Iterable[Action]:
    touched = [it for it in view.analysis.diagnostics if it.span.touches(span)]
    if touched and is_wanted("quickfix", only):
        yield from quick_fixes(touched)
        yield from fill_in(view, touched)
        if is_asked:
            yield from fix_rule_actions(view, touched)
        yield from ignoring(view, touched)
    is_whole = not view.analysis.document.problems
    for refactoring in REFACTORINGS if is_whole else ():
        if is_wanted(refactoring.kind, only):
            yield from refactoring.find(view, span)
    if is_asked:
        yield from _of_file(view, only, is_whole=is_whole)


def _of_file(view: View, only: tuple[str, ...], *, is_whole: bool) -> Iterator[Action]:
    if is_wanted(FIX_ALL, only):
        yield from fix_all_action(view)
    if is_whole and is_wanted(SORT, only):
        yield from sort_file(view)
