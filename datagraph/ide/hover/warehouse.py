"""What the catalog says of tables, schemas, databases and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import schema_path, table_path
from datagraph.rules.tables.names import CatalogNames
from datagraph.rules.tables.vocabulary import noun
from datagraph.view.markdown import cell, literal, paragraphs, prose, some
from datagraph.view.tables import column_named, table_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Catalog, Column, Table
    from datagraph.rules.tables.names import Names

_MOST_COLUMNS = 20
_LEVELS = ("database", "schema", "table")


def part_card(catalog: Catalog, reference: str, index: int, *, is_table: bool) -> str:
    """What is known of one part, by its place, of the name of a table or of a schema; "" if that cannot be told."""
    path: Names | None
    if is_table:
        path = table_path(reference, catalog.database, catalog.schema)
    else:
        path = schema_path(reference, catalog.database)
    if path is None:
        return ""
    names = CatalogNames(catalog)
    reading = names.read(tuple(path))
    if reading.table and index == 2:
        return table_card(reading.table)
    stored = reading.meant if reading.status == "case" and reading.meant else tuple(path)
    outer = stored[: index + 1]
    heading = f"**{noun(catalog.warehouse, _LEVELS[index])}** {literal('.'.join(outer))}"
    if stored[index] not in names.inside(*stored[:index]):
        return paragraphs(heading, "Not in the catalog.")
    known = sorted(names.inside(*outer))
    inner = noun(catalog.warehouse, _LEVELS[index + 1]) if known else ""
    return paragraphs(heading, f"{len(known)} {inner}{'s' if len(known) > 1 else ''}: {some(known)}" if known else "")


def table_card(table: Table) -> str:
    """The kind of a table, its size, its comment and its columns."""
    rows = f"about {table.rows:,} rows" if table.rows is not None else ""
    key = f"key {', '.join(literal(it) for it in table.primary_key)}" if table.primary_key else ""
    return paragraphs(
        f"**{table.kind}** {literal(str(table.path))}",
        prose(table.comment),
        ", ".join(it for it in (rows, key) if it),
        columns_of(table),
    )


def columns_of(table: Table) -> str:
    """The columns of a table as a table of Markdown, the first of them if there are many."""
    if not table.columns:
        return ""
    lines = ["| column | type | |", "|---|---|---|"]
    for it in table.columns[:_MOST_COLUMNS]:
        row = (literal(it.name), literal(it.type.vendor), ", ".join(_facts(table, it)))
        lines.append(f"| {' | '.join(map(cell, row))} |")
    rest = len(table.columns) - _MOST_COLUMNS
    return paragraphs("\n".join(lines), f"… {rest} more" if rest > 0 else "")


def column_card(catalog: Catalog | None, reference: str, name: str, owner: str) -> str:
    """The type of a column and what it is a key of; `owner` says, in Markdown, whose table `reference` names."""
    table = table_named(catalog, reference)
    column = column_named(table, name)
    heading = f"**column** {literal(column.name if column else name)}"
    place = f"of {literal(str(table.path) if table else reference)}{owner}" if reference else ""
    if column is None:
        # A table without columns is one whose columns were not read.
        is_missing = catalog and reference and (table is None or table.columns)
        return paragraphs(f"{heading} {place}".rstrip(), "Not in the catalog." if is_missing else "")
    assert table is not None, "a column is found in a table"
    described = ", ".join((literal(column.type.vendor), *_facts(table, column)))
    return paragraphs(f"{heading} {place}", described, prose(column.comment))


def _facts(table: Table, column: Column) -> Iterator[str]:
    """What the warehouse declares of a column."""
    if column.name in table.primary_key:
        yield "key" if len(table.primary_key) == 1 else "part of the key"
    elif (column.name,) in table.unique_keys:
        yield "unique"
    for key in table.foreign_keys:
        if column.name in key.columns:
            target = (*key.table, key.references[key.columns.index(column.name)])
            yield f"refers to {literal('.'.join(target))}"
    if column.nullable is not None:
        yield "nullable" if column.nullable else "not null"
