"""Semantic tokens: what each word of a file is, for editors to colour.

A line's tokens follow from its own text. So a change of one line costs one line, and what a word is called never
depends on what is declared elsewhere; what is wrong with it is for the diagnostics to say.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.line_tokens import line_tokens, read_tokens
from datagraph.ide.marked_lines import marked_lines
from datagraph.ide.token_types import TOKEN_MODIFIERS, TOKEN_TYPES
from datagraph.text import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.ide.token_types import TokenInLine
    from datagraph.text import Span
    from datagraph.view import View

__all__ = ["TOKEN_MODIFIERS", "TOKEN_TYPES", "SemanticToken", "semantic_tokens", "semantic_tokens_by_line"]

_LONE_RETURN = re.compile(r"\r(?!\n)")
_MOST_LINES = 50_000
_known: dict[str, tuple[TokenInLine, ...]] = {}
"""The tokens of lines by their text, for all files that are open."""


class SemanticToken(NamedTuple):
    """A word by its offsets; type and modifiers as in a `TokenInLine`."""

    start: int
    end: int
    type: int
    modifiers: int


def semantic_tokens(view: View, span: Span | None = None) -> list[SemanticToken]:
    """All tokens, or those that touch a span, in order; none goes over the end of a line, no two overlap."""
    lines = LineIndex(view.text)
    first = lines.position(span.start).line if span else 1
    last = lines.position(span.end).line if span else lines.line_count
    found: list[SemanticToken] = []
    for number, line in enumerate(islice(semantic_tokens_by_line(view), first - 1, last), first):
        if line:
            start = lines.line_span(number).start
            found += [SemanticToken(start + token[0], start + token[1], token[2], token[3]) for token in line]
    return [it for it in found if it.start <= span.end and it.end >= span.start] if span else found


def semantic_tokens_by_line(view: View) -> Sequence[tuple[TokenInLine, ...]]:
    r"""The tokens of each line of the protocol, which ends with `\n`, `\r\n` or `\r`.

    A line that was seen before, here or in another file, costs one look-up.
    """
    text = view.text
    lone_returns: Iterator[int] = iter(())
    plain = text
    if "\r" in text:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        # To the lexer a `\r` alone ends no line, so that a comment goes on behind it.
        lone_returns = (found.start() for found in _LONE_RETURN.finditer(text))
    result = _tokens_of(plain.split("\n"))
    number = done = 0
    for line in marked_lines(text, lone_returns):
        start, end = line[0].start, line[-1].end
        number += _line_ends(text, done, start)
        done = start
        pieces = _cut(text[start:end], start, read_tokens(text, line))
        result[number : number + len(pieces)] = pieces
    return result


def _tokens_of(lines: list[str]) -> list[tuple[TokenInLine, ...]]:
    """The tokens of lines as if each stood for itself."""
    with suppress(KeyError):
        return list(map(_known.__getitem__, lines))
    found = list(map(_known.get, lines))
    if len(_known) > max(_MOST_LINES, 4 * len(lines)):
        _known.clear()
    return [_remember(line) if tokens is None else tokens for line, tokens in zip(lines, found, strict=True)]


def _remember(line: str) -> tuple[TokenInLine, ...]:
    tokens = _known.get(line)
    if tokens is None:
        tokens = _known[line] = line_tokens(line)
    return tokens


def _line_ends(text: str, start: int, end: int) -> int:
    """How many lines end in a piece of text that begins with one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def _cut(piece: str, origin: int, tokens: list[TokenInLine]) -> list[tuple[TokenInLine, ...]]:
    """The tokens of some lines that were read together, for each line its own; `origin` is where the first begins.

    Behind the last line end no line begins that was read with them, unless it is the text's last.
    """
    lines = LineIndex(piece)
    count = lines.line_count - piece.endswith("\n")
    result: list[list[TokenInLine]] = [[] for _ in range(count)]
    for start, end, kind, modifiers in tokens:
        first, last = lines.position(start - origin).line, lines.position(end - origin).line
        for number in range(first, min(last, count) + 1):
            line = lines.line_span(number)
            one, other = max(start - origin, line.start), min(end - origin, line.end)
            if one < other:
                result[number - 1].append((one - line.start, other - line.start, kind, modifiers))
    return [tuple(line) for line in result]
