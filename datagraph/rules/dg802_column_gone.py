"""DG802: a column is gone since the catalog was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.tables.vocabulary import dotted, some
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.drift import Drift, KeptColumn

RULE = RuleDescription(
    code="DG802",
    name="column-gone",
    severity=Severity.ERROR,
    summary=("A key or a side of a join is a column that its table had when the catalog was written, and has no more."),
    why=(
        "Segment puts the name into its queries as it is, so every query that identifies or joins rows by this "
        "column fails on its next run."
    ),
    fact=(
        "`datagraph drift` compares the catalog file with the warehouse as it is. A column that was renamed is "
        "gone too; a new one of its type, in its place or under a near name, is likely the same."
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
    table_ref          = "PROD.CUST.ACCOUNT_FOR_SEGMENT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ACCOUNT_ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE VIEW PROD.CUST.ACCOUNT_FOR_SEGMENT AS SELECT ACCOUNT_ID AS ID, EMAIL FROM PROD.CUST.ACCOUNT;
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE VIEW PROD.CUST.ACCOUNT_FOR_SEGMENT AS SELECT ID, EMAIL FROM PROD.CUST.ACCOUNT;
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the columns that are gone from tables that are there, at each place that names one."""
    drift = drift_of(ctx)
    for column in drift.columns:
        if column.now is None:
            yield _gone(drift, column)


def _gone(drift: Drift, column: KeptColumn) -> Diagnostic:
    reference, table = column.reference, column.table
    message = f"column {quoted(column.before.name)} is gone from {dotted(table.path)}"
    name = drift.renamed(table.path).get(column.before.name)
    if name:
        notes = (f"{quoted(name)} is new there, and of the same type",)
        fixes = reference.fixes(name, Applicability.UNSAFE)
        return RULE.at(reference.span, message, f"did you mean {quoted(name)}?", notes=notes, fixes=fixes)
    advice = (
        f"name another column: it has {some(it.name for it in table.columns)}; or make a view that still has this one"
    )
    return RULE.at(reference.span, message, "the catalog has it, and the table does not", help=(advice,))
