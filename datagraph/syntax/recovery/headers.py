"""Headers of blocks: `kind "label" {` in all the ways that it is written wrongly."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability
from datagraph.language import BLOCK_NAMES, BLOCKS, BLOCKS_BY_ATTRIBUTE
from datagraph.syntax.lexer import logical_line, tokens
from datagraph.syntax.recovery.layout import next_line
from datagraph.syntax.recovery.values import STRINGS, read_value
from datagraph.syntax.strings import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.syntax.lexer import Token
    from datagraph.syntax.recovery.cursor import Cursor

_SEPARATORS = frozenset(("COMMA", "SEMICOLON"))
_SIGNS = frozenset(("COLON", "EQUAL", *_SEPARATORS))
_LABELS = frozenset(("STRING", "NAME", "NUMBER"))
_JUNK = frozenset(("UNKNOWN", "OPERATOR", "DOT", "ELLIPSIS", "RPAR", "RBRACKET"))
# What a block begins with, and hardly ever an object.
_FIRST_LINE = re.compile(r'\s*[A-Za-z_][\w-]*[ \t]*(?:=|(?:"[^"\n]*"[ \t]*)?\{)')
_WORD = re.compile(r"[\w.-]+")
_QUOTES = re.compile("[\"'`“”„‟″‘’‚‛]")


def find_brace(cursor: Cursor) -> int | None:
    """The place of the `{` that makes the name here the beginning of a header, or None if it is none."""
    place = cursor.at + 1
    while cursor.tokens[place].kind in _LABELS | STRINGS | _SIGNS | _JUNK:
        place += 1
    if cursor.tokens[place].kind != "LBRACE":
        return None
    between = [token.kind for token in cursor.tokens[cursor.at + 1 : place]]
    if "EQUAL" not in between:
        return place
    word = cursor.text_of(cursor.token)
    inside = [token.kind for token in cursor.tokens[place + 1 :]]
    if between.count("EQUAL") > 1 or "OPERATOR" in between:
        return None
    if word in BLOCK_NAMES:
        one_line = inside[0] == "RBRACE" or (inside[:2] == ["NAME", "EQUAL"] and "COMMA" not in inside)
        over_lines = inside == ["NEWLINE"] and cursor.below()[1] not in ('"', "(")
        return place if one_line or over_lines else None
    lines_follow = _FIRST_LINE.match(cursor.text, cursor.tokens[place + 1].end)
    is_block = between[-1] == "EQUAL" and inside == ["NEWLINE"] and lines_follow and word not in BLOCKS_BY_ATTRIBUTE
    return place if is_block else None


def read_header(cursor: Cursor, brace: int) -> None:
    """Read a header from the name here to its `{`."""
    kind, opening = cursor.token, cursor.tokens[brace]
    between = cursor.tokens[cursor.at + 1 : brace]
    before = kind
    written: list[Token] = []
    for token in between:
        if token.kind in _SIGNS:
            _report_sign(cursor, kind, token, Span(before.end, token.end))
        else:
            written.append(token)
        before = token
    labels = _read_labels(cursor, kind, written)
    cursor.at = brace + 1
    cursor.add_opening(kind, labels, opening.end)


def _report_sign(cursor: Cursor, kind: Token, sign: Token, gap: Span) -> None:
    word = cursor.text_of(kind)
    if sign.kind == "COLON":
        cursor.report("colon-after-keyword", sign.span, word, edits=(TextEdit(sign.span, ""),))
    elif sign.kind == "EQUAL":
        cursor.report("equals-before-block", sign.span, word, edits=(TextEdit(gap, ""),))
    else:
        cursor.report("stray-separator", sign.span, cursor.text_of(sign), edits=(TextEdit(gap, ""),))


def _read_labels(cursor: Cursor, kind: Token, written: list[Token]) -> list[tuple[str, Span]]:
    """The labels of a header; quotes that do not fit together make one label of all that is written."""
    if all(token.kind in _LABELS for token in written) and not _touching(written):
        return [(cursor.text_of(token), token.span) for token in written]
    word = cursor.text_of(kind)
    junk = [it for it in written if it.kind in _JUNK and not _QUOTES.match(cursor.text, it.start)]
    rest = [it for it in written if it not in junk]
    if junk and len(rest) <= 1 and all(token.kind in _LABELS for token in rest):
        edits = tuple(TextEdit(it.span, "") for it in junk)
        cursor.report("unexpected-text", junk[0].span, cursor.text_of(junk[0]), word, edits)
        return [(cursor.text_of(token), token.span) for token in rest]
    if len(written) == 1 and written[0].kind in STRINGS:
        reading = read_value(cursor.text, word, written)
        if reading.problem:
            cursor.problems.append(reading.problem)
        return [(reading.meant or cursor.text_of(written[0]), reading.span)]
    span = Span(written[0].start, written[-1].end)
    text = span.text_of(cursor.text)
    bare = _QUOTES.sub("", text).strip()
    if written[-1].kind == "OPEN_STRING" and text == f'{bare}"':
        edits = (TextEdit(Span(span.start, span.start), '"'),)
        cursor.report("unopened-string", span, bare, word, edits=edits)
        return [(encode(bare), Span(span.start, span.end - 1))]
    sure = Applicability.SAFE if _WORD.fullmatch(bare) else Applicability.UNSAFE
    rule = "misplaced-quote" if _QUOTES.search(text) else "unexpected-text"
    meant = encode(bare)
    space = " " if span.start == kind.end else ""
    cursor.report(rule, span, text, word, (TextEdit(span, space + meant),), sure)
    return [(meant, span)]


def _touching(written: list[Token]) -> bool:
    return any(before.end == after.start for before, after in pairwise(written))


def lacks_brace(cursor: Cursor) -> bool:
    """Whether a header that has lost its `{` begins here: by its first word, or by what stands below it."""
    rest = cursor.kinds()[1:]
    labelled = bool(rest) and rest[0] in STRINGS
    while rest[0] in _LABELS | STRINGS | {"COLON"} - {"NUMBER"}:
        rest.pop(0)
    if rest[0] in ("LPAR", "LBRACKET", "RBRACE"):
        rest.pop(0)
        labelled = True
    if rest != ["NEWLINE"]:
        return False
    indent, character = cursor.below()
    word = cursor.text_of(cursor.token)
    if character == "{":
        return True
    deeper = indent > cursor.indent and character not in ('"', "=")
    if word in BLOCKS:
        named = labelled or BLOCKS[word].label is None
        return (deeper and named) or (labelled and cursor.tokens[-2].kind != "RBRACE")
    return deeper and labelled and word not in BLOCKS_BY_ATTRIBUTE


def read_header_without_brace(cursor: Cursor) -> None:
    """Read a header whose `{` is missing, on the next line, or another bracket."""
    kind = cursor.token
    word = cursor.text_of(kind)
    cursor.at += 1
    written: list[Token] = []
    while cursor.kind() not in ("NEWLINE", "LPAR", "LBRACKET", "RBRACE"):
        token = cursor.token
        if token.kind == "COLON":
            _report_sign(cursor, kind, token, token.span)
        else:
            written.append(token)
        cursor.at += 1
    labels = _read_labels(cursor, kind, written) if written else []
    end = max([kind.end, *(span.end for _, span in labels)])
    if cursor.kind() != "NEWLINE":
        bracket = cursor.token
        cursor.at += 1
        cursor.report("wrong-bracket", bracket.span, cursor.text_of(bracket), edits=(TextEdit(bracket.span, "{"),))
        cursor.add_opening(kind, labels, bracket.end)
        return
    brace = _brace_below(cursor)
    if brace is not None:
        cursor.report("brace-on-next-line", brace.span, word, edits=(TextEdit(Span(end, brace.end), " {"),))
        cursor.go_on_below(logical_line(cursor.text, brace.end))
        cursor.add_opening(kind, labels, brace.end)
        return
    cursor.report("missing-opening-brace", Span(kind.start, end), word, edits=(TextEdit(Span(end, end), " {"),))
    cursor.add_opening(kind, labels, end)


def _brace_below(cursor: Cursor) -> Token | None:
    if next_line(cursor.text, cursor.token.start)[1] != "{":
        return None
    found = (it for it in tokens(cursor.text, cursor.token.start, len(cursor.text)) if it.kind == "LBRACE")
    return next(found, None)
