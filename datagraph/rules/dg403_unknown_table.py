"""DG403: a table is not in its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.vocabulary import dotted, some
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import TableReference

RULE = RuleDescription(
    code="DG403",
    name="unknown-table",
    severity=Severity.ERROR,
    summary="An entity or a junction stands for a table that its schema does not have.",
    why=("Segment reads the rows of an entity from exactly this table. Without it every consumer of the entity fails."),
    fact=(
        "`table_ref` names a table, a view or a materialized view that the connection may read. A warehouse does not "
        "tell a table that is not there from one that the connection has no right to see."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACOUNT"
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
    """Look at the tables that are missing in a schema that is there."""
    for reference in ctx.tables.places:
        if reference.reading.status == "table":
            yield _unknown(ctx, reference)


def _unknown(ctx: Context, reference: TableReference) -> Diagnostic:
    reading = reference.reading
    database, schema, name = reference.names
    message = f"no table named {quoted(name)} in {dotted((database, schema))}"
    advice = ""
    if reading.is_near:
        label = f"did you mean {quoted(reading.meant[2])}?"
    elif reading.meant:
        label = f"{dotted(reading.meant[:2])} has a table of this name"
    else:
        seen = some(sorted(ctx.tables.names.inside(database, schema)))
        label = "the connection does not see it"
        advice = f"name one that it sees{f': {seen}' if seen else ''}; or create it, or grant the right to read it"
    applicability = Applicability.SAFE if reading.is_sure else Applicability.UNSAFE
    fixes = reference.fixes(applicability)
    return RULE.at(reference.level_span(2), message, label, help=(advice,) if advice else (), fixes=fixes)
