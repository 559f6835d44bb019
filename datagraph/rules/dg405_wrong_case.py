"""DG405: a name is stored in another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.vocabulary import dotted
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import ColumnReference, TableReference
    from datagraph.rules.tables.names import Names

RULE = RuleDescription(
    code="DG405",
    name="wrong-case",
    severity=Severity.ERROR,
    summary="The warehouse stores a database, schema, table or column in another case than the graph writes it.",
    why=("Segment asks the warehouse for the name letter by letter, so `account` does not find `ACCOUNT`."),
    fact=(
        "Names in a Data Graph are case sensitive, whatever the warehouse makes of them elsewhere. Snowflake stores "
        "names that were created without quotes in capitals, Postgres, Redshift and Databricks in small letters, "
        "BigQuery and DuckDB as they were written."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "prod.cust.ACCOUNT"
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
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the names that the warehouse stores in another case; all parts of one name make one diagnostic."""
    for reference in ctx.tables.places:
        if reference.reading.status == "case":
            yield _table(reference)
    for column in ctx.tables.columns:
        if column.choices and column.name not in column.choices:
            yield _column(column)


def _table(reference: TableReference) -> Diagnostic:
    choices = reference.reading.choices
    levels = sorted({level for it in choices for level in reference.changed(it)})
    if not levels:
        # Only a part that is not written is in another case: the connection's default.
        return RULE.at(reference.span, *_words(reference.names, choices))
    first, last = levels[0], levels[-1] + 1
    span = Span(reference.level_span(first).start, reference.level_span(last - 1).end)
    message, label = _words(reference.names[first:last], [it[first:last] for it in choices])
    fixes = reference.fixes(Applicability.SAFE if reference.reading.is_sure else Applicability.UNSAFE)
    return RULE.at(span, message, label, help=() if fixes else ("write it as the warehouse does",), fixes=fixes)


def _column(column: ColumnReference) -> Diagnostic:
    message, label = _words((column.name,), [(it,) for it in column.choices])
    fixes = column.fixes(column.choices[0], Applicability.SAFE) if column.column else ()
    return RULE.at(column.span, message, label, help=() if fixes else ("write it as the warehouse does",), fixes=fixes)


def _words(names: Names, choices: Sequence[Names]) -> tuple[str, str]:
    stored = " and ".join(dotted(it) for it in dict.fromkeys(choices))
    return f"{dotted(names)} is stored as {stored}", "names are case sensitive here"
