"""Where a block opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.syntax.lexer import TRIVIA, tokens

if TYPE_CHECKING:
    from datagraph.syntax import Block
    from datagraph.text import Span


def opening_brace(text: str, block: Block) -> Span | None:
    """The `{` behind a block's header; None where it is missing."""
    behind = tokens(text, block.header_span.end, block.span.end)
    first = next((it for it in behind if it.kind not in TRIVIA and it.kind != "NEWLINE"), None)
    return first.span if first and first.kind == "LBRACE" else None
