"""Widths in terminal cells."""

from __future__ import annotations

DEFAULT_WIDTH = 120
"""For output that goes to no terminal, such as a CI log; wide enough for nearly every line people write."""


def cells(text: str) -> int:
    """How many terminal cells a text takes: two for a CJK character, none for a combining one.

    `text` has come through `visible`, so that it holds no control characters.
    """
    if text.isascii():
        return len(text)
    # Loading rich's tables takes 6 ms, and nearly all graphs are ASCII.
    from rich.cells import cell_len

    return cell_len(text)
