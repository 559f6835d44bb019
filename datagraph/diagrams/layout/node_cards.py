"""What stands on the card of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.layout.card import Card, Row, stacked
from datagraph.diagrams.words import ENRICHED, MISSING, cut, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagrams.layout.card import Style
    from datagraph.diagrams.scene import Node, Remark

_LONGEST = 200
_MOST_REMARKS = 3


def card_of(node: Node) -> Card:
    """The card of a node."""
    if node.kind == "junction":
        return stacked(_junction(node), least=90, most=260)
    return stacked(_rows(node), least=170, most=340)


def _rows(node: Node) -> Iterator[Row]:
    yield Row(cut(title_of(node), _LONGEST), "title")
    if node.slug and node.slug != title_of(node):
        yield Row(cut(node.slug, _LONGEST), "slug")
    if node.kind == "missing":
        yield Row(MISSING, "figure")
    if node.kind == "profile" and node.description:
        yield Row(cut(node.description, _LONGEST), "slug")
    if node.table:
        yield Row(cut(node.table, _LONGEST), "table", begins_part=True)
    columns = [it for it in node.columns if it.is_shown]
    if node.primary_key and not any(it.is_primary_key for it in columns):
        yield Row(cut(node.primary_key, _LONGEST), "key", icon=True)
    for index, it in enumerate(columns):
        style: Style = "key" if it.is_primary_key else "column"
        yield Row(cut(it.name, _LONGEST), style, cut(it.type, _LONGEST), icon=True, begins_part=index == 0)
    if node.is_enriched:
        yield Row(ENRICHED, "badge", icon=True, begins_part=True)
    for index, text in enumerate(node.figures):
        yield Row(visible(text), "figure", begins_part=index == 0 and not node.is_enriched)
    yield from remark_rows(node.remarks)


def _junction(node: Node) -> Iterator[Row]:
    yield Row(cut(title_of(node), _LONGEST), "slug")


def remark_rows(remarks: tuple[Remark, ...]) -> Iterator[Row]:
    """The first remarks in full, and how many more there are."""
    for index, it in enumerate(remarks[:_MOST_REMARKS]):
        yield Row(cut(f"{it.code} {it.message}", _LONGEST), it.severity, icon=True, begins_part=index == 0)
    if len(remarks) > _MOST_REMARKS:
        yield Row(f"{len(remarks) - _MOST_REMARKS} more", "figure", icon=True)
