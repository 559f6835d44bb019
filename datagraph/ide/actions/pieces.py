"""The body of a block in pieces that can be moved: elements with the comments that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.syntax import Skipped
from datagraph.syntax.lexer import tokens
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.syntax import Attribute, Block

_COMMENTS = ("LINE_COMMENT", "BLOCK_COMMENT")


class Piece(NamedTuple):
    """Whole lines: those of an element, and of the comments directly above it."""

    element: Attribute | Block
    span: Span

    def text_of(self, text: str) -> str:
        """The lines with their ends."""
        return self.span.text_of(text)


def pieces_of(text: str, block: Block) -> list[Piece] | None:
    """The pieces of a block, in their order; None if two elements share a line, or something is broken.

    What stands between them, empty lines and comments with an empty line behind, belongs to none of them.
    """
    # The block that stands for a missing graph has no header.
    if not block.kind:
        return None
    pieces: list[Piece] = []
    position, has_line = block.header_span.end, False
    for element in block.elements:
        if isinstance(element, Skipped):
            return None
        start = _first_line(text, position, element.span.start, has_line=has_line)
        end = _behind_line(text, element.span.end, block.span.end)
        if start < 0 or end < 0:
            return None
        pieces.append(Piece(element, Span(start, end)))
        position, has_line = end, True
    return pieces


def end_of_body(text: str, block: Block) -> int:
    """Where the line of a block's closing brace begins; -1 if something else stands on that line before it."""
    brace = block.span.end - 1
    start = text.rfind("\n", 0, brace) + 1
    return -1 if start <= block.span.start or text[start:brace].strip(" \t") else start


def comments_in(text: str, span: Span) -> list[str]:
    """The comments in a range."""
    return [it.span.text_of(text).rstrip() for it in tokens(text, *span) if it.kind in _COMMENTS]


def permuted(text: str, slots: Sequence[Piece], wanted: Sequence[Piece]) -> tuple[list[str], list[str]]:
    """The text in chunks, as it is and with some pieces in the places of others.

    Every second chunk is a piece; what is between them stays.
    """
    before: list[str] = []
    after: list[str] = []
    position = 0
    for slot, piece in zip(slots, wanted, strict=True):
        between = text[position : slot.span.start]
        before += (between, slot.text_of(text))
        after += (between, piece.text_of(text))
        position = slot.span.end
    return [*before, text[position:]], [*after, text[position:]]


def _first_line(text: str, start: int, element: int, *, has_line: bool) -> int:
    """Where the lines of an element and its comments begin; -1 if its line begins before `start`."""
    line, attached = (start if has_line else -1), -1
    has_comment = False
    for token in tokens(text, start, element):
        if token.kind == "NEWLINE":
            attached = attached if has_comment else -1
            line, has_comment = token.end, False
        elif token.kind in _COMMENTS and line >= 0:
            attached, has_comment = (attached if attached >= 0 else line), True
    return attached if attached >= 0 else line


def _behind_line(text: str, start: int, end: int) -> int:
    """Where the next line begins; -1 if anything but a comment stands before its end."""
    for token in tokens(text, start, end):
        if token.kind == "NEWLINE":
            return token.end
        if token.kind not in (*_COMMENTS, "SPACE"):
            return -1
    return -1
