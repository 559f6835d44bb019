"""What is being typed at a cursor, as far as its own line tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.syntax.lexer import TRIVIA, tokens
from datagraph.text import Span

if TYPE_CHECKING:
    from datagraph.syntax.lexer import Token

Typing = Literal["name", "value", "label", "comment"]
"""The `name` that a statement begins with; the `value` behind `=`; the `label` of a block; or a `comment`."""

Follower = Literal["", "equals", "string", "brace"]
"""What stands on the line behind the word under the cursor."""

# A longer line was not typed by hand, and reading it would take longer than typing the next character.
_LONGEST_LINE = 10_000
_WORD_END = re.compile(r"[\w.:$-]*")
_BARE_WORD = re.compile(r"[\w.:-]*")
_STRINGS = ("STRING", "ODD_STRING", "OPEN_STRING")


class Cursor(NamedTuple):
    """A cursor in a statement, an attribute or a block's header, that begins at `statement` with the word `name`.

    `span` is the piece of the text that is being typed: the word, the value, or what is between quotes if `is_quoted`.
    It holds `offset`. A name `is_inline` if its block begins on the same line.
    """

    typing: Typing
    offset: int
    span: Span
    name: str = ""
    statement: int = 0
    is_quoted: bool = False
    follower: Follower = ""
    is_inline: bool = False


def read_cursor(text: str, offset: int) -> Cursor | None:
    """Read the line around an offset; None where nothing can be completed, such as behind a value."""
    line = Span(text.rfind("\n", 0, offset) + 1, _line_end(text, offset))
    if line.end - line.start > _LONGEST_LINE:
        return None
    comment = _comment_around(text, line.start)
    if comment and offset < comment.end:
        return Cursor("comment", offset, comment)
    start = comment.end if comment else line.start
    found = [it for it in tokens(text, start, line.end) if it.kind != "NEWLINE"]
    cursor = _read(found, text, offset, line.end)
    is_inline = cursor is not None and any(it.kind == "LBRACE" and it.start < cursor.span.start for it in found)
    return cursor._replace(is_inline=True) if cursor and is_inline else cursor


def _read(line: list[Token], text: str, offset: int, line_end: int) -> Cursor | None:
    """Walk over the tokens of a line up to the one under the cursor."""
    before: list[Token] = []
    is_over = False
    for index, token in enumerate(line):
        if token.kind in ("LINE_COMMENT", "OPEN_COMMENT", "BLOCK_COMMENT") and token.start < offset:
            if offset < token.end or (offset == token.end and token.kind != "BLOCK_COMMENT"):
                return Cursor("comment", offset, token.span)
            continue
        if token.kind in TRIVIA or (token.start == 0 and text.startswith("\ufeff")):
            continue
        if offset <= token.start and not (offset == token.start and token.kind == "NAME" and not before):
            return None if is_over else _between(before, token, text, offset, line_end)
        if offset < token.end or (offset == token.end and token.kind in ("NAME", "BOOLEAN", "OPEN_STRING")):
            return None if is_over else _inside(before, token, line[index + 1 :], text, offset)
        if token.kind in ("LBRACE", "RBRACE"):
            # Behind a closing brace the line has to end.
            before, is_over = [], token.kind == "RBRACE"
        else:
            before.append(token)
    return None if is_over else _between(before, None, text, offset, line_end)


def _between(before: list[Token], after: Token | None, text: str, offset: int, line_end: int) -> Cursor | None:
    """A cursor behind some tokens and before another one, or at the end of the line."""
    if not before:
        is_free = after is None or after.kind == "RBRACE"
        return Cursor("name", offset, Span(offset, offset), "", offset) if is_free else None
    name, statement = before[0].span.text_of(text), before[0].start
    follower: Follower = "brace" if after and after.kind == "LBRACE" else ""
    if len(before) == 1:
        is_apart = offset > before[0].end and before[0].kind == "NAME"
        is_label = is_apart and (after is None or follower)
        return Cursor("label", offset, Span(offset, offset), name, statement, follower=follower) if is_label else None
    if before[1].kind not in ("EQUAL", "COLON") or (after and after.kind != "RBRACE"):
        return None
    # Words and dots without quotes around them are what a value begins as.
    start = before[1].end
    start += len(text[start:offset]) - len(text[start:offset].lstrip(" \t"))
    end = min(_end_of(_BARE_WORD, text, start), line_end)
    return Cursor("value", offset, Span(start, end), name, statement) if start <= offset <= end else None


def _inside(before: list[Token], token: Token, rest: list[Token], text: str, offset: int) -> Cursor | None:
    """A cursor in a token, or right behind it."""
    if not before and token.kind == "NAME":
        return Cursor("name", offset, token.span, "", token.start, follower=_follower(rest))
    if not before or before[0].kind != "NAME":
        return None
    name, statement = before[0].span.text_of(text), before[0].start
    if token.kind not in _STRINGS:
        return _between(before, None, text, offset, len(text)) if before[1:] else None
    span = Span(token.start + 1, token.end - 1)
    if token.kind == "OPEN_STRING":
        # All of the line belongs to a string that is not closed, but hardly more than the word was meant.
        span = Span(token.start + 1, min(_end_of(_WORD_END, text, offset), token.end))
    if len(before) == 1:
        follower: Follower = "brace" if any(it.kind == "LBRACE" for it in rest) else ""
        return Cursor("label", offset, span, name, statement, True, follower)
    is_value = len(before) == 2 and before[1].kind in ("EQUAL", "COLON")
    return Cursor("value", offset, span, name, statement, True) if is_value and offset > token.start else None


def _follower(rest: list[Token]) -> Follower:
    kinds = [it.kind for it in rest if it.kind not in TRIVIA]
    if "LBRACE" in kinds[:2]:
        return "brace"
    first = kinds[0] if kinds else ""
    return "equals" if first in ("EQUAL", "COLON") else "string" if first in _STRINGS else ""


def _comment_around(text: str, start: int) -> Span | None:
    """The comment of several lines in which a line begins."""
    opening = text.rfind("/*", 0, start)
    if opening < 0 or text.find("*/", opening, start) >= 0:
        return None
    closing = text.find("*/", start)
    line_start = text.rfind("\n", 0, opening) + 1
    if closing < 0 or _line_end(text, opening) - line_start > _LONGEST_LINE:
        return None
    # The two characters may just as well stand in a string, or in a comment of one line.
    kinds = [it.kind for it in tokens(text, line_start, _line_end(text, opening)) if it.start == opening]
    return Span(opening, closing + 2) if kinds == ["BLOCK_COMMENT"] else None


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
