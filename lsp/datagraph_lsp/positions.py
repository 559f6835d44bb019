"""Lines of a text that is edited, and positions in it as the protocol counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.text import TextEdit
    from datagraph_lsp.wire import Object

UTF_8 = "utf-8"
UTF_16 = "utf-16"
UTF_32 = "utf-32"

_LINE_END = re.compile(r"\r\n?|\n")
_CONTINUATION = bytes(range(0x80, 0xC0))


class Lines:
    r"""A text, where its lines begin, and the unit in which columns of positions are counted.

    A line ends with `\n`, `\r\n` or `\r` and nothing else (3.17, "Text Documents"); lines and columns count from 0. A
    position behind the end of its line means that end, one behind the last line the end of the text, and one inside a
    character the place before it. On a line of ASCII all units are the same, and on one without astral characters
    UTF-16 and code points are: then nothing is counted.
    """

    __slots__ = ("_are_simple", "_gap", "_shift", "_starts", "encoding", "text")

    def __init__(self, text: str, encoding: str = UTF_16) -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._gap = len(self._starts)
        self._shift = 0
        """By how much the starts from index `_gap` on have moved; who types in one place need not touch them."""
        self._are_simple: bool | None = None
        """Whether no column needs a look at its line, once somebody has asked."""

    @property
    def are_plain(self) -> bool:
        """Whether the columns of all lines are their code points."""
        # Python keeps in mind whether a string is ASCII: asking costs nothing.
        return self.encoding == UTF_32 or self.text.isascii()

    def __len__(self) -> int:
        return len(self._starts)

    def follow(self, edit: TextEdit, text: str) -> None:
        """Take over what an edit has made of the text; only the lines that it touches are looked at again."""
        change = len(text) - len(self.text)
        # One character more to the left: the edit may complete a CRLF with it, or split one.
        first, last = self.line_of(max(0, edit.span.start - 1)), self.line_of(edit.span.end)
        start, end = self.start_of(first), len(text)
        if last + 1 < len(self._starts):
            end = self.start_of(last + 1) + change
        found = [it.end() for it in _LINE_END.finditer(text, start, end)]
        self._move_gap(min(last + 2, len(self._starts)))
        self._starts[first + 1 : last + 2] = found
        self._gap = first + 1 + len(found)
        self._shift += change
        self.text = text
        self._are_simple = None

    def line_of(self, offset: int) -> int:
        """The line that an offset is in."""
        starts, gap = self._starts, self._gap
        if gap < len(starts) and offset >= starts[gap] + self._shift:
            return bisect_right(starts, offset - self._shift, gap) - 1
        return bisect_right(starts, offset, 0, gap) - 1

    def start_of(self, line: int) -> int:
        """The offset of the first character of a line."""
        return self._starts[line] + (self._shift if line >= self._gap else 0)

    def end_of(self, line: int) -> int:
        """The offset of a line's end, its line end left out."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self.start_of(line + 1)
        return end - (2 if self.text.startswith("\r\n", end - 2) else 1)

    def offset(self, position: Mapping[str, int]) -> int:
        """The offset of a position."""
        line, column = position["line"], position["character"]
        if line >= len(self._starts):
            return len(self.text)
        start, end = self.start_of(line), self.end_of(line)
        if column and not self._is_plain(start, end):
            column = self._code_points(self.text[start:end], column)
        return min(start + column, end)

    def position(self, offset: int) -> Object:
        """The position of an offset; one inside a CRLF is at the end of the line."""
        line = self.line_of(offset)
        start = self.start_of(line)
        return {"line": line, "character": self.units(start, min(offset, self.end_of(line)))}

    def span(self, range_: Mapping[str, Mapping[str, int]]) -> Span:
        """The span of a range; one that ends before it begins is empty."""
        start = self.offset(range_["start"])
        return Span(start, max(start, self.offset(range_["end"])))

    def range(self, span: tuple[int, int]) -> Object:
        """The range of a span."""
        if self._are_simple is None:
            self._are_simple = self.are_plain and "\r" not in self.text
        if not self._are_simple:
            return {"start": self.position(span[0]), "end": self.position(span[1])}
        start, end = span
        first, last = self.line_of(start), self.line_of(end)
        return {
            "start": {"line": first, "character": start - self.start_of(first)},
            "end": {"line": last, "character": end - self.start_of(last)},
        }

    def units(self, start: int, end: int) -> int:
        """How many units the characters of one line between two offsets are."""
        if self._is_plain(start, end):
            return end - start
        piece = self.text[start:end]
        if self.encoding == UTF_8:
            return len(piece.encode("utf-8", "surrogatepass"))
        return len(piece) + sum(character > "\uffff" for character in piece)

    def _move_gap(self, index: int) -> None:
        """Let all starts before an index be those of the text as it is."""
        low, high = sorted((self._gap, index))
        shift = self._shift if index > self._gap else -self._shift
        if shift:
            self._starts[low:high] = [it + shift for it in self._starts[low:high]]
        self._gap = index

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether a piece of a line has as many units as code points."""
        if self.are_plain:
            return True
        piece = self.text[start:end]
        return piece.isascii() or (self.encoding == UTF_16 and max(piece) <= "\uffff")

    def _code_points(self, line: str, units: int) -> int:
        """How many whole characters the first units of a line are."""
        if self.encoding == UTF_8:
            data = line.encode("utf-8", "surrogatepass")
            while 0 < units < len(data) and data[units] in _CONTINUATION:
                units -= 1
            return len(data[:units].translate(None, _CONTINUATION))
        for count, character in enumerate(line):
            units -= 2 if character > "\uffff" else 1
            if units < 0:
                return count
        return len(line)
