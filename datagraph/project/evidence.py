"""What is known of the warehouse that files speak of: out of a catalog file, or asked from the warehouse itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.file import Refusal, load
from datagraph.diagnostics import FileReport
from datagraph.project.configurations import shown_path
from datagraph.project.connections import as_report, open_connection
from datagraph.project.reading import read_file
from datagraph.rules import Evidence, rule_named
from datagraph.text import Source, Span
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import Catalog
    from datagraph.graph import Graph
    from datagraph.project.configurations import Configurations, Located
    from datagraph.project.connections import Working
    from datagraph.project.files import Input
    from datagraph.warehouse.protocol import Warehouse


def gather(files: Sequence[tuple[Input, Located]], configurations: Configurations, working: Working) -> list[Evidence]:
    """What is known for each file; what cannot be read or asked is added to the reports of the configurations.

    A catalog file counts before a warehouse. Each is read once, a warehouse for all its graphs together. `working`
    shows what takes long.
    """
    catalogs: dict[Located, Catalog | None] = {}
    for located in dict.fromkeys(located for _, located in files):
        if located.catalog_path:
            catalogs[located] = read_catalog(located.catalog_path, configurations.reports)
        elif located.configuration.default_warehouse:
            texts = [it.text for it, its in files if its is located]
            catalogs[located] = _ask(located, texts, configurations.reports, working)
    return [Evidence(catalogs.get(located)) for _, located in files]


def read_catalog(path: str, reports: list[FileReport]) -> Catalog | None:
    """Read a catalog file; None, and a report, if it is none."""
    text, trouble = read_file(path)
    shown = shown_path(path)
    if trouble:
        reports.append(FileReport(Source(shown, ""), unreadable=trouble))
        return None
    catalog = load(text)
    if not isinstance(catalog, Refusal):
        return catalog
    rule = rule_named("unreadable-catalog")
    assert rule is not None, "the rule has a file"
    span = Span(catalog.offset, min(len(text), catalog.offset + 1))
    message = f"not a catalog file: {catalog.reason}"
    diagnostic = rule.description.at(span, message, help=("write it anew with `datagraph introspect`",))
    reports.append(FileReport(Source(shown, text), (diagnostic,)))
    return None


def _ask(located: Located, texts: Iterable[str], reports: list[FileReport], working: Working) -> Catalog | None:
    try:
        warehouse = open_connection("", located, working)
        try:
            return read_warehouse(warehouse, map(graph_of, texts), working)
        finally:
            warehouse.close()
    except WarehouseError as error:
        reports.append(as_report(error, located))
        return None


def read_warehouse(warehouse: Warehouse, graphs: Iterable[Graph], working: Working) -> Catalog:
    """Read what graphs refer to out of a warehouse; WarehouseError if it refuses."""
    from datagraph.warehouse.introspection import introspect
    from datagraph.warehouse.pool import Pool
    from datagraph.warehouse.wanted import wanted_by

    wanted = wanted_by(graphs, warehouse.database, warehouse.schema)
    with working("reading the warehouse's tables"):
        return Pool(warehouse).run(lambda it: introspect(it, wanted))


def graph_of(text: str) -> Graph:
    """The graph of a text, as far as it can be read."""
    from datagraph.graph import Graph
    from datagraph.model import lower
    from datagraph.syntax import parse

    return Graph(lower(parse(text))[0])
