"""DG402: a name's schema is not in its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.vocabulary import dotted, noun, some
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import TableReference

RULE = RuleDescription(
    code="DG402",
    name="unknown-schema",
    severity=Severity.ERROR,
    summary="A table or the profile's folder is in a schema that its database does not have.",
    why=(
        "Segment asks the warehouse for exactly this name. Without the schema nothing in it is found, and the graph "
        "cannot be used."
    ),
    fact=(
        "The second part of `table_ref` and of `profile_folder` is a schema of the database before it: a dataset on "
        "BigQuery. A warehouse does not tell a schema that is not there from one that the connection has no right to "
        "see."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUSTS.ACCOUNT"
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
    """Look at the names whose schema is missing in a database that is there."""
    for reference in ctx.tables.places:
        if reference.reading.status == "schema":
            yield _unknown(ctx, reference)


def _unknown(ctx: Context, reference: TableReference) -> Diagnostic:
    reading, kind = reference.reading, noun(ctx.warehouse, "schema")
    database, name = reference.names[:2]
    message = f"no {kind} named {quoted(name)} in {quoted(database)}"
    advice = ""
    if reading.is_near:
        label = f"did you mean {quoted(reading.meant[1])}?"
    elif reading.meant:
        label = f"the table is in {dotted(reading.meant[:2])}"
    else:
        seen = some(sorted(ctx.tables.names.inside(database)))
        label = "the connection does not see it"
        advice = f"name one that it sees{f': {seen}' if seen else ''}; or grant it the right to see this one"
    applicability = Applicability.SAFE if reading.is_sure else Applicability.UNSAFE
    fixes = reference.fixes(applicability)
    return RULE.at(reference.level_span(1), message, label, help=(advice,) if advice else (), fixes=fixes)
