"""The warehouse that a rule's examples are held against: its SQL, run on an embedded DuckDB."""

from __future__ import annotations

import os
import re
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from datagraph.rules import NO_EVIDENCE, Evidence

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.diagnostics import RuleDescription
    from datagraph.warehouse.protocol import Warehouse

_NAMED = re.compile(r"\b(?:TABLE|VIEW)\s+(\w+)\.(\w+)\.", re.IGNORECASE)


def example_warehouse(tables: str) -> Warehouse:
    """A DuckDB in memory in which statements were run; the databases and schemas that they create in are there.

    WarehouseError if DuckDB is not installed.
    """
    from datagraph.warehouse.connecting import connect

    places = sorted(set(_NAMED.findall(tables)))
    lines = [f"ATTACH ':memory:' AS {database};" for database in sorted({it[0] for it in places})]
    lines += [f"CREATE SCHEMA IF NOT EXISTS {database}.{schema};" for database, schema in places]
    # In DuckDB 1, a foreign key refers to a table of the database in use.
    lines += [f"USE {database};" for database, _ in places[:1]]
    with TemporaryDirectory() as directory:
        script = os.path.join(directory, "tables.sql")
        with open(script, "w", encoding="utf-8") as file:
            file.write("\n".join([*lines, tables, "; USE memory;"]))
        return connect("duckdb", {"setup": script})


def example_catalog(tables: str, kind: str = "") -> Catalog:
    """The catalog of such a warehouse, as if it were of another kind."""
    from datagraph.warehouse.introspection import introspect
    from datagraph.warehouse.wanted import Wanted

    warehouse = example_warehouse(tables)
    found = introspect(warehouse, Wanted(everything=True))
    warehouse.close()
    # What DuckDB makes by itself, `memory` and in each database `main`, holds nothing.
    schemas = {place: it for place, it in found.schemas.items() if it.tables}
    namespaces: dict[str, tuple[str, ...]] = {}
    for database, name in sorted(schemas):
        namespaces[database] = (*namespaces.get(database, ()), name)
    return found._replace(
        warehouse=kind or found.warehouse, database="", schema="", schemas=schemas, namespaces=namespaces
    )


def example_evidence(rule: RuleDescription, text: str) -> Evidence:
    """What is known of the warehouse when a rule looks at one of its examples."""
    if rule.earlier_graph:
        return _earlier(rule)
    if not rule.tables:
        return NO_EVIDENCE
    catalog = _older_catalog(rule) if rule.name == "not-in-catalog" else example_catalog(rule.tables, rule.warehouse)
    if rule.code.startswith("DG8"):
        return Evidence(catalog, previous=example_catalog(rule.earlier_tables, rule.warehouse))
    if rule.code.startswith("DG7"):
        return _measured(rule, text, catalog)
    return Evidence(catalog)


def _earlier(rule: RuleDescription) -> Evidence:
    """The graph as it was before, and what is built on it."""
    from datagraph.diff import Earlier
    from datagraph.exchange.consumers_reading import read_consumers
    from datagraph.project.evidence import graph_of

    earlier = Earlier(graph_of(rule.earlier_graph), rule.earlier_graph, "before.dg")
    catalog = example_catalog(rule.tables) if rule.tables else None
    return Evidence(catalog, earlier=earlier, consumers=read_consumers(rule.consumers)[0])


def _older_catalog(rule: RuleDescription) -> Catalog:
    """The catalog as it was written when the graph was still the good example."""
    from datagraph.project.evidence import graph_of
    from datagraph.warehouse.introspection import introspect
    from datagraph.warehouse.wanted import wanted_by

    warehouse = example_warehouse(rule.tables)
    found = introspect(warehouse, wanted_by([graph_of(rule.good)]))
    warehouse.close()
    return found


def _measured(rule: RuleDescription, text: str, catalog: Catalog) -> Evidence:
    """The evidence with what is counted in the example's rows."""
    from datagraph.project.evidence import graph_of
    from datagraph.proof import measure
    from datagraph.warehouse.pool import Pool

    warehouse = example_warehouse(rule.tables)
    measurements = measure(graph_of(text), catalog, Pool(warehouse))
    warehouse.close()
    return Evidence(catalog, measurements=measurements)
