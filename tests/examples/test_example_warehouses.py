"""The warehouses of the examples: they hold what the graphs speak of, and the faults that their scripts list."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

import datagraph
from datagraph.catalog import table_path
from datagraph.catalog.profiles import PROFILE_TABLES
from datagraph.engine import analyse
from datagraph.warehouse.connecting import connect
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.wanted import Wanted
from tests.cli.calls import call

if TYPE_CHECKING:
    from datagraph.catalog import Catalog

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("ecommerce", "banking", "bigquery-retail")

# What `check` finds in the faulty warehouses: the slug of the block that it is found in, and the code.
FAULTS: dict[str, set[tuple[str, str]]] = {
    "ecommerce": {
        ("subscription-entity", "DG701"),  # duplicate primary keys
        ("user-subscriptions", "DG707"),  # join keys that are NULL
        ("user-carts", "DG705"),  # orphans
        ("user-accounts", "DG714"),  # keys that differ in case and white space
    },
    "banking": {
        ("application", "DG702"),  # primary keys that are NULL
        ("customer-applications", "DG710"),  # an external id that does not occur
        ("card", "DG701"),  # duplicate primary keys
        ("card-transactions", "DG706"),  # many:many in disguise
    },
    "bigquery-retail": {
        ("article", "DG708"),  # past versions
        ("sales-order", "DG709"),  # deleted rows
        ("favourite-store", "DG711"),  # a trait that does not occur
        ("ordered-articles", "DG705"),  # orphans of the junction
    },
}


def _graph_text(name: str) -> str:
    return (EXAMPLES / name / "graph.dg").read_text(encoding="utf-8")


@cache
def _catalog(name: str, *scripts: str) -> Catalog:
    warehouse = connect("duckdb", {"setup": [str(EXAMPLES / name / it) for it in scripts]})
    try:
        return introspect(warehouse, Wanted(everything=True))
    finally:
        warehouse.close()


@pytest.mark.parametrize("name", NAMES)
def test_warehouse_holds_every_table_and_column_of_the_graph(name: str) -> None:
    graph = analyse(_graph_text(name)).graph
    catalog = _catalog(name, "warehouse.sql")
    named = [(it.table_ref, it.primary_key) for it in graph.entities.values()]
    for relationship in graph.relationships:
        entity = graph.entities[relationship.related_entity]
        if key := relationship.external_id or relationship.trait:
            named.append((entity.table_ref, key.join_key))
        if join := relationship.join:
            named += [(graph.entities[side.entity].table_ref, side.column) for side in join]
        if junction := relationship.junction_table:
            assert junction.left_join
            assert junction.right_join
            named += [(junction.table_ref, it) for it in (junction.primary_key, junction.left_join.right.column)]
            named.append((junction.table_ref, junction.right_join.left.column))
    missing = []
    for reference, column in named:
        path = table_path(reference)
        assert path
        table = catalog.table(path)
        if table is None or table.column(column) is None:
            missing.append((reference, column))
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_profile_folder_holds_the_tables_of_both_types(name: str) -> None:
    profile = analyse(_graph_text(name)).model.profile
    assert profile
    schema = _catalog(name, "warehouse.sql").schemas[tuple(profile.profile_folder.split("."))]  # type: ignore[index]
    tables = {it.lower(): table for it, table in schema.tables.items()}
    for needed in PROFILE_TABLES.values():
        for table, columns in needed.items():
            assert set(columns) <= {it.name.lower() for it in tables[table].columns}


@pytest.mark.parametrize("name", NAMES)
def test_graph_has_nothing_to_report_with_its_catalog(name: str) -> None:
    found = datagraph.validate(_graph_text(name), catalog=_catalog(name, "warehouse.sql"))
    assert [f"{it.code}: {it.message}" for it in found] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("warehouse", ["demo", "faulty"])
def test_check_finds_all_faults_and_nothing_else(name: str, warehouse: str) -> None:
    done = call("check", str(EXAMPLES / name), "--warehouse", warehouse, "--format", "json")
    (report,) = json.loads(done.out)["files"]
    nodes = analyse(_graph_text(name)).graph.declarations
    lines = sorted(
        (_graph_text(name).count("\n", 0, its[0].header_span.start) + 1, slug) for slug, its in nodes.items()
    )
    found = [
        (next(slug for line, slug in reversed(lines) if line <= it["range"]["start"]["line"]), it["code"])
        for it in report["diagnostics"]
    ]
    assert sorted(found) == (sorted(FAULTS[name]) if warehouse == "faulty" else [])


@pytest.mark.parametrize("name", NAMES)
def test_faults_take_no_table_or_column_away(name: str) -> None:
    sound, faulty = _catalog(name, "warehouse.sql"), _catalog(name, "warehouse.sql", "faults.sql")
    for table in sound.tables():
        after = faulty.table(table.path)
        assert after
        assert {it.name for it in table.columns} <= {it.name for it in after.columns}


@pytest.mark.parametrize("name", NAMES)
def test_script_lists_the_faults_that_are_expected(name: str) -> None:
    text = (EXAMPLES / name / "faults.sql").read_text(encoding="utf-8")
    assert re.findall(r"^-- \d\. ([\w-]+):", text, re.MULTILINE) == [slug for slug, _ in _in_order(text, name)]
    graph = analyse(_graph_text(name)).graph
    assert {slug for slug, _ in FAULTS[name]} <= set(graph.slugs)


def _in_order(text: str, name: str) -> list[tuple[str, str]]:
    return sorted(FAULTS[name], key=lambda it: text.index(f" {it[0]}:"))


def test_built_files_serve_under_the_names_of_the_graph(tmp_path: Path) -> None:
    from examples.build import build

    files = build("bigquery-retail", tmp_path / "it's here", faults=True)
    assert [it.name for it in files] == ["my-project-42.duckdb", "shared-reference-data.duckdb"]
    with duckdb.connect(str(files[0]), read_only=True) as connection:
        count = 'SELECT count(*) FROM "my-project-42"."retail"."orders" WHERE "is_deleted"'
        assert connection.execute(count).fetchall() == [(60,)]
