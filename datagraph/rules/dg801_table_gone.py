"""DG801: a table is gone since the catalog was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.tables.vocabulary import dotted, noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.drift import GoneTable

RULE = RuleDescription(
    code="DG801",
    name="table-gone",
    severity=Severity.ERROR,
    summary="A table that the graph names was there when the catalog was written, and is not there any more.",
    why=(
        "Segment reads the rows of an entity from exactly this table. Without it every consumer of the entity "
        "fails on its next run."
    ),
    fact=(
        "`datagraph drift` compares the catalog file with the warehouse as it is. A warehouse does not tell a "
        "table that is not there from one that the connection has no right to see."
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
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the tables that are gone, at each place that names one."""
    for gone in drift_of(ctx).gone:
        yield _gone(ctx, gone)


def _gone(ctx: Context, gone: GoneTable) -> Diagnostic:
    path = gone.table.path
    message = f"{gone.table.kind} {dotted(path)} is gone"
    label = "the catalog has it, and the warehouse does not"
    reading = gone.reading
    if reading and reading.status in ("database", "schema"):
        label = f"its {noun(ctx.warehouse, reading.status)} is not there any more"
    meant = gone.successor
    if meant:
        notes = (f"{dotted(meant)} is not in the catalog",)
        fixes = gone.reference.renaming(meant)
        return RULE.at(gone.reference.span, message, f"did you mean {dotted(meant)}?", notes=notes, fixes=fixes)
    advice = "create it again, grant the right to read it, or name another table"
    return RULE.at(gone.reference.span, message, label, help=(advice,))
