"""Edits that editors can apply: none begins or ends in the middle of a line end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable


def whole_line_ends(text: str, edits: Iterable[TextEdit]) -> list[TextEdit]:
    r"""The same edits, in order, with those that divide a `\r\n` made wider by a character.

    An editor counts lines and columns, and has no name for the place between the two characters.
    """
    ordered = sorted(edits, key=lambda it: it.span)
    if "\r\n" not in text:
        return ordered
    wide: list[TextEdit] = []
    for edit in ordered:
        widened = _widened(text, edit)
        if wide and widened.span.start < wide[-1].span.end:
            # Both met between the two characters, and each has taken the other's one along.
            before = wide.pop()
            both = before.new_text[:-1] + widened.new_text[1:]
            widened = TextEdit(Span(before.span.start, widened.span.end), both)
        wide.append(widened)
    return wide


def _widened(text: str, edit: TextEdit) -> TextEdit:
    (start, end), new_text = edit
    if _divides(text, start):
        start, new_text = start - 1, f"\r{new_text}"
    if _divides(text, end):
        end, new_text = end + 1, f"{new_text}\n"
    return TextEdit(Span(start, end), new_text)


def _divides(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1] == "\r" and text[offset] == "\n"
