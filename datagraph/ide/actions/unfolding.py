"""Refactoring: a block on one line gets several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.actions.action import Action
from datagraph.ide.actions.writing import written
from datagraph.ide.layout import line_end_of
from datagraph.ide.place import place_at
from datagraph.syntax.lexer import tokens
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.text import Span
    from datagraph.view import View


def unfold(view: View, span: Span) -> Iterator[Action]:
    """Write `external_id { type = "email" }` on three lines, so that there is room for more attributes."""
    text, blocks = view.text, place_at(view, span.start).blocks
    block = blocks[-1] if blocks else None
    if block is None or "\n" in block.span.text_of(text):
        return
    start = next((it.end for it in tokens(text, block.header_span.end, block.span.end) if it.kind == "LBRACE"), -1)
    inside = text[start : block.span.end - 1].strip(" \t")
    if start < 0 or not inside:
        return
    lines = written((text[block.span.start : start], inside, "}"), len(blocks) - 1, line_end_of(text))
    if lines is not None:
        edit = TextEdit(block.span, lines.strip(" \t").rstrip("\r\n"))
        yield Action("Write the block on several lines", "refactor.rewrite", (edit,))
