"""What a rule sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.graph import Graph


class Context:
    """One analysed text: the graph with its model, and the text itself.

    `warehouse` is the kind of warehouse that the graph is for (`redshift`, …), or "" if nobody said; `catalog` is what
    it holds, for rules to come.
    """

    __slots__ = ("catalog", "graph", "text", "warehouse")

    def __init__(self, text: str, graph: Graph, warehouse: str = "", catalog: object | None = None) -> None:
        self.catalog = catalog
        self.text = text
        self.graph = graph
        self.warehouse = warehouse
