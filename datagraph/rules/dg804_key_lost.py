"""DG804: a primary key is no key of its table any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.drift import KeptColumn

RULE = RuleDescription(
    code="DG804",
    name="key-lost",
    severity=Severity.ERROR,
    summary=(
        "The table declared a `primary_key` of the graph as a key when the catalog was written, and does not any more."
    ),
    why=(
        "Whoever took the declaration away may have put duplicates into the column. Then one thing counts as "
        "several, and a row may hide another."
    ),
    fact=(
        "`primary_key` is one column, unique in each row. A primary key or a unique key of this column alone "
        "declares that; a view declares nothing. `datagraph check` counts duplicates in the data."
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
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, VALID_FROM DATE, PRIMARY KEY (ID, VALID_FROM));
CREATE TABLE PROD.CUST.ACCOUNT_TODAY (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, VALID_FROM DATE NOT NULL);
CREATE TABLE PROD.CUST.ACCOUNT_TODAY (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the primary keys that were declared as keys; one that was not has none to lose."""
    for column in drift_of(ctx).lost_keys:
        yield _lost(column)


def _lost(column: KeptColumn) -> Diagnostic:
    earlier, table = column.reference.table, column.table
    name = column.before.name
    was = "primary key" if earlier.primary_key == (name,) else "unique key"
    label = f"it was its {was}"
    if table.kind != earlier.kind:
        label += f"; now this is a {table.kind}"
    elif table.primary_key:
        label += f"; now the primary key is {listed(table.primary_key, 'and')}"
    return RULE.at(
        column.reference.span,
        f"{quoted(name)} is no declared key of {dotted(table.path)} any more",
        label,
        help=("count with `datagraph check` whether it is still unique, and declare it again or name another column",),
    )
