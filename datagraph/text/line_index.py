"""Lines and columns of a text; nothing above this floor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from datagraph.text.span import Span

_LINE_END = re.compile(r"\r\n?|\n")


class Position(NamedTuple):
    """A place as people read it: line and column from 1, the column in code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class LineIndex:
    r"""Converts offsets of one text to lines and columns, and back.

    A line ends with `\n`, `\r\n` or `\r`, the three line ends of the Language Server Protocol (3.17, "Text
    Documents"); form feed, NEL and U+2028 are ordinary characters. Building is O(length), each look-up O(log lines).
    """

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Line and column of an offset; one past the end of the text is allowed."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Offset of a place; a column past the line's end means its end, a line past the last one the text's end."""
        if position.line > self.line_count:
            return len(self.text)
        span = self.line_span(position.line)
        return min(span.start + position.column - 1, span.end)

    def line_span(self, line: int) -> Span:
        """The range of a line (from 1) without its line end."""
        start = self._starts[line - 1]
        if line == self.line_count:
            return Span(start, len(self.text))
        end = self._starts[line]
        end -= 2 if self.text.startswith("\r\n", end - 2) else 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        return self.line_span(line).text_of(self.text)

    def utf8_offset(self, offset: int) -> int:
        """The same place in bytes from the beginning of the text encoded as UTF-8 (an unpaired surrogate takes 3)."""
        return len(self.text[:offset].encode("utf-8", "surrogatepass"))

    def utf16_column(self, offset: int) -> int:
        """UTF-16 code units from the beginning of the offset's line, as the Language Server Protocol counts."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        before = self.text[start:offset]
        return len(before) + sum(character > "\uffff" for character in before)

    def offset_of_utf16(self, line: int, units: int) -> int:
        """Offset of a line (from 1) and UTF-16 code units (from 0) in it; inside a pair means before it."""
        span = self.line_span(line)
        for offset in range(span.start, span.end):
            units -= 2 if self.text[offset] > "\uffff" else 1
            if units < 0:
                return offset
        return span.end
