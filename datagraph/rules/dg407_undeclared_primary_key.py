"""DG407: a primary key is none of the keys that its table declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, RuleDescription, Severity
from datagraph.rules.tables.key_types import NO_KEYS, POOR_KEYS
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables import ColumnReference

RULE = RuleDescription(
    code="DG407",
    name="undeclared-primary-key",
    severity=Severity.WARNING,
    summary="A `primary_key` is not a key of its table, while the table declares another one.",
    why=(
        "If the column is not unique, one thing counts as several, and a row may hide another. The table says which "
        "column is unique, and it is not this one."
    ),
    fact=(
        "`primary_key` is one column, unique in each row. Where a table declares no key at all nothing is said; "
        "`datagraph check` counts duplicates in the data."
    ),
    bad="""\
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
    """Compare each primary key with the keys of its table; a table without any says nothing, as most do."""
    for key in ctx.tables.columns:
        # A column of a type that makes no key is another mistake.
        if key.attribute == "primary_key" and key.column and key.column.type.kind not in {*NO_KEYS, *POOR_KEYS}:
            name, table = key.column.name, key.table
            keys = [it for it in (table.primary_key, *table.unique_keys) if it]
            if keys and (name,) not in keys:
                yield _undeclared(key, name, keys)


def _undeclared(key: ColumnReference, name: str, keys: list[tuple[str, ...]]) -> Diagnostic:
    place = dotted(key.table.path)
    whole = next((it for it in keys if name in it), None)
    if whole:
        message = f"{quoted(name)} is only a part of the key of {place}"
        advice = ("name a column that is unique by itself, or make a view that has one",)
        return RULE.at(key.span, message, f"the key is {listed(whole, 'and')}", help=advice)
    kind = "primary key" if keys[0] == key.table.primary_key else "unique key"
    fixes = key.fixes(keys[0][0], Applicability.UNSAFE) if len(keys) == len(keys[0]) == 1 else ()
    return RULE.at(
        key.span,
        f"{quoted(name)} is not the key of {place}",
        f"the {kind} is {listed(keys[0], 'and')}",
        help=() if fixes else ("name a column that is unique in each row",),
        fixes=fixes,
    )
