"""DG415: a name leaves out its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.vocabulary import noun
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG415",
    name="default-database",
    severity=Severity.WARNING,
    summary="A name leaves out its database, and the connection's default stands in for it.",
    why=(
        "Which table is meant depends on who connects: with another default it is another table, or none. `v1.0.0` of "
        "the language wants the full name."
    ),
    fact=(
        "In `v0.0.6` a `table_ref` could be `schema.table` and a `profile_folder` a schema alone; the database came "
        "from the connection. In `v1.0.0` that is an error, which `table-reference-form` and `profile-folder-form` "
        "report."
    ),
    bad="""\
data_graph {
  version = "v0.0.6" # datagraph: ignore[legacy-version]

  entity "account-entity" {
    name               = "Account"
    table_ref          = "CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v0.0.6" # datagraph: ignore[legacy-version]

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
    """Look at the names without a database that the beta's language allows; where it does not, that is an error."""
    for reference in ctx.tables.places:
        if reference.left_out and reference.reading.status in ("found", "case"):
            database = quoted(reference.names[0])
            alone = len(ctx.tables.names.databases_with(reference.stored[1:])) < 2
            is_default = reference.names[0] == ctx.tables.catalog.database
            yield RULE.at(
                reference.span,
                f"no {noun(ctx.warehouse, 'database')} in {quoted(reference.text)}",
                f"the connection's own is {database}" if is_default else f"only {database} has it",
                fixes=reference.completion(Applicability.SAFE if alone else Applicability.UNSAFE),
            )
