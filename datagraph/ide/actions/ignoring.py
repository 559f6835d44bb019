"""Suppression comments for diagnostics, as actions."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from datagraph.ide.actions.action import Action
from datagraph.ide.layout import line_end_of
from datagraph.suppressions import ABOUT_SUPPRESSIONS, MARK, suppressions_in
from datagraph.syntax import Block
from datagraph.syntax.lexer import tokens
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from datagraph.diagnostics import Diagnostic
    from datagraph.suppressions import Suppression
    from datagraph.syntax import Element
    from datagraph.view import View

# Their text reaches to the end of the line, and a comment behind it would belong to it.
_OPEN = frozenset(("OPEN_STRING", "OPEN_COMMENT", "SINGLE_QUOTED", "SMART_QUOTED", "UNKNOWN"))


def ignoring(view: View, diagnostics: Iterable[Diagnostic]) -> Iterator[Action]:
    """For each diagnostic a comment that silences it on its line, and one that does so in all of the file.

    Where a comment silences others at that place already, its list of names grows.
    """
    text = view.text
    # Whoever is told that a suppression is of no use wants it gone, not silenced.
    wanted = [it for it in diagnostics if it.code not in ABOUT_SUPPRESSIONS]
    found = suppressions_in(view.analysis.document) if wanted else []
    for diagnostic in wanted:
        name, place = diagnostic.name, diagnostic.span.start
        here = [it for it in found if not it.whole_file and it.reach.start <= place <= it.reach.end]
        edit = _extended(here, name) or _new_comment(view, place, name)
        if edit:
            yield Action(f"Ignore `{name}` on this line", "quickfix", (edit,), (diagnostic,))
        edit = _extended([it for it in found if it.whole_file], name)
        if edit is None:
            top = int(text.startswith("\ufeff"))
            edit = TextEdit(Span(top, top), f"# {MARK} ignore-file[{name}]{line_end_of(text)}")
        yield Action(f"Ignore `{name}` in this file", "quickfix", (edit,), (diagnostic,))


def _extended(suppressions: Sequence[Suppression], name: str) -> TextEdit | None:
    """The edit that adds a name to the last of some suppressions."""
    if not suppressions:
        return None
    last = suppressions[-1]
    if not last.names:
        return TextEdit(last.body, f"{MARK} {last.word}[{name}]")
    end = last.names[-1].span.end
    return TextEdit(Span(end, end), f", {name}")


def _new_comment(view: View, place: int, name: str) -> TextEdit | None:
    """A comment behind the line, or above it where the line's end cannot take one; None if neither can."""
    text = view.text
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    end = len(text) if end < 0 else end
    end -= text.endswith("\r", start, end)
    comment = f"# {MARK} ignore[{name}]"
    is_free_above, is_free_behind = _free_ends(text, _boundary(view.analysis.document.elements, start), start, end)
    if is_free_behind:
        content = start + len(text[start:end].rstrip(" \t"))
        return TextEdit(Span(content, end), f" {comment}" if content > start else comment)
    if is_free_above:
        indent = text[start : end - len(text[start:end].lstrip(" \t"))]
        return TextEdit(Span(start, start), f"{indent}{comment}{line_end_of(text)}")
    return None


def _free_ends(text: str, known: int, start: int, end: int) -> tuple[bool, bool]:
    """Whether a comment can stand above a line, and behind it; before the line a token begins at the offset `known`."""
    above = behind = True
    for token in tokens(text, known, end):
        if token.kind != "NEWLINE":
            above = above and not token.start < start < token.end
            behind = (behind or token.kind != "SPACE") and token.end <= end and token.kind not in _OPEN
    return above, behind


def _boundary(elements: Sequence[Element], place: int) -> int:
    """The last offset up to a place at which, by the tree, an attribute or a block begins, or what is broken."""
    known = 0
    while True:
        index = bisect_right(elements, place, key=lambda it: it.span.start) - 1
        if index < 0:
            return known
        element = elements[index]
        known = max(known, element.span.start)
        if not isinstance(element, Block):
            return known
        elements = element.elements
