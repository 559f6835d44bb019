"""Blocks and lines out of smaller ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Said, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.dictionary.block import Inline, Line, Row

_PIECE = re.compile(
    r"`` (?P<twice>.*?) ``|`(?P<once>[^`]*)`|(?P<before>\s*)(?P<words>[^`]*[^`\s])(?P<after>\s*)|.", re.DOTALL
)


def table(headings: tuple[str, ...], rows: tuple[Row, ...]) -> Table:
    """A table without the columns in which no row has anything."""
    used = [index for index in range(len(headings)) if any(any(row.cells[index]) for row in rows)]
    return Table(
        tuple(headings[it] for it in used),
        tuple(row._replace(cells=tuple(row.cells[it] for it in used)) for row in rows),
    )


def listed(lines: Iterable[Line]) -> Line:
    """Several lines as one, with commas between them."""
    joined: list[Inline] = []
    for line in lines:
        joined += [*([", "] if joined else []), *line]
    return tuple(joined)


def marked(sentence: str) -> Line:
    """A sentence of a rule, and the names in it that stand between backticks, as `rules.words.quoted` writes them."""
    line: list[Inline] = []
    for it in _PIECE.finditer(sentence):
        name = it["twice"] or it["once"]
        if name:
            line.append(Code(name))
        elif it["words"]:
            line += [" " * bool(it["before"]), Said(it["words"]), " " * bool(it["after"])]
        else:
            line.append(Said(it[0]) if it[0].strip() else " ")
    return tuple(line)
