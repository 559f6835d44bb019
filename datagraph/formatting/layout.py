"""Rows to text: blank lines between them, and equals signs one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.formatting.row import COMMENT
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, OPENING

if TYPE_CHECKING:
    from datagraph.formatting.row import Row

# A longer name stands for itself: no other line is pushed that far to the right.
_WIDEST_NAME = 80


def write_rows(rows: list[Row], line_end: str) -> str:
    """The text of some rows in the canonical style; `line_end` is that of the lines which have none yet."""
    _space(rows, line_end)
    _align(rows)
    pieces: list[str] = []
    for row in rows:
        sides = f"{row.lead} {row.rest}" if row.rest else row.lead
        pieces.append(f"{row.blank}{row.indent}{sides}{row.end or line_end}")
    return "".join(pieces)


def _space(rows: list[Row], line_end: str) -> None:
    """Put a blank line between blocks, and between a block and attributes; none behind `{` or before `}`.

    Where comments stand between the two the blank line goes before all of them, unless there is one among them.
    """
    last = OPENING
    gap: list[Row] = []
    for row in rows:
        gap.append(row)
        if row.starts == COMMENT:
            continue
        if last == OPENING:
            gap[0].blank = ""
        if row.starts == CLOSING:
            row.blank = ""
        elif _are_apart(last, row.starts) and not any(it.blank for it in gap):
            gap[0].blank = line_end
        last = row.ends
        gap = []
    if gap and last == OPENING:
        gap[0].blank = ""


def _are_apart(last: int, starts: int) -> bool:
    """Whether a blank line belongs between two elements of a block; next to what is broken nobody knows."""
    return (last == CLOSING and starts in (OPENING, ATTRIBUTE)) or (last == ATTRIBUTE and starts == OPENING)


def _align(rows: list[Row]) -> None:
    """Make the names of a run of attributes equally wide; a blank line, a comment or a block ends the run."""
    run: list[Row] = []
    for row in rows:
        goes_on = row.rest and len(row.lead) <= _WIDEST_NAME
        if run and not (goes_on and not row.blank and row.indent == run[0].indent):
            _pad(run)
            run = []
        if goes_on:
            run.append(row)
    _pad(run)


def _pad(run: list[Row]) -> None:
    width = max((len(row.lead) for row in run), default=0)
    for row in run:
        row.lead = row.lead.ljust(width)
