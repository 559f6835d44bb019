"""The comments of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from datagraph.ide.marked_lines import marked_lines
from datagraph.text import Span

_MARK = re.compile(r"#|//")
_KINDS = frozenset(("LINE_COMMENT", "BLOCK_COMMENT", "OPEN_COMMENT"))
_BLANK = " \t\r\n\ufeff"
_ONE_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")


class Comment(NamedTuple):
    """A comment without its line end; `is_alone` is whether nothing else stands on its lines."""

    span: Span
    is_block: bool
    is_alone: bool


def comments(text: str) -> list[Comment]:
    """All comments in the order of the text."""
    found: list[Comment] = []
    for line in marked_lines(text, (mark.start() for mark in _MARK.finditer(text))):
        inked = [it for it in line if it.kind not in ("SPACE", "NEWLINE") and it.span.text_of(text).strip(_BLANK)]
        for token in inked:
            if token.kind in _KINDS:
                span = Span(token.start, token.start + len(token.span.text_of(text).rstrip("\r")))
                found.append(Comment(span, token.kind != "LINE_COMMENT", len(inked) == 1))
    return found


def runs(text: str, found: list[Comment]) -> list[list[Comment]]:
    """The comments that are alone on their lines, those on adjacent lines together."""
    result: list[list[Comment]] = []
    for comment in found:
        if not comment.is_alone:
            continue
        if result and _ONE_LINE_END.fullmatch(text, result[-1][-1].span.end, comment.span.start):
            result[-1].append(comment)
        else:
            result.append([comment])
    return result
