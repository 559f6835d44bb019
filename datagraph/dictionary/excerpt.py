"""Pieces of the graph's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from datagraph.text import Span
    from datagraph.view import View

_LINE_END = re.compile(r"\r\n?|\n")


def text_of(view: View, span: Span) -> str:
    """A piece of the text without the indentation that its first line has; lines end with a line feed."""
    text = view.text
    line = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    indent = text[line : span.start]
    lines = _LINE_END.split(text[span.start : span.end])
    return "\n".join(it.removeprefix(indent) for it in lines) if not indent.strip() else "\n".join(lines)


def visible_lines(text: str) -> str:
    """A text of several lines, what cannot be shown made visible."""
    return "\n".join(visible(it) for it in _LINE_END.split(text))
