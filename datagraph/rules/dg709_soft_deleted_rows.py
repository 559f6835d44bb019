"""DG709: a table that keeps deleted rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_tables
from datagraph.rules.measured.phrases import counted, in_sample, looked_at
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog.measurements import Marks
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.measured import MeasuredTable

RULE = RuleDescription(
    code="DG709",
    name="soft-deleted-rows",
    severity=Severity.WARNING,
    summary="A table keeps rows that a column marks as deleted.",
    why="What was deleted still counts, and profiles still join it. Where keys repeat for it, that is an error.",
    fact=(
        "Fivetran, Stitch, Airbyte, Debezium, dbt and many applications mark deleted rows by columns such as "
        "`_fivetran_deleted` or `deleted_at`; a relationship joins them like any other row."
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
    table_ref          = "PROD.CUST.LIVE_ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR, DELETED_AT TIMESTAMP);
INSERT INTO PROD.CUST.ACCOUNT VALUES
  (1, 'ada@example.com', NULL), (2, 'bob@example.com', '2025-06-30 12:00:00'), (3, 'eve@example.com', NULL);
CREATE VIEW PROD.CUST.LIVE_ACCOUNT AS SELECT ID, EMAIL FROM PROD.CUST.ACCOUNT WHERE DELETED_AT IS NULL;
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at what marks deleted rows."""
    for table in measured_tables(ctx):
        deleted = table.found.deleted
        if deleted and deleted.rows:
            yield _deleted(ctx, table, deleted)


def _deleted(ctx: Context, table: MeasuredTable, deleted: Marks) -> Diagnostic:
    found = table.found
    diagnostic = RULE.at(
        table.node.value_span("table_ref"),
        f"{table.name} keeps deleted rows",
        f"{quoted(deleted.column)} marks {counted(deleted.rows)} of {looked_at(ctx, found):,}{in_sample(ctx)}",
        help=("name a view without the deleted rows",),
    )
    if not 0 < found.repeated == deleted.explained:
        return diagnostic
    note = f"exactly one row is left of each of {counted(found.repeated, 'repeated key')}"
    return diagnostic._replace(severity=Severity.ERROR, notes=(note,))
