"""Blocks and lines out of smaller ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.dictionary.block import Inline, Line, Row


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
