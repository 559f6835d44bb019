"""Texts with cursors in them."""

from __future__ import annotations

CURSOR = "‸"


def marked(text: str) -> tuple[str, list[int]]:
    """The text without its cursors, and their offsets."""
    pieces = text.split(CURSOR)
    offsets = []
    length = 0
    for piece in pieces[:-1]:
        length += len(piece)
        offsets.append(length)
    return "".join(pieces), offsets


def at_cursor(text: str) -> tuple[str, int]:
    """The text without its only cursor, and its offset."""
    plain, (offset,) = marked(text)
    return plain, offset
