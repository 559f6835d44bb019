"""One broken line at a time: what its author meant, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability
from datagraph.language import BLOCK_NAMES
from datagraph.syntax import driver
from datagraph.syntax.lexer import ATTRIBUTE, OPENING, OTHER, Token, logical_line
from datagraph.syntax.recovery.attributes import SEPARATORS, VALUES, reads_as_attribute, value_end
from datagraph.syntax.recovery.cursor import Cursor
from datagraph.syntax.recovery.headers import find_brace, lacks_brace, read_header, read_header_without_brace
from datagraph.syntax.recovery.layout import indent_of
from datagraph.syntax.recovery.strays import split_open_string, without_strays
from datagraph.syntax.recovery.values import STRINGS
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.diagnostics import Problem
    from datagraph.syntax.tree import Line

_CLOSERS = frozenset(("RPAR", "RBRACKET"))


def read_line(text: str, start: int, content: int) -> tuple[list[Line], list[Problem]]:
    """Read the logical line whose trivia begin at `start` and whose first token is at `content`.

    The lines returned cover the text from `start` without a gap, and a line that the grammar takes has no problems.
    """
    problems: list[Problem] = []
    line = split_open_string(text, without_strays(text, logical_line(text, content), problems))
    cursor = Cursor(text, start, line, problems)
    well_formed = driver.run("line", [(token.kind, token) for token in line], {"line": lambda _: True}) is True
    while cursor.kind() != "NEWLINE":
        _read_element(cursor)
        if cursor.kind() != "NEWLINE" and not well_formed:
            _read_between(cursor)
    if cursor.breaks and not any(it.rule == "unexpected-text" for it in problems):
        first = cursor.breaks[0][0]
        edits = tuple(edit for _, edit in cursor.breaks)
        cursor.report("missing-newline", first.span, cursor.text_of(first), edits=edits)
    cursor.finish()
    named = any(it.lastindex == ATTRIBUTE and " " in (it.group(1) or "") for it in cursor.lines)
    if not well_formed and not problems and not named:
        span = Span(line[0].start, max(line[-1].start, line[0].end))
        cursor.report("unexpected-text", span, span.text_of(text))
    return cursor.lines, problems


def _read_element(cursor: Cursor) -> None:
    kind = cursor.kind()
    if kind == "RBRACE":
        cursor.at += 1
        cursor.add_closing(cursor.tokens[cursor.at - 1])
    elif kind in ("NAME", "BOOLEAN"):
        brace = find_brace(cursor)
        if brace is not None:
            read_header(cursor, brace)
        elif lacks_brace(cursor):
            read_header_without_brace(cursor)
        elif not reads_as_attribute(cursor):
            _skip(cursor)
    elif kind in STRINGS:
        _read_quoted_name(cursor)
    elif kind == "EQUAL":
        _read_nameless(cursor)
    elif kind == "LBRACE":
        _read_stray_opening(cursor)
    elif kind in _CLOSERS and cursor.kind(1) == "NEWLINE" and len(cursor.tokens) == 2:
        _read_wrong_closing(cursor)
    else:
        _skip(cursor)


def _read_between(cursor: Cursor) -> None:
    """Something follows an element on its line: an end of line is missing, or it is a stray comma or worse."""
    before, token = cursor.tokens[cursor.at - 1], cursor.token
    previous = cursor.lines[-1].lastindex
    if previous == OTHER:
        return
    if token.kind in SEPARATORS:
        cursor.at += 1
        if cursor.kind() in ("NEWLINE", "RBRACE"):
            edits = (TextEdit(Span(before.end, token.end), ""),)
            cursor.report("stray-separator", token.span, cursor.text_of(token), edits=edits)
        elif cursor.kind() == "NAME":
            cursor.break_before(token, Span(before.end, cursor.token.start))
        else:
            cursor.at -= 1
            _skip(cursor, "text-after-value" if previous == ATTRIBUTE else "")
    elif previous == OPENING and token.kind == "LBRACE":
        cursor.at += 1
        cursor.report("unexpected-text", token.span, "{", edits=(TextEdit(Span(before.end, token.end), ""),))
    elif _in_one_line_block(cursor, previous):
        return
    elif token.kind in ("NAME", "RBRACE") or (token.kind in STRINGS and cursor.kind(1) == "EQUAL"):
        cursor.break_before(token, Span(before.end, token.start))


def _in_one_line_block(cursor: Cursor, previous: int | None) -> bool:
    """Whether what follows stays within `kind { name = value }`, which HCL allows."""
    rest = cursor.kinds()
    if previous == OPENING:
        if rest[:2] != ["NAME", "EQUAL"]:
            ends = rest[-2:] == ["RBRACE", "NEWLINE"]
            return rest[0] == "RBRACE" or (ends and "EQUAL" in rest[:2] and rest.count("EQUAL") == 1)
        end = value_end(cursor, cursor.at + 2)
        over_lines = rest[2] == "LBRACE" and cursor.tokens[end].kind == "NEWLINE"
        return over_lines or [token.kind for token in cursor.tokens[end:]] == ["RBRACE", "NEWLINE"]
    kinds = [line.lastindex for line in cursor.lines]
    return rest[0] == "RBRACE" and kinds.count(OPENING) == 1 and kinds.count(ATTRIBUTE) == 1 == cursor.open_braces


def _read_quoted_name(cursor: Cursor) -> None:
    """A string where a name belongs: a quoted name, a label without its keyword, or nothing at all."""
    token = cursor.token
    written = cursor.text_of(token)
    bare = written.strip("\"'`“”„‟″‘’ \t\r")
    inner = Token("NAME", token.start + 1, max(token.start + 1, token.end - 1))
    if cursor.kind(1) in ("EQUAL", "COLON") and cursor.kind(2) in VALUES:
        edits = [TextEdit(token.span, bare)]
        sure = Applicability.SAFE
        if cursor.kind(1) == "COLON":
            edits.append(TextEdit(Span(token.end, cursor.tokens[cursor.at + 2].start), " = "))
            if cursor.kinds()[-2] == "COMMA":  # A line of JSON is one mistake, and who knows what it does here.
                edits.append(TextEdit(cursor.tokens.pop(-2).span, ""))
                sure = Applicability.UNSAFE
        cursor.report("quoted-name", token.span, bare, "", tuple(edits), sure)
        cursor.tokens[cursor.at : cursor.at + 2] = [inner, Token("EQUAL", token.end, cursor.tokens[cursor.at + 1].end)]
        reads_as_attribute(cursor)
    elif cursor.kind(1) == "LBRACE":
        cursor.report("missing-keyword", token.span, written)
        cursor.at += 2
        cursor.add_opening(None, [(written, token.span)], cursor.tokens[cursor.at - 1].end)
    elif bare in BLOCK_NAMES and find_brace(cursor) is not None:
        cursor.report("quoted-name", token.span, bare, edits=(TextEdit(token.span, bare),))
        cursor.tokens[cursor.at] = inner
        _read_element(cursor)
    else:
        _skip(cursor)


def _read_nameless(cursor: Cursor) -> None:
    """`= value` without a name before it."""
    sign = cursor.token
    end = value_end(cursor, cursor.at + 1)
    if end == cursor.at + 1:
        _skip(cursor)
        return
    span = Span(sign.start, cursor.tokens[end - 1].end)
    cursor.report("missing-name", sign.span, span.text_of(cursor.text), span.text_of(cursor.text))
    cursor.at = end
    cursor.add_skipped(span.end)


def _read_stray_opening(cursor: Cursor) -> None:
    """A `{` that begins a line: of JSON, a closing brace turned round, or a block without its first word."""
    brace = cursor.token
    if cursor.kind(1) in STRINGS and cursor.kind(2) in ("COLON", "EQUAL"):
        last = cursor.tokens[-2]
        cursor.at = len(cursor.tokens) - 1
        span = Span(brace.start, last.end)
        cursor.report("unexpected-text", span, span.text_of(cursor.text))
        cursor.add_skipped(last.end)
    elif cursor.kind(1) == "NEWLINE" and len(cursor.tokens) == 2 and cursor.below()[0] <= cursor.indent:
        cursor.at += 1
        cursor.report("wrong-bracket", brace.span, "{", edits=(TextEdit(brace.span, "}"),))
        cursor.add_closing(brace)
    else:
        cursor.at += 1
        cursor.report("missing-keyword", brace.span, "{")
        cursor.add_opening(None, [], brace.end)


def _read_wrong_closing(cursor: Cursor) -> None:
    bracket = cursor.token
    cursor.at += 1
    cursor.report("wrong-bracket", bracket.span, cursor.text_of(bracket), edits=(TextEdit(bracket.span, "}"),))
    cursor.add_closing(bracket)


def _skip(cursor: Cursor, rule: str = "") -> None:
    """Text that begins nothing: up to the next brace, or to the end of the line."""
    start = cursor.at
    first = cursor.token
    if cursor.kind() == "ELLIPSIS":
        cursor.at += 1
        cursor.report("template-ellipsis", first.span, "...", edits=(_deletion(cursor),))
        cursor.add_skipped(first.end)
        return
    while cursor.at == start or cursor.kind() not in ("NEWLINE", "RBRACE"):
        cursor.at += 1
        if cursor.kind() == "LBRACE" and cursor.kind(1) == "NEWLINE":
            break
        if cursor.kind() == "NAME" and cursor.kind(1) == "EQUAL" and cursor.tokens[cursor.at - 1].kind != "DOT":
            break
    last = cursor.tokens[cursor.at - 1]
    span = Span(first.start, last.end)
    if not cursor.problems:
        alone = cursor.at == start + 1 and cursor.kind() == "NAME"
        edits = (TextEdit(span, ""),) if alone else ()
        cursor.report(rule or _rule_for(cursor, start), span, span.text_of(cursor.text), edits=edits)
    if cursor.kind() == "LBRACE":
        cursor.at += 1
        cursor.add_opening(None, [], cursor.tokens[cursor.at - 1].end)
    else:
        cursor.add_skipped(last.end)


def _deletion(cursor: Cursor) -> TextEdit:
    """Take the token before this one away, and its line with it if nothing else stands there."""
    gone = cursor.tokens[cursor.at - 1]
    shared = len(cursor.tokens) > 2 or indent_of(cursor.text, gone.start) is None
    if shared or cursor.text[gone.end : cursor.token.start].strip():
        return TextEdit(gone.span, "")
    return TextEdit(Span(cursor.text.rfind("\n", 0, gone.start) + 1, cursor.token.end), "")


def _rule_for(cursor: Cursor, start: int) -> str:
    skipped = cursor.tokens[start : cursor.at]
    if skipped[0].kind in SEPARATORS and len(skipped) == 1:
        return "stray-separator"
    return "unknown-character" if skipped[0].kind == "UNKNOWN" else "unexpected-text"
