"""The tables and columns of the catalog that stand behind names in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import table_path

if TYPE_CHECKING:
    from datagraph.catalog import Catalog, Column, Table
    from datagraph.view.view import View


def table_named(catalog: Catalog | None, reference: str) -> Table | None:
    """The table that a `table_ref` names, in this case of letters or in another if only one is meant."""
    path = table_path(reference, catalog.database, catalog.schema) if catalog else None
    if catalog is None or path is None:
        return None
    table = catalog.table(path)
    if table:
        return table
    database, schema, name = (it.casefold() for it in path)
    alike = [
        table
        for found in catalog.schemas.values()
        if (found.database.casefold(), found.name.casefold()) == (database, schema)
        for table in found.tables.values()
        if table.path.name.casefold() == name
    ]
    return alike[0] if len(alike) == 1 else None


def column_named(table: Table | None, name: str) -> Column | None:
    """The column of a table, also in another case if only one is like it."""
    if table is None:
        return None
    same = [it for it in table.columns if it.name.casefold() == name.casefold()]
    return table.column(name) or (same[0] if len(same) == 1 else None)


def entity_table(view: View, slug: str) -> Table | None:
    """The table behind an entity."""
    entity = view.graph.entities.get(slug)
    return table_named(view.evidence.catalog, entity.table_ref) if entity else None
