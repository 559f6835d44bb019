"""DG815: a table has come since the catalog was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.tables.vocabulary import dotted, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG815",
    name="table-added",
    severity=Severity.INFO,
    summary=(
        "A table that the graph names, or one in a schema that the catalog holds as a whole, was not there when "
        "the catalog was written."
    ),
    why=(
        "Nothing fails. The catalog does not know the table, so `datagraph validate --catalog` still says that it "
        "is missing, or does not offer it."
    ),
    fact=(
        "A catalog knows that a table is missing where it holds a whole schema, as `datagraph introspect "
        "--schema` writes it, or where a graph named the table. New tables that no graph names are shown in the "
        "catalog file, at their schema."
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
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the names of tables, and of the profile's folder, that were looked for in vain."""
    for reference in drift_of(ctx).added:
        yield RULE.at(reference.span, f"{dotted(reference.names)} is there now", "the catalog says that it is missing")


def added(span: Span, schema: tuple[str, str], tables: Sequence[str]) -> Diagnostic:
    """The diagnostic of all new tables in a schema that no graph names."""
    count = "a new table" if len(tables) == 1 else f"{len(tables)} new tables"
    return RULE.at(span, f"{count} in {dotted(schema)}: {some(tables)}", "the catalog holds all of this schema")
