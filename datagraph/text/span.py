"""A half-open range of text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The range `[start, end)` of a text, in code points from its beginning; a byte-order mark counts as one."""

    start: int
    end: int

    def text_of(self, text: str) -> str:
        """The piece of `text` that the span covers."""
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        """Whether the two ranges share a code point or meet at an end."""
        return self.start <= other.end and other.start <= self.end
