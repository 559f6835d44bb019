"""Text to lines, and a line to tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from datagraph.syntax import tables
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(tables.LINE_PATTERN)

# What `lastindex` of a line's match says of the line; an opening has a label or none.
OPENING, ATTRIBUTE, LABELLED_OPENING, CLOSING, END, OTHER = range(1, 7)

TRIVIA = frozenset(("SPACE", "LINE_COMMENT", "BLOCK_COMMENT"))

_PAIRS = {"(": ")", "[": "]", "{": "}"}
# What no list goes on with: an attribute, a block, or the end of one.
_LINE_START = re.compile(r"\s*(?:[A-Za-z_][\w-]*[ \t]*(?:=|(?:\"[^\"\n]*\"[ \t]*)?\{)|\})")
_SMART_QUOTE = re.compile("[“”„‟″]")
_MOST_TOKENS = 1_000
_LONGEST_HEREDOC = 20_000
_LONGEST_TEMPLATE = 2_000


class Token(NamedTuple):
    """A piece of a line: a terminal of the grammar at a place."""

    kind: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The token's range."""
        return Span(self.start, self.end)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """All tokens between two offsets, trivia included, without a gap; a token may reach past `end`."""
    match = _token_pattern().match
    while start < end:
        if text[start] == '"' and _is_unclosed(text, start):
            token = _open_string(text, start)
            yield token
            start = token.end
            continue
        if text.startswith("/*", start) and start > last_comment_end(text):
            token = Token("OPEN_COMMENT", start, _line_end(text, start))
            yield token
            start = token.end
            continue
        found = match(text, start)
        assert found is not None, "the last terminal matches any character, NEWLINE the line end"
        kind, stop = str(found.lastgroup), found.end()
        if kind == "NAME":
            stop = _name_end(text, start, stop)
            if stop == start:
                kind, stop = "UNKNOWN", start + 1
        elif kind == "TEMPLATE":
            kind, stop = _template(text, stop)
        elif kind == "HEREDOC":
            kind, stop = _heredoc(text, start, stop)
        yield Token(kind, start, stop)
        start = stop


def read_lines(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The lines from an offset on, each with its trivia; they cover the text without a gap, and the last is the END.

    The first match of kind END is the end, though another empty one may follow it.
    """
    unclosed = unclosed_comment(text)
    if unclosed is None:
        return LINE.finditer(text, start)
    if start < unclosed:
        return _read_two_parts(text, start, unclosed)
    return _plain_line().finditer(text, start)


def _read_two_parts(text: str, start: int, unclosed: int) -> Iterator[re.Match[str]]:
    """The lines up to a comment that is never closed, and those from there on, where no comment is."""
    for line in LINE.finditer(text, start, unclosed):
        if line.lastindex == END:
            start = line.start()
            break
        yield line
    # Trivia above the comment may hold others, which end.
    first = LINE.match(text, start)
    assert first is not None, "the last alternative matches any line"
    yield first
    yield from _plain_line().finditer(text, first.end())


@lru_cache(maxsize=1)
def unclosed_comment(text: str) -> int | None:
    """The beginning of the line with the first `/*` behind the last `*/`, if there is one."""
    found = text.find("/*", last_comment_end(text) + 2 if "*/" in text else 0)
    return text.rfind("\n", 0, found) + 1 if found >= 0 else None


@lru_cache(maxsize=1)
def _plain_line() -> re.Pattern[str]:
    """The pattern of a line in text without comments of the form `/* */`.

    There every `/*` would make the full pattern look for its end through all that follows.
    """
    return re.compile(tables.LINE_PATTERN.replace(tables.BLOCK_COMMENT_PATTERN, "(?!)"))


@lru_cache(maxsize=1)
def last_comment_end(text: str) -> int:
    """Where the last `*/` begins, or -1: a `/*` behind it is never closed, and no pattern need look for its end."""
    return text.rfind("*/")


def _is_unclosed(text: str, start: int) -> bool:
    """Whether no second quote stands on the line: found out here, for the patterns would try every length in turn.

    A string that opens a template may go on behind the line.
    """
    end = _line_end(text, start)
    return text.find('"', start + 1, end) < 0 and text.find("${", start, end) < 0 and text.find("%{", start, end) < 0


def end_of_line(text: str, start: int) -> Token:
    """The line end behind an offset, whatever stands before it; empty at the end of the text."""
    end = _line_end(text, start)
    return Token("NEWLINE", end, min(end + 1, len(text)))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _open_string(text: str, start: int) -> Token:
    """A string without a closing quote: to a smart quote that was to close it, or to the end of the line."""
    end = _line_end(text, start)
    smart = _SMART_QUOTE.search(text, start, end)
    end -= text[end - 1] == "\r"
    return Token("SMART_QUOTED", start, smart.end()) if smart else Token("OPEN_STRING", start, end)


def logical_line(text: str, start: int) -> list[Token]:
    """The tokens from an offset to the end of its logical line, without trivia; the last is a NEWLINE, maybe empty.

    A line goes on inside `(` and `[`, unless what follows is plainly a line of its own: then the bracket was never
    closed. Of a line of more than a thousand tokens the rest is one UNREAD token.
    """
    result: list[Token] = []
    physical: list[Token] = []
    open_brackets: list[str] = []
    for token in tokens(text, start, len(text)):
        if token.kind in TRIVIA:
            continue
        if token.kind == "NEWLINE":
            if not open_brackets:
                return [*result, token]
            physical = physical or [*result, token]
            unclosed = open_brackets[-1] != "}" and _LINE_START.match(text, token.end)
            if unclosed or len(result) > _MOST_TOKENS:
                return physical
            continue
        if token.kind in ("LPAR", "LBRACKET") or (token.kind == "LBRACE" and (open_brackets or _is_operand(result))):
            open_brackets.append(_PAIRS[text[token.start]])
        elif open_brackets and text[token.start] == open_brackets[-1]:
            open_brackets.pop()
        result.append(_boolean(text, token, result))
        if len(result) > _MOST_TOKENS and not physical:
            last = end_of_line(text, token.end)
            return [*result, Token("UNREAD", token.end, last.start), last]
    return physical if open_brackets and physical else [*result, Token("NEWLINE", len(text), len(text))]


def _is_operand(before: list[Token]) -> bool:
    """Whether a `{` begins an object in the middle of an expression; one directly behind `=` may be a block's."""
    return bool(before) and before[-1].kind in ("OPERATOR", "COLON") and any(it.kind == "EQUAL" for it in before)


def _boolean(text: str, token: Token, before: list[Token]) -> Token:
    """`true` and `false` are values after `=` (or a `:` in its place), and names like any other elsewhere."""
    valued = token.kind == "NAME" and before and before[-1].kind in ("EQUAL", "COLON")
    if valued and text[token.start : token.end] in _BOOLEANS:
        return Token("BOOLEAN", token.start, token.end)
    return token


_BOOLEANS = frozenset(("true", "false"))


def _name_end(text: str, start: int, end: int) -> int:
    """Where an identifier ends: HCL's identifiers are Unicode's (UAX 31) with dashes, as Python's are without."""
    if text[start:end].isascii():
        return end
    for offset in range(start, end):
        character = text[offset]
        if character != "-" and not (character if offset == start else "a" + character).isidentifier():
            return offset
    return end


def _template(text: str, position: int) -> tuple[str, int]:
    """Kind and end of a string whose first `${` or `%{` ends at `position`; strings nest inside the braces.

    A line may end inside the braces, but not inside a string.
    """
    nesting = ['"', "{"]
    line_end = _line_end(text, position)
    stop = min(len(text), line_end + _LONGEST_TEMPLATE)
    while position < stop:
        character = text[position]
        position += 1
        if nesting[-1] == "{":
            if character in '"{':
                nesting.append(character)
            elif character == "}":
                nesting.pop()
        elif character == "\n":
            break
        elif character == '"':
            nesting.pop()
            if not nesting:
                return "TEMPLATE", position
        elif character == "\\":
            position += 1
        elif character in "$%" and text.startswith(character + "{", position):
            position += 2
        elif character in "$%" and text.startswith("{", position):
            nesting.append("{")
            position += 1
    return "OPEN_STRING", line_end


def _heredoc(text: str, start: int, stop: int) -> tuple[str, int]:
    """Kind and end of a heredoc whose first line is `[start, stop)`: its marker alone on a line ends it."""
    marker = re.escape(text[start:stop].strip("<- \t"))
    close = re.compile(rf"\n[ \t]*{marker}(?=[ \t]*(?:\r?\n|\Z))").search(text, stop, stop + _LONGEST_HEREDOC)
    return ("HEREDOC", close.end()) if close else ("OPERATOR", start + 2)


@lru_cache(maxsize=1)
def _token_pattern() -> re.Pattern[str]:
    """The pattern of one token, compiled when the first line that needs it turns up."""
    return re.compile(tables.TOKEN_PATTERN)
