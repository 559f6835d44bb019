"""DG702: rows without a primary key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_tables
from datagraph.rules.measured.phrases import counted, share
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG702",
    name="null-primary-key",
    severity=Severity.ERROR,
    summary="A `primary_key` is NULL in some rows.",
    why="A row without a key cannot be told from others: it is left out, or all of them count as one.",
    fact="`primary_key` is one column, unique in each row, and NULL equals nothing.",
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
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com'), (2, 'bob@example.com'), (NULL, 'eve@example.com');
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the keys of entities and junction tables."""
    for table in measured_tables(ctx):
        rows, nulls = table.found.rows, table.found.nulls
        if nulls:
            yield RULE.at(
                table.node.value_span("primary_key"),
                f"{quoted(table.node.primary_key)} is NULL in {counted(nulls)} of {table.name}",
                f"{share(nulls, rows)} of {counted(rows)} have no key",
                help=("fill the column, or name a view without these rows",),
            )
