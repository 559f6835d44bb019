"""DG414: a name is on another account than the connection's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.tables.reach import is_on_another_account
from datagraph.rules.tables.vocabulary import noun, some
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG414",
    name="other-account",
    severity=Severity.ERROR,
    summary="A table or the profile's folder is in a project or database that is not the connection's own.",
    why=(
        "Segment reads the whole graph through one connection. What lies on another account is not found there unless "
        "it is shared with this one."
    ),
    fact=(
        "On BigQuery the first part of a name is a project, which any account may own, and one connection sees other "
        "projects only by grants. A connection to Postgres is to one database, and a query cannot name another. "
        "Elsewhere another account's database looks like one that does not exist, which `unknown-database` reports."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "LAB.CUST.ACCOUNT"
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
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
    warehouse="bigquery",
)


_ADVICE = {
    "bigquery": "grant the connection's account `roles/bigquery.dataViewer` there, or name a project that it sees",
    "postgres": "connect to that database, or name a table of this one",
}


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the names whose database is beyond the connection's reach."""
    for reference in ctx.tables.places:
        if is_on_another_account(reference, ctx.warehouse):
            kind, seen = noun(ctx.warehouse, "database"), some(sorted(ctx.tables.names.inside()))
            yield RULE.at(
                reference.level_span(0),
                f"the connection does not see the {kind} {quoted(reference.names[0])}",
                f"it sees {seen}" if seen else "it sees none",
                help=(_ADVICE[ctx.warehouse],),
            )
