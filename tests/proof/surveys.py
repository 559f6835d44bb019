"""Graphs measured in a DuckDB of a test's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.engine import analyse
from datagraph.graph import Graph
from datagraph.model import lower
from datagraph.proof import measure
from datagraph.rules import Evidence
from datagraph.syntax import parse
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.pool import Pool
from datagraph.warehouse.wanted import wanted_by
from tests.warehouses.examples import warehouse_of

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.catalog.measurements import Measurements
    from datagraph.diagnostics import Diagnostic
    from datagraph.warehouse.protocol import Warehouse

SHOP = """\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  entity "product" {
    name        = "Product"
    table_ref   = "PROD.CUST.PRODUCT"
    primary_key = "SKU"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"

        relationship "products" {
          name           = "Products"
          related_entity = "product"

          junction_table {
            table_ref     = "PROD.CUST.LINE"
            primary_key   = "ID"
            left_join_on  = "cart.ID = CART_ID"
            right_join_on = "SKU = product.SKU"
          }
        }
      }
    }

    relationship "favourites" {
      name           = "Favourites"
      related_entity = "product"

      trait {
        name     = "favourite"
        join_key = "SKU"
      }
    }
  }
}
"""
TABLES = """\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com'), (2, 'bob@example.com'), (3, 'eve@example.com');
CREATE TABLE PROD.CUST.CART (ID INTEGER, ACCOUNT_ID INTEGER);
INSERT INTO PROD.CUST.CART VALUES (501, 1), (502, 1), (503, 2), (504, 3);
CREATE TABLE PROD.CUST.LINE (ID INTEGER, CART_ID INTEGER, SKU VARCHAR);
INSERT INTO PROD.CUST.LINE VALUES (1, 501, 's1'), (2, 501, 's2'), (3, 502, 's1'), (4, 503, 's2'), (5, 504, 's1');
CREATE TABLE PROD.CUST.PRODUCT (SKU VARCHAR, TITLE VARCHAR);
INSERT INTO PROD.CUST.PRODUCT VALUES ('s1', 'Soap'), ('s2', 'Salt');
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES
  ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com'), ('p3', 'email', 'eve@example.com');
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
INSERT INTO PROD.SEGMENT.USER_TRAITS VALUES ('p1', 'favourite', 's1'), ('p2', 'favourite', 's2');
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
"""
"""A sound shop; statements after these spoil it."""


def graph_of(text: str) -> Graph:
    return Graph(lower(parse(text))[0])


def catalog_for(text: str, warehouse: Warehouse) -> Catalog:
    return introspect(warehouse, wanted_by([graph_of(text)], warehouse.database, warehouse.schema))


def measured(text: str, warehouse: Warehouse, *, sample: int | None = None) -> Measurements:
    return measure(graph_of(text), catalog_for(text, warehouse), Pool(warehouse, connections=2), sample=sample)


def figures(tables: str, text: str = SHOP, *, sample: int | None = None) -> Measurements:
    """What is counted for a graph in tables made by statements."""
    warehouse = warehouse_of(tables)
    try:
        return measured(text, warehouse, sample=sample)
    finally:
        warehouse.close()


def findings(tables: str, text: str = SHOP, *, sample: int | None = None) -> tuple[Diagnostic, ...]:
    """What the rules over the warehouse say then."""
    warehouse = warehouse_of(tables)
    try:
        catalog = catalog_for(text, warehouse)
        found = measure(graph_of(text), catalog, Pool(warehouse, connections=2), sample=sample)
    finally:
        warehouse.close()
    diagnostics = analyse(text, evidence=Evidence(catalog, measurements=found)).diagnostics
    return tuple(it for it in diagnostics if it.code.startswith(("DG4", "DG7")))


def said(diagnostics: tuple[Diagnostic, ...], text: str = SHOP) -> list[str]:
    """Each finding as one line: severity, code, what stands at its place, message and label."""
    return [f"{it.severity} {it.code} «{it.span.text_of(text)}» {it.message}: {it.label}" for it in diagnostics]


def without(table: str, tables: str = TABLES) -> str:
    """The statements but those that fill a table."""
    return re.sub(rf"INSERT INTO {re.escape(table)} VALUES[^;]*;\n", "", tables)
