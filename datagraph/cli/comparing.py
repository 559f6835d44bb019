"""Compares catalogs with the warehouses that they were written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.progress import working
from datagraph.cli.terminal import complain
from datagraph.diagnostics import FileReport, in_order
from datagraph.diagnostics.render.visible import visible
from datagraph.engine import analyse
from datagraph.project.configurations import shown_path
from datagraph.project.connections import open_connection
from datagraph.project.evidence import graph_of, read_catalog
from datagraph.project.reading import read_file
from datagraph.rules import Context, Evidence
from datagraph.rules.drift import Drift
from datagraph.rules.drift.unnamed import unnamed_changes
from datagraph.text import Source
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.pool import Pool
from datagraph.warehouse.wanted import wanted_again, wanted_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import Catalog, TablePath
    from datagraph.diagnostics import Diagnostic
    from datagraph.project.configurations import Configurations, Located
    from datagraph.project.files import Input
    from datagraph.warehouse.protocol import Warehouse

_OTHER_CONNECTION = "name the connection that it was written from with `--warehouse`, or another file with `--catalog`"


class Comparison:
    """What has changed for graphs, and in catalog files besides; `warehouse` is a connection's name, or "".

    The configurations select the rules about drift, and no others.
    """

    def __init__(self, configurations: Configurations, warehouse: str) -> None:
        self.catalogs: dict[str, tuple[str, list[Diagnostic]]] = {}
        """The text of each catalog file by its path, and what has changed in what no graph names."""
        self._configurations = configurations
        self._warehouse = warehouse
        self._graphs: dict[Input, tuple[Diagnostic, ...]] = {}

    def compare(self, located: Located, inputs: Sequence[Input]) -> bool:
        """Compare for graphs that share a configuration; WarehouseError if the warehouse cannot be used.

        False, and a report of the configurations, if the catalog file cannot be read.
        """
        path = located.catalog_path
        if not path:
            advice = 'write `--catalog FILE`, or `catalog = "catalog.json"` in datagraph.toml'
            raise WarehouseError(
                "setting", "no catalog is named", f"{advice}; `datagraph introspect --output FILE` makes one"
            )
        previous = read_catalog(path, self._configurations.reports)
        if previous is None:
            return False
        catalog = _read(located, inputs, self._warehouse, previous)
        evidence = Evidence(catalog, previous=previous)
        settings = located.configuration.settings._replace(extend_select=())
        named: set[TablePath] = set()
        for it in inputs:
            analysis = analyse(it.text, settings, evidence)
            self._graphs[it] = analysis.diagnostics
            named |= Drift(Context(it.text, analysis.graph, settings.warehouse, evidence)).named
            if analysis.document.problems:
                shown = visible(it.path)
                advice = f"`datagraph validate {shown}` says what is wrong there"
                complain(f"warning: a part of {shown} cannot be read, and is not compared; {advice}")
        text, _ = read_file(path)
        self._add(path, text, in_order(settings.apply(unnamed_changes(text, previous, catalog, named))))
        return True

    def files(self, inputs: Iterable[Input]) -> list[FileReport]:
        """The reports of all graphs, then those of the catalog files with findings."""
        graphs = [FileReport(Source(it.path, it.text), self._graphs.get(it, ()), it.trouble) for it in inputs]
        catalogs = self.catalogs.items()
        return graphs + [FileReport(Source(shown_path(it), text), tuple(its)) for it, (text, its) in catalogs if its]

    def _add(self, path: str, text: str, found: list[Diagnostic]) -> None:
        # What graphs of one configuration do not name, those of another one with the same catalog may.
        _, others = self.catalogs.get(path, (text, found))
        self.catalogs[path] = text, [it for it in others if it in found]


def _read(located: Located, inputs: Iterable[Input], name: str, previous: Catalog) -> Catalog:
    """Read what the catalog holds, and what the graphs name, as it is now."""
    warehouse = open_connection(name, located, working)
    try:
        if warehouse.kind != previous.warehouse:
            kinds = f"the catalog is of a {previous.warehouse} warehouse, and the connection is to {warehouse.kind}"
            raise WarehouseError("setting", visible(kinds), _OTHER_CONNECTION)
        graphs = [graph_of(it.text) for it in inputs]
        wanted = wanted_again(previous) | wanted_by(graphs, warehouse.database, warehouse.schema)
        with working("reading the warehouse's tables"):
            catalog = Pool(warehouse).run(lambda it: introspect(it, wanted))
        _refuse_another(previous, catalog, warehouse)
        return catalog
    finally:
        warehouse.close()


def _refuse_another(previous: Catalog, catalog: Catalog, warehouse: Warehouse) -> None:
    """Refuse a connection to another database in which nothing of the catalog is found."""
    places = [previous.database, warehouse.database]
    if all(places) and places[0] != places[1] and not any(catalog.table(it.path) for it in previous.tables()):
        message = f"the catalog is of the database `{places[0]}`, and the connection is to `{places[1]}`"
        raise WarehouseError("setting", visible(message), _OTHER_CONNECTION)
