"""DG812: a primary key may be NULL, which it could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG812",
    name="newly-nullable-key",
    severity=Severity.WARNING,
    summary=(
        "The table declared a `primary_key` of the graph NOT NULL when the catalog was written, and does not any more."
    ),
    why=(
        "A row without a key cannot be told from others, and no relationship leads to it. As long as the column "
        "was NOT NULL, there was none."
    ),
    fact=(
        "`primary_key` is one column, unique in each row. Whether a row has none by now, `datagraph check` counts "
        "in the data."
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
    table_ref          = "PROD.CUST.ACCOUNT_TODAY"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.ACCOUNT_TODAY (ID INTEGER NOT NULL, EMAIL VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER NOT NULL, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.ACCOUNT_TODAY (ID INTEGER NOT NULL, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the primary keys that were NOT NULL; one that is no key at all any more is another mistake."""
    for column in drift_of(ctx).nullable_keys:
        yield RULE.at(
            column.reference.span,
            f"primary key {quoted(column.before.name)} may be NULL now",
            f"{dotted(column.table.path)} declared it NOT NULL",
            help=("declare it NOT NULL again, or count with `datagraph check` whether a row has none",),
        )
