"""What stands beside a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.layout.card import Card, Row, stacked
from datagraph.diagrams.layout.node_cards import remark_rows
from datagraph.diagrams.words import cut, heading_of, match_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagrams.scene import Edge, Node

_LONGEST = 120


def label_of(edge: Edge, source: Node) -> Card | None:
    """The label of an edge, or None if there is nothing to say; `source` is where it comes from."""
    rows = tuple(_rows(edge, source))
    return stacked(rows, least=0, most=250) if rows else None


def _rows(edge: Edge, source: Node) -> Iterator[Row]:
    heading = heading_of(edge, source)
    if heading:
        yield Row(cut(heading, _LONGEST), "figure")
    if match_of(edge):
        yield Row(cut(match_of(edge), _LONGEST), "match")
    if edge.junction:
        yield Row(cut(f"through {edge.junction}", _LONGEST), "match")
    for text in edge.figures:
        yield Row(cut(text, _LONGEST), "match")
    yield from (it._replace(begins_part=False) for it in remark_rows(edge.remarks))
