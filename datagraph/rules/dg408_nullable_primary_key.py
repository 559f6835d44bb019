"""DG408: a primary key may be NULL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.tables.key_types import NO_KEYS, POOR_KEYS
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Column, Table
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG408",
    name="nullable-primary-key",
    severity=Severity.INFO,
    summary="A `primary_key` may be NULL, in a table that declares other columns NOT NULL.",
    why=("A row without a key cannot be told from others, and no relationship leads to it."),
    fact=(
        "`primary_key` is one column, unique in each row. Most warehouses let every column be NULL unless told "
        "otherwise, so a table that declares nothing NOT NULL is passed over, and so is a view."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "LEGACY_ID"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER NOT NULL, LEGACY_ID INTEGER, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the primary keys of tables that tell which of their columns may be empty."""
    for key in ctx.tables.columns:
        if key.attribute == "primary_key" and key.column and key.column.nullable and _tells(key.table, key.column):
            yield RULE.at(
                key.span,
                f"primary key {quoted(key.column.name)} may be NULL",
                f"{dotted(key.table.path)} does not declare it NOT NULL",
                help=("declare it NOT NULL, or count with `datagraph check` whether a row has none",),
            )


def _tells(table: Table, column: Column) -> bool:
    """Whether it means something that a column is not NOT NULL: it is declared unique, or others are NOT NULL.

    A table that declares other keys has a better one, and a type that makes no key is the graver mistake.
    """
    if table.kind != "table" or column.type.kind in {*NO_KEYS, *POOR_KEYS}:
        return False
    if table.primary_key or table.unique_keys:
        return (column.name,) in table.unique_keys and column.name not in table.primary_key
    return any(it.nullable is False for it in table.columns)
