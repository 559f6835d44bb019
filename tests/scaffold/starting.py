"""Starter graphs out of warehouses that a test makes, and what relationships are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import datagraph
from datagraph.catalog.file import Refusal, dump, load
from datagraph.diagnostics import Severity
from datagraph.engine import analyse
from datagraph.scaffold.draft import make_draft
from datagraph.scaffold.proving import Prover
from datagraph.scaffold.text import write_draft
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.pool import Pool
from datagraph.warehouse.wanted import Wanted
from tests.warehouses.examples import warehouse_of

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.warehouse.protocol import Warehouse

PROFILES = """
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS SELECT 'p' || i, 'email', 'person' || i || '@example.com' FROM range(20) t(i);
"""
CUSTOMERS = """
CREATE TABLE PROD.SHOP.CUSTOMERS (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
INSERT INTO PROD.SHOP.CUSTOMERS SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
"""

Relationship = tuple[str, str, tuple[str, ...], str]
"""Parent table or profile folder, child table, the columns that join them, kind."""


class Start:
    """A starter graph, and what comes of it."""

    def __init__(self, text: str, catalog: Catalog) -> None:
        self.text = text
        self.lines = [it.strip() for it in text.splitlines()]
        analysis = analyse(text)
        self.tables = {it.table_ref: it.primary_key for it in analysis.model.entities}
        self.relationships = relationships(text)
        assert datagraph.format_text(text) == text
        found = datagraph.validate(text, catalog=catalog)
        self.warnings = [it for it in found if it.severity is Severity.WARNING]
        assert [f"{it.code}: {it.message}" for it in found if it.severity is Severity.ERROR] == []


def start(tables: str, *, prove: bool = True, has_profiles: bool = True) -> Start:
    """The starter graph out of a warehouse in which statements were run; it has no errors and is formatted."""
    warehouse = warehouse_of((PROFILES if has_profiles else "") + tables)
    try:
        return start_of(warehouse, prove=prove)
    finally:
        warehouse.close()


def start_of(warehouse: Warehouse, *, prove: bool, keyless: bool = False) -> Start:
    """The starter graph out of a warehouse, or out of the same one if it declared no keys."""
    catalog = introspect(warehouse, Wanted(everything=True))
    if keyless:
        catalog = without_keys(catalog)
    # What comes out of a catalog file is the same.
    again = load(dump(catalog))
    assert not isinstance(again, Refusal)
    prover = Prover(Pool(warehouse), warehouse.kind) if prove else None
    return Start(write_draft(make_draft(again, prover)), catalog)


def without_keys(catalog: Catalog) -> Catalog:
    """The catalog of a warehouse that declares no keys."""
    schemas = {
        place: schema._replace(
            tables={
                name: it._replace(primary_key=(), unique_keys=(), foreign_keys=()) for name, it in schema.tables.items()
            }
        )
        for place, schema in catalog.schemas.items()
    }
    return catalog._replace(schemas=schemas)


def relationships(text: str) -> set[Relationship]:
    """The relationships of a graph by their tables, whatever their slugs are."""
    graph = analyse(text).graph
    profile = graph.model.profile
    found: set[Relationship] = set()
    assert len({it.slug for it in graph.relationships}) == len(graph.relationships)
    for it in graph.relationships:
        child = graph.entities[it.related_entity].table_ref
        parent = graph.entities[it.parent.related_entity].table_ref if it.parent else ""
        if it.external_id:
            assert profile
            found.add((profile.profile_folder, child, (it.external_id.type, it.external_id.join_key), "external id"))
        elif it.trait:
            assert profile
            found.add((profile.profile_folder, child, (it.trait.name, it.trait.join_key), "trait"))
        elif it.junction_table:
            junction = it.junction_table
            assert junction.left_join
            assert junction.right_join
            joins = (*junction.left_join, *junction.right_join)
            found.add((parent, child, (junction.table_ref, *(side.column for side in joins)), "many:many"))
        else:
            assert it.join
            found.add((parent, child, (it.join.left.column, it.join.right.column), "1:many"))
    assert len(found) == len(graph.relationships), "one comes twice"
    return found
