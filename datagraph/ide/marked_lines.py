"""The few lines of a text that need a look token by token."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.syntax.lexer import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.syntax.lexer import Token

# Without one of these no token goes on behind the end of its line: comments, heredocs and templates do.
_OPENERS = {"*": "/*", "<": "<<", "$": "${", "%": "%{"}
"""Each by its rarer character: one is found twenty times as fast as two."""


def marked_lines(text: str, offsets: Iterable[int] = ()) -> Iterator[list[Token]]:
    r"""The tokens of each line that holds one of some offsets, and of each that may go on over its end.

    A line is here what the lexer takes for one: it ends at a `\n` that is part of no token. Its tokens cover it without
    a gap, the NEWLINE included.
    """
    places = {*offsets}
    for rare, opener in _OPENERS.items():
        if rare in text:
            places.update(found.start() for found in re.finditer(re.escape(opener), text))
    done = 0
    for place in sorted(places):
        if place >= done:
            line = _line(text, text.rfind("\n", done, place) + 1 or done)
            done = line[-1].end
            yield line


def _line(text: str, start: int) -> list[Token]:
    """The tokens from the beginning of a line to its NEWLINE, or to the end of the text."""
    line: list[Token] = []
    for token in tokens(text, start, len(text)):
        line.append(token)
        if token.kind == "NEWLINE":
            break
    return line
