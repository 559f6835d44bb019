"""The rows below a source line: underlines, and remarks hanging from them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.diagnostics.render.excerpt import Underline


def underline_rows(underlines: Sequence[Underline], primary_style: str) -> list[list[Segment]]:
    """Lay out underlines and their labels as rustc does; the first row holds the underlines.

    The label of the underline that ends last stands behind it; the others hang below, from right to left, each one
    under the beginning of its underline.
    """
    if not underlines:
        return []

    def style(underline: Underline) -> str:
        return primary_style if underline.primary else "secondary"

    beside = max(underlines, key=lambda it: (it.column + it.width, it.column, it.primary))
    rows = [_drawn(underlines, primary_style)]
    if beside.label:
        rows[0].append(Segment(f" {beside.label}", style(beside)))

    hanging = sorted((it for it in underlines if it.label and it is not beside), key=lambda it: -it.column)
    if hanging:
        rows.append(_stems(hanging, primary_style))
    for index, underline in enumerate(hanging):
        row = _stems([it for it in hanging[index + 1 :] if it.column < underline.column], primary_style)
        gap = underline.column - sum(len(segment.text) for segment in row)
        rows.append([*row, Segment(" " * gap), Segment(underline.label, style(underline))])
    return rows


def _drawn(underlines: Sequence[Underline], primary_style: str) -> list[Segment]:
    """Draw the underlines on one row; where two overlap, the shorter one is seen, or the primary one of equals."""
    row = [" "] * max(it.column + it.width for it in underlines)
    for it in sorted(underlines, key=lambda it: (-it.width, it.primary)):
        row[it.column : it.column + it.width] = ("^" if it.primary else "-") * it.width
    styles = {" ": "", "^": primary_style, "-": "secondary"}
    return [Segment("".join(run), styles[character]) for character, run in groupby(row)]


def _stems(underlines: Sequence[Underline], primary_style: str) -> list[Segment]:
    """Put a `|` below the beginning of every underline; where two begin together, the primary one's."""
    styles = {it.column: "secondary" for it in underlines if not it.primary}
    styles |= {it.column: primary_style for it in underlines if it.primary}
    row: list[Segment] = []
    position = 0
    for column in sorted(styles):
        row += (Segment(" " * (column - position)), Segment("|", styles[column]))
        position = column + 1
    return row
