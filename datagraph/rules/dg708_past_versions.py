"""DG708: a table that keeps the past versions of its rows."""

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
    code="DG708",
    name="past-versions",
    severity=Severity.ERROR,
    summary="A table keeps past versions of its rows beside the current ones.",
    why=(
        "Every version counts as a thing of its own, so counts are too high, and joins find what was true once. Where "
        "it makes no key repeat, that is a warning."
    ),
    fact=(
        "Snapshots of dbt, Fivetran's history mode and dimensions of type 2 mark past versions by columns such as "
        "`dbt_valid_to` or `is_current`. A `valid_to`, which may be that of a coupon, counts only if every repeated "
        "key has exactly one current row."
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
    table_ref          = "PROD.CUST.CURRENT_ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR, VALID_FROM DATE, VALID_TO DATE);
INSERT INTO PROD.CUST.ACCOUNT VALUES
  (1, 'ada@example.com', '2024-01-01', NULL),
  (2, 'bob@example.com', '2024-01-01', '2025-06-30'),
  (2, 'bob@example.org', '2025-07-01', NULL);
CREATE VIEW PROD.CUST.CURRENT_ACCOUNT AS SELECT ID, EMAIL FROM PROD.CUST.ACCOUNT WHERE VALID_TO IS NULL;
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at what marks past versions, where its name or the data prove that it does."""
    for table in measured_tables(ctx):
        past, repeated = table.found.past, table.found.repeated
        if past and past.rows and (past.is_telling or 0 < repeated == past.explained):
            yield _versions(ctx, table, past)


def _versions(ctx: Context, table: MeasuredTable, past: Marks) -> Diagnostic:
    found = table.found
    diagnostic = RULE.at(
        table.node.value_span("table_ref"),
        f"{table.name} keeps past versions of its rows",
        f"{quoted(past.column)} marks {counted(past.rows)} of {looked_at(ctx, found):,} as past{in_sample(ctx)}",
        help=("name a view of the current rows",),
    )
    if not past.explained:
        return diagnostic._replace(severity=Severity.WARNING)
    note = f"exactly one row is current for {past.explained:,} of {counted(found.repeated, 'repeated key')}"
    return diagnostic._replace(notes=(note,))
