"""What a new type does to a join, in each kind of warehouse."""

from __future__ import annotations

import pytest

from datagraph.engine import analyse
from datagraph.rules import Evidence, rule_named
from datagraph.settings import Settings
from tests.drift.shop import GRAPH
from tests.warehouses.examples import catalog_of

COMPLETE = """\
CREATE TABLE shop.crm.account (id {}, email {});
CREATE TABLE shop.crm.cart (id INTEGER PRIMARY KEY, account_id {});
CREATE TABLE shop.segment.user_identifiers (canonical_segment_id VARCHAR, type VARCHAR, value VARCHAR);
CREATE TABLE shop.segment.user_traits (canonical_segment_id VARCHAR, name VARCHAR, value VARCHAR);
CREATE TABLE shop.segment.profile_merges (canonical_segment_id VARCHAR, segment_id VARCHAR);
"""
RAW = """\
CREATE TABLE shop.segment.id_graph_updates (canonical_segment_id VARCHAR, segment_id VARCHAR);
CREATE TABLE shop.segment.external_id_mapping_updates
(external_id_type VARCHAR, external_id_value {}, segment_id VARCHAR);
CREATE TABLE shop.segment.profile_traits_updates (segment_id VARCHAR);
"""


def codes(kind: str, before: str, now: str, graph: str = GRAPH) -> list[str]:
    evidence = Evidence(catalog_of(now, kind), previous=catalog_of(before, kind))
    return [f"{it.code} {it.span.text_of(graph)}" for it in analyse(graph, Settings(("DG8",)), evidence).diagnostics]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("snowflake", "DG811"),
        ("bigquery", "DG803"),
        ("redshift", "DG811"),
        ("postgres", "DG803"),
        ("databricks", "DG811"),
        ("duckdb", "DG811"),
    ],
)
def test_numbers_that_become_text(kind: str, code: str) -> None:
    before, now = (COMPLETE.format("INTEGER", "VARCHAR", it) for it in ("INTEGER", "VARCHAR"))
    assert codes(kind, before, now) == [f"{code} account_id"]
    # The other way round it is an improvement, which is no more than another type.
    assert codes(kind, now, before) == ["DG813 shop.crm.cart"]
    before, now = (COMPLETE.format("INTEGER", it, "INTEGER") for it in ("VARCHAR", "INTEGER"))
    assert codes(kind, before, now) == [f"{code} email"]


def test_a_join_that_needed_a_cast_before_is_no_worse_with_another() -> None:
    before, now = (COMPLETE.format("INTEGER", "VARCHAR", it) for it in ("VARCHAR", "BOOLEAN"))
    assert codes("snowflake", before, now) == ["DG813 shop.crm.cart"]


def test_what_a_warehouse_does_not_say_is_no_change() -> None:
    catalog = catalog_of(COMPLETE.format("INTEGER NOT NULL", "VARCHAR", "INTEGER"), "redshift")
    schema = catalog.schemas["shop", "crm"]
    silent = {
        name: table._replace(columns=tuple(it._replace(nullable=None) for it in table.columns))
        for name, table in schema.tables.items()
    }
    other = catalog._replace(schemas={**catalog.schemas, ("shop", "crm"): schema._replace(tables=silent)})
    for evidence in (Evidence(other, previous=catalog), Evidence(catalog, previous=other)):
        assert analyse(GRAPH, Settings(("DG8",)), evidence).diagnostics == ()


def test_both_sides_that_change_alike_still_join() -> None:
    before, now = (COMPLETE.format(it, "VARCHAR", it) for it in ("INTEGER", "VARCHAR"))
    assert codes("bigquery", before, now) == ["DG813 shop.crm.account", "DG813 shop.crm.cart"]


def test_the_side_that_has_changed_is_shown() -> None:
    before, now = (COMPLETE.format(it, "VARCHAR", "INTEGER") for it in ("INTEGER", "VARCHAR"))
    evidence = Evidence(catalog_of(now, "bigquery"), previous=catalog_of(before, "bigquery"))
    (found,) = analyse(GRAPH, Settings(("DG8",)), evidence).diagnostics
    assert (found.span.text_of(GRAPH), found.label) == ("id", "VARCHAR, and was INTEGER")
    assert [(it.span.text_of(GRAPH), it.text) for it in found.labels] == [("account_id", "INTEGER")]


def test_a_key_without_equality_is_broken_even_where_nothing_joins_by_it() -> None:
    tables = COMPLETE.format("INTEGER", "VARCHAR", "INTEGER")
    before, now = (tables.replace("(id INTEGER PRIMARY KEY", f"(id {it}") for it in ("INTEGER", "INTEGER[]"))
    evidence = Evidence(catalog_of(now, "bigquery"), previous=catalog_of(before, "bigquery"))
    (diagnostic,) = analyse(GRAPH, Settings(("DG8",)), evidence).diagnostics
    assert (diagnostic.code, diagnostic.span.text_of(GRAPH)) == ("DG803", "id")
    assert diagnostic.message == "BigQuery does not compare values of `INTEGER[]`"
    assert codes("duckdb", before, now) == ["DG813 shop.crm.cart"]


def test_a_raw_profile_joins_by_its_mapping() -> None:
    graph = GRAPH.replace("segment:materialized", "segment:unmaterialized")
    tables = COMPLETE.format("INTEGER", "VARCHAR", "INTEGER")
    raw = tables[: tables.index("CREATE TABLE shop.segment")] + RAW
    assert codes("bigquery", raw.format("VARCHAR"), raw.format("INTEGER"), graph) == ["DG803 email"]
    assert codes("bigquery", raw.format("VARCHAR"), tables, graph) == ["DG805 shop.segment"]


def test_traits_join_by_their_values() -> None:
    graph = GRAPH.replace('external_id {\n        type     = "email"', 'trait {\n        name     = "email"')
    before, now = (COMPLETE.format("INTEGER", it, "INTEGER") for it in ("VARCHAR", "DATE"))
    assert codes("postgres", before, now, graph) == ["DG803 email"]
    value = before.replace("name VARCHAR, value VARCHAR", "name VARCHAR, value DATE")
    assert codes("postgres", before, value, graph) == ["DG803 email"]
    assert codes("postgres", before, value) == ["DG813 shop.segment"]


@pytest.mark.parametrize("number", [801, 802, 803, 804, 805])
def test_what_breaks_a_graph_is_an_error(number: int) -> None:
    rule = rule_named(f"DG{number}")
    assert rule is not None
    assert str(rule.description.severity) == "error"


@pytest.mark.parametrize("number", range(811, 816))
def test_what_breaks_nothing_is_none(number: int) -> None:
    rule = rule_named(f"DG{number}")
    assert rule is not None
    assert str(rule.description.severity) != "error"
