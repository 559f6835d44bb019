"""DG404: a column is not in its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.diagnostics.suggestion import Suggester
from datagraph.rules.tables.names import nearest
from datagraph.rules.tables.vocabulary import dotted, some
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import ColumnReference

RULE = RuleDescription(
    code="DG404",
    name="unknown-column",
    severity=Severity.ERROR,
    summary="A key or a side of a join is a column that its table does not have.",
    why=(
        "Segment puts the name into its queries as it is, so every query that identifies or joins rows by this column "
        "fails."
    ),
    fact=(
        "`primary_key`, `join_key` and the sides of joins are columns of the table that the entity, or the junction, "
        "stands for. The table in the catalog is as `datagraph introspect` last saw it."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ACOUNT_ID"
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
    primary_key        = "ACCOUNT_ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ACCOUNT_ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the columns of tables that are known; a name in another case is another mistake."""
    for column in ctx.tables.columns:
        if not column.choices:
            yield _unknown(column)


def _unknown(column: ColumnReference) -> Diagnostic:
    names = [it.name for it in column.table.columns]
    message = f"no column {quoted(column.name)} in {dotted(column.table.path)}"
    near = nearest(column.name, Suggester(names))
    if near:
        fixes = column.fixes(near.word, Applicability.SAFE if near.sure else Applicability.UNSAFE)
        return RULE.at(column.span, message, f"did you mean {quoted(near.word)}?", fixes=fixes)
    label = (
        f"the table of {quoted(column.owner)} has no such column" if column.owner else "the junction has no such column"
    )
    opposite = column.opposite
    if opposite and opposite.table.column(column.name):
        advice = (
            f"write one of its own columns: {dotted(opposite.table.path)}, on the other side, has {quoted(column.name)}"
        )
        return RULE.at(column.span, message, label, help=(advice,))
    return RULE.at(column.span, message, label, help=(f"its columns are {some(names)}",))
