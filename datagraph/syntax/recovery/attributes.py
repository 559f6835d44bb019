"""Attributes: `name = value` in all the ways that it is written wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.language import BLOCKS_BY_ATTRIBUTE
from datagraph.syntax.lexer import LINE, OTHER, Token, end_of_line, logical_line, tokens
from datagraph.syntax.recovery.values import STRINGS, Reading, read_value
from datagraph.syntax.strings import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.syntax.recovery.cursor import Cursor

SEPARATORS = frozenset(("COMMA", "SEMICOLON"))
VALUES = STRINGS | {"NUMBER", "BOOLEAN", "NAME", "LBRACKET", "HEREDOC"}
_ARROWS = frozenset(("==", "=>", "->", "<-"))
# What is left of a string on the line after the one that it was broken on: text, and one quote at its end.
_STRING_TAIL = re.compile(r'(?:[^"\\\n]|\\.)*(")[ \t\r]*(?:(?:#|//)[^\n]*)?(?=\n|\Z)')
_LONGEST_OBJECT = 10_000


def reads_as_attribute(cursor: Cursor) -> bool:
    """Read an attribute from the name here, if it is one; say whether it was."""
    name, sign = cursor.text_of(cursor.token), cursor.kind(1)
    if sign == "EQUAL":
        _read(cursor, cursor.token.span, cursor.at + 2)
    elif sign == "OPERATOR" and cursor.text_of(cursor.tokens[cursor.at + 1]) in _ARROWS:
        arrow = cursor.tokens[cursor.at + 1]
        cursor.report("wrong-equals", arrow.span, cursor.text_of(arrow), edits=(TextEdit(arrow.span, "="),))
        _read(cursor, cursor.token.span, cursor.at + 2)
    elif sign == "COLON" and (name in BLOCKS_BY_ATTRIBUTE or cursor.kind(2) in STRINGS | {"EQUAL", "BOOLEAN"}):
        _read_colon(cursor)
    elif sign == "NAME" and cursor.kind(2) == "EQUAL" and _is_split_name(cursor):
        _read(cursor, Span(cursor.token.start, cursor.tokens[cursor.at + 1].end), cursor.at + 3)
    elif sign in STRINGS or (sign in VALUES and name in BLOCKS_BY_ATTRIBUTE):
        _read_without_sign(cursor)
    elif sign == "NEWLINE" and cursor.below()[1] == "=" and cursor.below()[0] >= 0:
        _read_sign_below(cursor)
    elif sign == "NEWLINE" and name in BLOCKS_BY_ATTRIBUTE:
        cursor.report("missing-equals", cursor.token.span, name)
        cursor.at += 1
        cursor.add_attribute(cursor.tokens[cursor.at - 1].span, _nothing(cursor.tokens[cursor.at - 1].end))
    else:
        return False
    return True


def _is_split_name(cursor: Cursor) -> bool:
    """Whether two words before `=` are one attribute's name: `table ref`."""
    words = (cursor.text_of(cursor.token), cursor.text_of(cursor.tokens[cursor.at + 1]))
    return "_".join(words) in BLOCKS_BY_ATTRIBUTE


def _read_colon(cursor: Cursor) -> None:
    name, colon = cursor.token, cursor.tokens[cursor.at + 1]
    skip = 3 if cursor.kind(2) == "EQUAL" else 2
    value = cursor.tokens[min(cursor.at + skip, len(cursor.tokens) - 1)]
    gap = colon.span if skip == 3 else Span(name.end, value.start)
    ends = value.kind == "NEWLINE"
    edit = TextEdit(colon.span if ends else gap, "" if skip == 3 else " =" if ends else " = ")
    cursor.report("colon-for-equals", colon.span, cursor.text_of(name), edits=(edit,))
    _read(cursor, name.span, cursor.at + skip)


def _read_without_sign(cursor: Cursor) -> None:
    name, value = cursor.token, cursor.tokens[cursor.at + 1]
    known = cursor.text_of(name) in BLOCKS_BY_ATTRIBUTE
    sure = Applicability.SAFE if known or value.kind == "STRING" else Applicability.UNSAFE
    edits = (TextEdit(Span(name.end, value.start), " = "),)
    cursor.report("missing-equals", Span(name.start, value.end), cursor.text_of(name), "", edits, sure)
    _read(cursor, name.span, cursor.at + 1, quiet=True)


def _read_sign_below(cursor: Cursor) -> None:
    name = cursor.token
    cursor.at += 1
    cursor.go_on_below()
    sign = cursor.token
    edits = (TextEdit(Span(name.end, sign.start), " "),)
    cursor.report("value-on-next-line", Span(sign.start, cursor.tokens[-1].start), cursor.text_of(name), edits=edits)
    cursor.at -= 1
    _read(cursor, name.span, cursor.at + 2)


def _read(cursor: Cursor, name: Span, value: int, *, quiet: bool = False) -> None:
    """Read the value that begins at a place among the tokens; `quiet` when the line has its problem already."""
    sign = cursor.tokens[value - 1]
    word = name.text_of(cursor.text)
    first = value
    while cursor.tokens[value].kind == "EQUAL":
        value += 1
    if value > first:
        extra = Span(cursor.tokens[first].start, cursor.tokens[value - 1].end)
        cursor.report("wrong-equals", extra, "= =", edits=(TextEdit(Span(sign.end, extra.end), ""),))
        quiet = True
    rest = [token.kind for token in cursor.tokens[value:]]
    if rest[0] == "LBRACE" and rest.count("LBRACE") > rest.count("RBRACE"):
        _read_object(cursor, name, value)
        return
    end = value_end(cursor, value)
    cursor.at = end
    if end == value:
        if not quiet:
            _read_missing_value(cursor, name, sign)
        else:
            cursor.add_attribute(name, _nothing(sign.end))
        return
    reading = _continued(cursor, word, end) or read_value(cursor.text, word, cursor.tokens[value:end])
    if reading.problem and not quiet:
        cursor.problems.append(reading.problem)
    cursor.add_attribute(name, reading)


def _nothing(place: int) -> Reading:
    return Reading(None, Span(place, place))


def _continued(cursor: Cursor, word: str, end: int) -> Reading | None:
    """A string that was broken over two lines, the second of which ends it."""
    last, newline = cursor.tokens[end - 1], cursor.tokens[end]
    if last.kind != "OPEN_STRING" or newline.kind != "NEWLINE":
        return None
    tail = _STRING_TAIL.match(cursor.text, newline.end)
    line = LINE.match(cursor.text, newline.end)
    if tail is None or (line and line.lastindex != OTHER):
        return None
    quote = tail.start(1)
    whole = Span(last.start, quote + 1)
    cursor.at = end
    cursor.go_on_below([end_of_line(cursor.text, quote + 1)])
    joined = " ".join(whole.text_of(cursor.text)[1:-1].split())
    edits = (TextEdit(whole, encode(joined)),)
    problem = Problem("unclosed-string", last.span, cursor.text_of(last)[1:], word, None, edits, Applicability.UNSAFE)
    return Reading(None, whole, problem)


def _read_missing_value(cursor: Cursor, name: Span, sign: Token) -> None:
    word = name.text_of(cursor.text)
    if cursor.kind() == "NEWLINE" and cursor.below()[0] >= 0:
        below = logical_line(cursor.text, cursor.token.end)
        alone = len(below) == 2 and cursor.text_of(below[0])
        if alone and (below[0].kind == "STRING" or alone in ("true", "false")):
            value = below[0] if below[0].kind == "STRING" else Token("BOOLEAN", below[0].start, below[0].end)
            edits = (TextEdit(Span(sign.end, value.start), " "),)
            cursor.report("value-on-next-line", value.span, word, edits=edits)
            cursor.go_on_below([value, below[1]])
            cursor.at += 1
            cursor.add_attribute(name, read_value(cursor.text, word, [value]))
            return
    cursor.report("missing-value", Span(sign.end, sign.end), word)
    cursor.add_attribute(name, _nothing(sign.end))


def _read_object(cursor: Cursor, name: Span, brace: int) -> None:
    """An object over several lines, or an opening brace that nothing closes."""
    start = cursor.tokens[brace].start
    depth = 0
    for token in tokens(cursor.text, start, min(len(cursor.text), start + _LONGEST_OBJECT)):
        depth += (token.kind == "LBRACE") - (token.kind == "RBRACE")
        if depth == 0:
            cursor.at = brace + 1
            cursor.go_on_below(logical_line(cursor.text, token.end))
            end = value_end(cursor, cursor.at)
            rule = "object-value" if end == cursor.at else "expression-value"
            span = Span(start, token.end if end == cursor.at else cursor.tokens[end - 1].end)
            cursor.at = end
            cursor.report(rule, span, span.text_of(cursor.text), name.text_of(cursor.text))
            cursor.add_attribute(name, Reading(None, span))
            return
    span = cursor.tokens[brace].span
    cursor.report("object-value", span, "{", name.text_of(cursor.text))
    cursor.at = brace + 1
    cursor.add_attribute(name, Reading(None, span))


def value_end(cursor: Cursor, place: int) -> int:
    """Where among the tokens a value ends that begins at `place`: before whatever begins something new."""
    depth, start = 0, place
    quoted = cursor.tokens[start].kind in STRINGS
    while True:
        token = cursor.tokens[place]
        if token.kind == "NEWLINE" or (depth == 0 and token.kind == "RBRACE"):
            return place
        if depth == 0 and token.kind in SEPARATORS and (quoted or not _goes_on(cursor, place + 1)):
            return place
        if place > start and depth == 0 and begins_attribute(cursor, place):
            return place
        if token.kind in ("LBRACKET", "LPAR", "LBRACE"):
            depth += 1
        elif token.kind in ("RBRACKET", "RPAR", "RBRACE"):
            depth -= 1
        place += 1


def _goes_on(cursor: Cursor, place: int) -> bool:
    """Whether a comma in text without quotes is part of the text."""
    return cursor.tokens[place].kind not in ("NEWLINE", "RBRACE") and not begins_attribute(cursor, place)


def begins_attribute(cursor: Cursor, place: int) -> bool:
    """Whether `name =` stands here, apart from what is before it: not the column of `entity.COLUMN = …`."""
    token, before = cursor.tokens[place], cursor.tokens[place - 1]
    return (
        token.kind == "NAME"
        and cursor.tokens[place + 1].kind in ("EQUAL", "LBRACE")
        and (token.start > before.end or before.kind == "STRING")
        and before.kind not in ("DOT", "OPERATOR")
    )
