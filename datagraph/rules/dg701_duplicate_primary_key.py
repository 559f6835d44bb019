"""DG701: a primary key that several rows share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_tables
from datagraph.rules.measured.phrases import counted, for_example, in_sample
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.measured import MeasuredTable

RULE = RuleDescription(
    code="DG701",
    name="duplicate-primary-key",
    severity=Severity.ERROR,
    summary="A `primary_key` has the same value in several rows.",
    why=(
        "Segment takes the rows of one key for one thing: it keeps one of them, and which one is chance. Joins count "
        "all of them."
    ),
    fact=(
        "`primary_key` is one column, unique in each row. Most warehouses declare keys without enforcing them, so "
        "only counting tells. Rows that a column marks as past versions or as deleted are told by rules of their own."
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
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "EMAIL"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com'), (2, 'bob@example.com'), (2, 'eve@example.com');
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the keys of entities and junction tables; what history or deleted rows explain is another mistake."""
    for table in measured_tables(ctx):
        if table.found.repeated and not table.is_explained:
            yield _repeated(ctx, table)


def _repeated(ctx: Context, table: MeasuredTable) -> Diagnostic:
    found = table.found
    return RULE.at(
        table.node.value_span("primary_key"),
        f"{quoted(table.node.primary_key)} is not unique in {table.name}",
        f"{counted(found.repeated, 'key')} on {counted(found.repeats)}{in_sample(ctx)}",
        help=("name a column that is unique, or a view that has one row for each key",),
        notes=for_example(found.examples),
    )
