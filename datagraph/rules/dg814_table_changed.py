"""DG814: a table has changed in what the graph does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.drift.changes import changes
from datagraph.rules.tables.vocabulary import dotted, noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.catalog import Table
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG814",
    name="table-changed",
    severity=Severity.INFO,
    summary=(
        "A table in the catalog is not as it was when the catalog was written, and no graph needs what is different."
    ),
    why="Nothing fails. The catalog is out of date, and `datagraph introspect` writes it anew.",
    fact=(
        "Columns that come or go, their types and whether they may be NULL, keys, comments and the kind of table "
        "count; the order of columns and numbers of rows do not. A table that no graph names may also be gone; it "
        "is shown in the catalog file."
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
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR, COUNTRY VARCHAR);
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CUSTOMER (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
""",
)

_MOST_SHOWN = 2
_NOT_NAMED = "no graph here names it"


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the tables that are still there, once for each, at the place that names it."""
    drift = drift_of(ctx)
    for reference, before, now in drift.kept:
        differences = changes(before, now, drift.reported(before.path))
        if differences:
            yield changed(reference.span, before, differences)


def changed(span: Span, table: Table, differences: Sequence[str], *, is_named: bool = True) -> Diagnostic:
    """The diagnostic of a table that is still there; all its differences make one."""
    shown = "; ".join(differences[:_MOST_SHOWN])
    notes = (f"all changes: {'; '.join(differences)}",) if len(differences) > _MOST_SHOWN else ()
    more = f"; and {len(differences) - _MOST_SHOWN} more" if notes else ""
    label = "the graph does not need this" if is_named else _NOT_NAMED
    return RULE.at(span, f"{dotted(table.path)} has changed: {shown}{more}", label, notes=notes)


def table_gone(span: Span, table: Table) -> Diagnostic:
    """The diagnostic of a table that is gone, and that no graph names."""
    return RULE.at(span, f"{table.kind} {dotted(table.path)} is gone", _NOT_NAMED)


def schema_gone(span: Span, names: tuple[str, str], warehouse: str, count: int) -> Diagnostic:
    """The diagnostic of a schema that is gone, and so many tables in it that no graph names."""
    tables = "a table" if count == 1 else f"{count} tables"
    label = f"with {tables} that no graph here names" if count else ""
    return RULE.at(span, f"{noun(warehouse, 'schema')} {dotted(names)} is gone", label)
