"""Values that the grammar refuses: strings written badly, and what HCL has and this language has not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import Applicability, Problem
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE
from datagraph.syntax import tables
from datagraph.syntax.strings import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.syntax.lexer import Token


class Reading(NamedTuple):
    """How a value is taken: as if it were written well (None: it means nothing here), its range, what is wrong."""

    meant: str | None
    span: Span
    problem: Problem | None = None


_FOREIGN = {
    "TEMPLATE": "template-value",
    "HEREDOC": "heredoc-value",
    "NUMBER": "number-value",
    "LBRACKET": "list-value",
    "LBRACE": "object-value",
}
STRINGS = frozenset(("STRING", "ODD_STRING", "SINGLE_QUOTED", "SMART_QUOTED", "OPEN_STRING", "TEMPLATE"))
_FLAGS = {"true": "true", "false": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}
_WORDS = frozenset(("NAME", "NUMBER", "DOT", "COLON", "OPERATOR", "EQUAL", "BOOLEAN", "UNKNOWN", "COMMA"))
_STRAIGHTENED = "\"'`“”„‟″‘’‚‛"
_STRING = re.compile(tables.STRING_START_PATTERN + '"')
_ONE_WORD = re.compile(r"[\w.:-]+")


def read_value(text: str, name: str, tokens: list[Token]) -> Reading:
    """Take the tokens behind `name =` for a value; there is at least one."""
    first, last = tokens[0], tokens[-1]
    span = Span(first.start, last.end)
    if len(tokens) == 1 and first.kind in _SINGLE:
        return _SINGLE[first.kind](text, name, span)
    if first.kind in _FOREIGN and (len(tokens) == 1 or first.kind not in ("NUMBER", "TEMPLATE")):
        return Reading(None, span, Problem(_FOREIGN[first.kind], span, span.text_of(text), name))
    if first.kind in STRINGS:
        return _text_after_string(text, name, tokens)
    written = span.text_of(text)
    if last.kind == "OPEN_STRING" and text[last.start : last.end].strip() == '"' and written[0] not in _STRAIGHTENED:
        inner = Span(first.start, last.start)
        edits = (TextEdit(Span(first.start, first.start), '"'),)
        whole = Span(first.start, last.start + 1)
        bare = inner.text_of(text)
        return Reading(f'"{bare}"', inner, Problem("unopened-string", whole, bare, name, edits=edits))
    bare_words = all(token.kind in _WORDS or token.kind == "OPEN_STRING" for token in tokens)
    if bare_words and any(token.kind in ("NAME", "UNKNOWN") for token in tokens):
        return _bare_words(text, name, tokens, span)
    return Reading(None, span, Problem("expression-value", span, written, name))


def _bare_words(text: str, name: str, tokens: list[Token], span: Span) -> Reading:
    """Text whose quotes were forgotten, or opened by one kind of quote and closed by another."""
    written = span.text_of(text).rstrip()
    span = Span(span.start, span.start + len(written))
    inner = written.strip(_STRAIGHTENED)
    if inner != written:
        edits = (TextEdit(span, encode(inner)),)
        return Reading(encode(inner), span, Problem("smart-quotes", span, written, name, edits=edits))
    if written == "null":
        return Reading(None, span, Problem("null-value", span, written, name))
    if _is_flag(name):
        return _misspelt_flag(name, written, span)
    quoted = _requote(written)
    edits = (TextEdit(span, quoted),)
    sure = Applicability.UNSAFE if tokens[0].kind in ("OPERATOR", "COMMA") else Applicability.SAFE
    meant = quoted if sure is Applicability.SAFE else None
    return Reading(meant, span, Problem("missing-quotes", span, written, name, None, edits, sure))


def _is_flag(name: str) -> bool:
    row = BLOCKS[BLOCKS_BY_ATTRIBUTE[name][0]].attribute(name) if name in BLOCKS_BY_ATTRIBUTE else None
    return row is not None and row.type == "boolean"


def _misspelt_flag(name: str, written: str, span: Span) -> Reading:
    """`true` or `false` in other letters, or in the words of another language."""
    from datagraph.diagnostics.suggestion import closest

    if written in ("true", "false"):
        return Reading(written, span)
    word = written.casefold()
    near = closest(word, _FLAGS)
    meant = word if word in _FLAGS.values() else _FLAGS.get(word) or (_FLAGS[near.word] if near else None)
    edits = (TextEdit(span, meant),) if meant else ()
    return Reading(meant, span, Problem("misspelt-boolean", span, written, name, edits=edits))


def _text_after_string(text: str, name: str, tokens: list[Token]) -> Reading:
    """A string and more on its line: the string counts if it stands apart, otherwise its quotes do not fit together."""
    first, second, last = tokens[0], tokens[1], tokens[-1]
    rest = Span(second.start, last.end)
    alone = rest.text_of(text).strip() == '"' or (second is last and second.kind in ("DOT", "UNKNOWN", "OPERATOR"))
    if second.start == first.end and (second.kind == "OPEN_STRING" or not alone):
        return _misplaced_quote(text, name, Span(first.start, last.end))
    edits = (TextEdit(Span(first.end, rest.end), ""),) if alone else ()
    meant = text[first.start : first.end] if first.kind == "STRING" else None
    return Reading(meant, first.span, Problem("text-after-value", rest, rest.text_of(text), name, edits=edits))


def _misplaced_quote(text: str, name: str, span: Span) -> Reading:
    """A quote inside a string, doubled, or a letter too early: what is one word without it is sure to be one."""
    written = span.text_of(text).rstrip()
    span = Span(span.start, span.start + len(written))
    word = written.replace('"', "")
    if _ONE_WORD.fullmatch(word):
        meant = encode(word)
        problem = Problem("misplaced-quote", span, written, name, edits=(TextEdit(span, meant),))
        return Reading(meant, span, problem)
    inner = written[1:-1] if written[-1] == '"' else written[1:]
    escaped = inner.replace('\\"', '"') if written.count('"') % 2 == 0 else inner.replace('"', "")
    edits = (TextEdit(span, encode(escaped)),)
    return Reading(None, span, Problem("misplaced-quote", span, written, name, None, edits, Applicability.UNSAFE))


def _open_string(text: str, name: str, span: Span) -> Reading:
    """A string without its closing quote ends with the line; a comment or a smart quote there makes that doubtful."""
    written = span.text_of(text).rstrip(" \t\r")
    inner = written[1:]
    doubtful = any(mark in inner for mark in ("#", "//", '"', "\\"))
    kept = inner.rstrip("“”„‟″‘’,' \t")
    end = span.start + 1 + len(kept)
    edits = (TextEdit(Span(end, span.start + len(written)), '"'),)
    sure = Applicability.UNSAFE if doubtful or not kept else Applicability.SAFE
    meant = f'"{kept}"' if kept and not doubtful else None
    found = Span(span.start, span.start + len(written))
    problem = Problem("unclosed-string", found, inner, name, edits=edits, applicability=sure)
    return Reading(meant, Span(span.start, end), problem)


def _odd_string(text: str, name: str, span: Span) -> Reading:
    """A string with a wrong escape or a character that may not stand in one."""
    from datagraph.syntax.recovery.escapes import first_fault

    written = span.text_of(text)
    start, end, rule = first_fault(written)
    fault = Span(span.start + start, span.start + end)
    edits = (TextEdit(Span(fault.start, fault.start), "\\"),) if rule == "unknown-escape" else ()
    problem = Problem(rule, fault, fault.text_of(text), name, edits=edits, applicability=Applicability.UNSAFE)
    return Reading(None, span, problem)


def _requoted(rule: str) -> Callable[[str, str, Span], Reading]:
    def read(text: str, name: str, span: Span) -> Reading:
        written = span.text_of(text)
        meant = _requote(written[1:-1])
        return Reading(meant, span, Problem(rule, span, written, name, edits=(TextEdit(span, meant),)))

    return read


def _requote(inner: str) -> str:
    """Text in double quotes; escapes in it that are good there are meant as such."""
    return f'"{inner}"' if "\\" in inner and _STRING.fullmatch(f'"{inner}"') else encode(inner)


def _well_formed(text: str, _name: str, span: Span) -> Reading:
    return Reading(span.text_of(text), span)


if TYPE_CHECKING:
    from collections.abc import Callable

_SINGLE: dict[str, Callable[[str, str, Span], Reading]] = {
    "STRING": _well_formed,
    "BOOLEAN": _well_formed,
    "OPEN_STRING": _open_string,
    "ODD_STRING": _odd_string,
    "SINGLE_QUOTED": _requoted("single-quotes"),
    "SMART_QUOTED": _requoted("smart-quotes"),
}
