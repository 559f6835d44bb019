"""What the formatter writes, one line of the file at a time."""

from __future__ import annotations

from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, LABELLED_OPENING, OPENING, OTHER

# Deeper than any graph: a file of ten thousand nested blocks would otherwise grow with the square of its depth.
_DEEPEST = 100
_INDENTS = tuple("  " * depth for depth in range(_DEEPEST + 1))

COMMENT = -1
"""What a row of nothing but comments begins and ends with."""


class Row:
    """A line of the file as it will be written; in a row that is kept as it is, it may be several.

    `starts` and `ends` say what stands first and last on it (an opening, attribute or closing, `OTHER` or `COMMENT`),
    so a block on one line starts as an opening and ends as a closing. `lead` and `rest` are the two sides of an
    attribute, the second from `=` on; `rest` is empty where nothing is aligned. `blank` is the empty line before the
    row, if there is one; `end` is the row's own line end.
    """

    __slots__ = ("blank", "end", "ends", "indent", "lead", "rest", "starts")

    def __init__(self, starts: int, ends: int, blank: str, indent: str, lead: str, rest: str, end: str) -> None:
        self.starts = starts
        self.ends = ends
        self.blank = blank
        self.indent = indent
        self.lead = lead
        self.rest = rest
        self.end = end


def indent_at(depth: int) -> str:
    """The indentation of what stands inside so many blocks."""
    return _INDENTS[depth] if depth < _DEEPEST else _INDENTS[_DEEPEST]


def role(kind: int | None) -> int:
    """The kind of a line of the tree, whether its block has a label or not."""
    if kind == LABELLED_OPENING:
        return OPENING
    return kind if kind in (OPENING, ATTRIBUTE, CLOSING) else OTHER
