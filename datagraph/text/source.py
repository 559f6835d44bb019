"""One file's text under its name."""

from __future__ import annotations

from datagraph.text.line_index import LineIndex


class Source:
    """A text and the path that people know it by; the line index is built when it is first asked for."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._lines: LineIndex | None = None

    @property
    def lines(self) -> LineIndex:
        """Lines and columns of the text."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines
