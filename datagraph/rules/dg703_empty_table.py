"""DG703: a table without rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_tables
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG703",
    name="empty-table",
    severity=Severity.WARNING,
    summary="A table that the graph names has no rows.",
    why=(
        "Every audience over it is empty. Most often a load has failed, or the graph names a table of another "
        "environment."
    ),
    fact="All joins are inner joins: where a table has no rows, the relationships through it have none.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.STAGING.ACCOUNT"
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
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
CREATE TABLE PROD.STAGING.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com'), (2, 'bob@example.com');
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the tables of entities and junctions, then at those of the profile that relationships need."""
    for table in measured_tables(ctx):
        if not table.found.rows:
            yield RULE.at(
                table.node.value_span("table_ref"),
                f"{quoted(table.node.table_ref)} is empty",
                f"the table of {table.name} has no rows" if table.node.slug else f"{table.name} has no rows",
                help=("load the table, or name the one that holds the data",),
            )
    yield from _of_profile(ctx)


def _of_profile(ctx: Context) -> Iterator[Diagnostic]:
    profile, measurements = ctx.graph.model.profile, ctx.evidence.measurements
    found = measurements.profile if measurements else None
    if profile is None or found is None:
        return
    empty = [word for word, names in (("identifiers", found.external_ids), ("traits", found.traits)) if names == {}]
    if empty:
        yield RULE.at(
            profile.value_span("profile_folder"),
            f"no profile in {quoted(profile.profile_folder)} has {' or '.join(empty)}",
            "its tables are empty",
            help=("let Profiles Sync run first, or name the schema that it writes to",),
        )
