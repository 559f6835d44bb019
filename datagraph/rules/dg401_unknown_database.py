"""DG401: a name's database is not in the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.reach import is_on_another_account
from datagraph.rules.tables.vocabulary import noun, some
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import TableReference

RULE = RuleDescription(
    code="DG401",
    name="unknown-database",
    severity=Severity.ERROR,
    summary="A table or the profile's folder is in a database that the warehouse does not have.",
    why=(
        "Segment asks the warehouse for exactly this name. Without the database nothing in it is found, and the graph "
        "cannot be used."
    ),
    fact=(
        "The first part of `table_ref` and of `profile_folder` is a database that the connection sees: a project on "
        "BigQuery, a catalog on Databricks. A warehouse does not tell a database that is not there from one that the "
        "connection has no right to see."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PRD.CUST.ACCOUNT"
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
    """Look at the names whose database is missing; one that lies on another account is another mistake."""
    for reference in ctx.tables.places:
        if reference.reading.status == "database" and not is_on_another_account(reference, ctx.warehouse):
            yield _unknown(ctx, reference)


def _unknown(ctx: Context, reference: TableReference) -> Diagnostic:
    reading, kind = reference.reading, noun(ctx.warehouse, "database")
    message = f"no {kind} named {quoted(reference.names[0])}"
    label, advice = "the connection does not see it", ""
    if reading.is_near:
        label = f"did you mean {quoted(reading.meant[0])}?"
    else:
        seen = some(sorted(ctx.tables.names.inside()))
        advice = (
            f"name one that the connection sees{f': {seen}' if seen else ''}; or grant it the right to see this one"
        )
    applicability = Applicability.SAFE if reading.is_sure else Applicability.UNSAFE
    fixes = reference.fixes(applicability)
    return RULE.at(reference.level_span(0), message, label, help=(advice,) if advice else (), fixes=fixes)
