"""A shop with its graph and its DuckDB file, which tests change between `introspect` and `drift`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tests.cli.calls import call

if TYPE_CHECKING:
    from tests.cli.calls import Result

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "shop.crm.account"
    primary_key = "id"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "shop.crm.cart"
    primary_key = "id"
  }

  profile {
    profile_folder = "shop.segment"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "email"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.id = cart-entity.account_id"
      }
    }
  }
}
"""
TABLES = """\
CREATE SCHEMA crm;
CREATE SCHEMA segment;
CREATE TABLE crm.account (id INTEGER NOT NULL, email VARCHAR, country VARCHAR);
CREATE TABLE crm.cart (id INTEGER PRIMARY KEY, account_id INTEGER, total DECIMAL(9, 2));
CREATE TABLE crm.stock (id INTEGER PRIMARY KEY, amount INTEGER);
CREATE TABLE segment.user_identifiers (canonical_segment_id VARCHAR, type VARCHAR, value VARCHAR);
CREATE TABLE segment.user_traits (canonical_segment_id VARCHAR, name VARCHAR, value VARCHAR);
CREATE TABLE segment.profile_merges (canonical_segment_id VARCHAR, segment_id VARCHAR);
"""
SETTINGS = 'catalog = "catalog.json"\n\n[warehouse.shop]\ntype = "duckdb"\ndatabase = "shop.duckdb"\n'


def alter(sql: str) -> None:
    """Change the DuckDB file of the current directory."""
    connection = duckdb.connect("shop.duckdb")
    connection.execute(sql)
    connection.close()


def open_shop(*words: str, graph: str = GRAPH, tables: str = TABLES) -> None:
    """Set the shop up in the current directory, and introspect it with `words`."""
    Path("datagraph.toml").write_text(SETTINGS)
    Path("graph.dg").write_text(graph)
    alter(tables)
    assert call("introspect", "--output", "catalog.json", *words).code == 0


def drift(*words: str) -> Result:
    """Compare, for a short output."""
    return call("drift", "--format", "concise", *words)


def found(sql: str, *words: str) -> list[str]:
    """The findings after a change, each as `file CODE message`; the exit code is checked to be that of their class."""
    alter(sql)
    result = drift(*words)
    lines = result.out.splitlines()[:-1]
    findings = [f"{line.partition(':')[0]} {line.partition('[')[2].replace(']', '', 1)}" for line in lines]
    assert result.code == any("DG80" in it for it in findings), result
    return findings
