"""DG409: a primary key is of a type that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.key_types import NO_KEYS, POOR_KEYS
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Column
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import ColumnReference

RULE = RuleDescription(
    code="DG409",
    name="primary-key-type",
    severity=Severity.ERROR,
    summary="A `primary_key` is of a type that cannot tell rows apart; for booleans and floats that is a warning.",
    why=(
        "Rows are told apart, counted and joined by their key. A type without equality makes these queries fail, and "
        "one that is rounded makes them lie."
    ),
    fact=(
        "`primary_key` is one column, unique in each row, and Segment compares and groups by it. BigQuery, for one, "
        "neither groups by nor joins on JSON, arrays and geographies."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "DETAILS"
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
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR, DETAILS JSON);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the types of primary keys; one that compares, but badly, is a warning."""
    for key in ctx.tables.columns:
        if key.attribute == "primary_key" and key.column:
            kind = key.column.type.kind
            if kind in NO_KEYS:
                yield _misfit(key, key.column, NO_KEYS[kind])
            elif kind in POOR_KEYS:
                yield _misfit(key, key.column, POOR_KEYS[kind])._replace(severity=Severity.WARNING)


def _misfit(key: ColumnReference, column: Column, reason: str) -> Diagnostic:
    message = f"primary key {quoted(column.name)} is of the type `{column.type.vendor}`"
    declared = key.table.primary_key
    if len(declared) == 1 and declared[0] != column.name:
        notes = (f"the primary key that the table declares is {quoted(declared[0])}",)
        return RULE.at(key.span, message, reason, notes=notes, fixes=key.fixes(declared[0], Applicability.UNSAFE))
    advice = "name a column of text or whole numbers that is unique in each row"
    return RULE.at(key.span, message, reason, help=(advice,))
