"""The label of a node: a card of its names, table, columns and badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.dot.markup import MONO, cell, gap, row, table, words
from datagraph.diagrams.words import ENRICHED, KEY, MISSING, counted, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagrams.dot.palette import Palette
    from datagraph.diagrams.scene import Column, Node, Remark


def card(node: Node, colors: Palette) -> str:
    """The label of a node, as Graphviz's HTML."""
    text, quiet = (colors.root_text,) * 2 if node.kind == "profile" else (colors.text, colors.quiet)
    if node.kind == "junction":
        title = words(title_of(node), color=quiet, size=10, face=MONO)
        return table([row(cell(title, span=2)), *_notes(node, quiet, colors)])
    return table(
        [
            row(cell(words(title_of(node), color=text, size=13, bold=True, most=40), span=2)),
            *_names(node, quiet),
            *_columns(node, text, quiet),
            *_notes(node, quiet, colors),
        ]
    )


def _names(node: Node, quiet: str) -> Iterator[str]:
    slug = node.slug if node.name else ""
    if node.kind == "missing":
        slug = MISSING
    if slug:
        yield row(cell(words(slug, color=quiet, most=50), span=2))
    if node.table:
        yield row(cell(words(node.table, color=quiet, size=10, face=MONO), span=2))


def _columns(node: Node, text: str, quiet: str) -> Iterator[str]:
    shown = [it for it in node.columns if it.is_shown]
    if not shown and node.primary_key and node.kind == "entity":
        yield row(
            cell(words(node.primary_key, color=text, size=10, face=MONO, most=40)),
            cell(words(KEY, color=quiet, size=10), align="RIGHT"),
        )
    if shown:
        yield f"{gap()}<HR/>{gap()}"
    for it in shown:
        yield row(
            cell(words(it.name, color=text, size=10, face=MONO, bold=it.is_primary_key, most=40)),
            cell(words(_of_column(it), color=quiet, size=10, most=30), align="RIGHT"),
        )


def _of_column(column: Column) -> str:
    return " · ".join(filter(None, (column.type, KEY if column.is_primary_key else "")))


def _notes(node: Node, quiet: str, colors: Palette) -> Iterator[str]:
    for it in node.figures:
        yield row(cell(words(it, color=quiet, size=10), span=2))
    if node.remarks:
        color = colors.root_text if node.kind == "profile" else remark_color(node.remarks, colors)
        yield row(cell(words(counted(node.remarks), color=color, size=10, bold=True), span=2))
    if node.is_enriched:
        yield gap()
        yield row(cell(words(ENRICHED, color=colors.badge_text, size=9), span=2, fill=colors.badge, align="CENTER"))


def remark_color(remarks: tuple[Remark, ...], colors: Palette) -> str:
    """The colour of what is said of remarks: that of the gravest."""
    severities = {it.severity for it in remarks}
    if "error" in severities:
        return colors.error
    return colors.warning if "warning" in severities else colors.quiet
