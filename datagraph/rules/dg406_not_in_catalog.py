"""DG406: the catalog does not cover a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.profile_folder import profile_folder
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import TableReference

RULE = RuleDescription(
    code="DG406",
    name="not-in-catalog",
    severity=Severity.ERROR,
    summary="The catalog holds nothing of a table or folder that the graph names.",
    why=(
        "The graph was changed after the catalog had been written, so nobody has looked whether this table is there, "
        "and its columns are not checked."
    ),
    fact=(
        "`datagraph introspect` writes down what the graph referred to at that time, and of what it did not find, "
        "that it is not there. The catalog file is meant to be committed together with the graph."
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

  entity "cart-entity" {
    name               = "Cart"
    table_ref          = "PROD.SHOP.CART"
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
CREATE TABLE PROD.SHOP.CART (ID INTEGER PRIMARY KEY);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the names of which the catalog says neither that they are there nor that they are not."""
    for reference in ctx.tables.places:
        if reference.reading.status == "unread":
            yield _unread(reference)
    folder = profile_folder(ctx.tables, ctx.graph.model.profile)
    if folder and folder.unread:
        yield RULE.at(
            folder.reference.span,
            f"the profile's tables in {dotted(folder.reference.names)} are not in the catalog",
            f"it does not say whether there is {listed(folder.unread)}",
            help=("run `datagraph introspect` to look for them",),
        )


def _unread(reference: TableReference) -> Diagnostic:
    meant = reference.reading.meant
    return RULE.at(
        reference.span,
        f"{dotted(reference.names)} is not in the catalog",
        f"did you mean {dotted(meant)}?" if meant else "the catalog does not say whether it is there",
        help=("run `datagraph introspect` to look for it",),
        fixes=reference.fixes(Applicability.UNSAFE),
    )
