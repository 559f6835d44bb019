"""What a rule sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.catalog.measurements import Measurements
    from datagraph.consumers import Consumer
    from datagraph.diff import Earlier
    from datagraph.graph import Graph
    from datagraph.rules.tables import TableReadings


class Evidence:
    """What is known besides the text of the graph: of the warehouse, and of what was before.

    `catalog` is what the warehouse holds, `previous` what it held when the catalog file was written, `measurements`
    what was counted in its tables. `earlier` is the graph as it was before a change, and `consumers` are what is built
    on that, None if nobody knows. `accepted` are changes that somebody has agreed to: the code of a rule, and a slug.
    """

    __slots__ = ("accepted", "catalog", "consumers", "earlier", "measurements", "previous")

    def __init__(
        self,
        catalog: Catalog | None = None,
        *,
        previous: Catalog | None = None,
        measurements: Measurements | None = None,
        earlier: Earlier | None = None,
        consumers: tuple[Consumer, ...] | None = None,
        accepted: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.catalog = catalog
        self.previous = previous
        self.measurements = measurements
        self.earlier = earlier
        self.consumers = consumers
        self.accepted = accepted


NO_EVIDENCE = Evidence()


class Context:
    """One analysed text: the graph with its model, the text itself, and what is known of the warehouse.

    `warehouse` is the kind of warehouse that the graph is for (`redshift`, …), or "" if nobody said.
    """

    __slots__ = ("_tables", "evidence", "graph", "text", "warehouse")

    def __init__(self, text: str, graph: Graph, warehouse: str = "", evidence: Evidence = NO_EVIDENCE) -> None:
        self.text = text
        self.graph = graph
        self.evidence = evidence
        self.warehouse = warehouse or (evidence.catalog.warehouse if evidence.catalog else "")
        self._tables: TableReadings | None = None

    @property
    def tables(self) -> TableReadings:
        """What the graph names in the warehouse, looked up in the catalog, which must be there; worked out once."""
        if self._tables is None:
            from datagraph.rules.tables import TableReadings

            assert self.evidence.catalog is not None, "only rules that need a catalog ask for this"
            self._tables = TableReadings(self.graph, self.evidence.catalog)
        return self._tables
