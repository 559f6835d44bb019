"""The value that is being typed, and edits of it or of a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.completion.snippet import plain
from datagraph.syntax import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.ide.completion.cursor import Cursor


class Edited(NamedTuple):
    """An edit, and what editors are to compare with the text that it replaces."""

    edit: TextEdit
    filter_text: str


class Slot:
    """The text of a value or label as it is written, without quotes; `cursor` is an offset in it.

    Where the value has no quotes yet an edit writes them, and so always replaces all of it.
    """

    __slots__ = ("_is_quoted", "_lead", "_span", "cursor", "text")

    def __init__(self, text: str, cursor: Cursor) -> None:
        self._span = cursor.span
        self._is_quoted = cursor.is_quoted
        # No value stands directly behind its `=`.
        self._lead = "" if text[cursor.span.start - 1 : cursor.span.start] in (" ", "\t", '"', "") else " "
        self.text = cursor.span.text_of(text)
        self.cursor = cursor.offset - cursor.span.start

    def whole(self, value: str) -> Edited:
        """Write a value in place of the one that is there."""
        return self.part(0, len(self.text), value)

    def part(self, start: int, end: int, value: str) -> Edited:
        """Write a value in place of a piece of what is there."""
        # Names are plain, all but a few, and there may be thousands.
        inner = value if value.replace("-", "_").isidentifier() else encode(value)[1:-1]
        if self._is_quoted:
            return Edited(TextEdit(self._piece(start, end), inner), inner)
        inner = self.text[:start] + inner + self.text[end:]
        return Edited(TextEdit(self._span, f'{self._lead}"{inner}"'), inner)

    def snippet(self, start: int, end: int, value: str, filter_text: str) -> Edited:
        """Write a snippet in place of a piece of what is there."""
        if self._is_quoted:
            return Edited(TextEdit(self._piece(start, end), value), filter_text)
        before, after = self.text[:start], self.text[end:]
        written = f'{self._lead}"{plain(before)}{value}{plain(after)}"'
        return Edited(TextEdit(self._span, written), before + filter_text + after)

    def bare(self, word: str) -> Edited:
        """Write a word that has no quotes."""
        return Edited(TextEdit(self._span, self._lead + word), word)

    @property
    def is_quoted(self) -> bool:
        """Whether there are quotes already."""
        return self._is_quoted

    def _piece(self, start: int, end: int) -> Span:
        return Span(self._span.start + start, self._span.start + end)
