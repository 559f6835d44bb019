"""DG813: a column that the graph needs is of another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.drift.changes import type_change
from datagraph.rules.tables.vocabulary import dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG813",
    name="type-changed",
    severity=Severity.INFO,
    summary="A key or a side of a join is of another type than when the catalog was written, and still serves.",
    why=(
        "Nothing fails: the warehouse compares the types as before. Whoever writes queries or reads exports of "
        "the column may want to know."
    ),
    fact=(
        "Types are compared in the vendor's own words, so a longer text or a wider number counts too. What a new "
        "type makes impossible, or makes a cast of, is `type-no-longer-joins` or `new-join-cast`."
    ),
    bad="""\
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
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.CUSTOMER"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the columns that the graph needs, once for each, at the place that names their table."""
    drift = drift_of(ctx)
    for reference, before, now in drift.kept:
        for column in before.columns:
            other = now.column(column.name)
            is_told = (before.path, column.name) in drift.told
            if other and other.type != column.type and column.name in drift.used.get(before.path, ()) and not is_told:
                message = f"{type_change(column, other)} in {dotted(before.path)}"
                yield RULE.at(reference.span, message, "it still serves the graph")
