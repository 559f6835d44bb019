"""Changes in what a catalog file holds besides the tables of the graphs, at their places in that file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.rules.dg814_table_changed import changed, schema_gone, table_gone
from datagraph.rules.dg815_table_added import added
from datagraph.rules.drift.changes import changes
from datagraph.rules.drift.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from datagraph.catalog import Catalog, Schema, Table, TablePath
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.drift.places import Places


def unnamed_changes(text: str, previous: Catalog, catalog: Catalog, named: Set[TablePath]) -> list[Diagnostic]:
    """Compare the catalog in a file, of which `text` is the text, with what is there now.

    The tables that graphs name are left out; their changes are found in the graphs.
    """
    comparison = _Comparison(text, catalog, named)
    schemas = [previous.schemas[it] for it in sorted(previous.schemas)]
    return [it for schema in schemas if schema.exists for it in comparison.schema(schema)]


class _Comparison:
    def __init__(self, text: str, catalog: Catalog, named: Set[TablePath]) -> None:
        self._text = text
        self._catalog = catalog
        self._named = named
        self._found: Places | None = None

    @property
    def _places(self) -> Places:
        # Reading them takes a second for 40,000 columns, and most often nothing has changed.
        if self._found is None:
            self._found = find_places(self._text)
        return self._found

    def schema(self, schema: Schema) -> Iterator[Diagnostic]:
        """What has changed in a schema."""
        place = (schema.database, schema.name)
        tables = [it for _, it in sorted(schema.tables.items()) if it.path not in self._named]
        if _is_gone(place, self._catalog):
            if tables or not schema.tables:
                yield schema_gone(self._places.schema(place), place, self._catalog.warehouse, len(tables))
            return
        for table in tables:
            yield from self._table(table)
        there = self._catalog.schemas.get(place)
        if schema.is_complete and there is not None and there.is_complete:
            others = sorted(there.tables.keys() - schema.tables.keys())
            new = [it for it in others if there.tables[it].path not in self._named]
            if new:
                yield added(self._places.schema(place), place, new)

    def _table(self, table: Table) -> Iterator[Diagnostic]:
        now = self._catalog.table(table.path)
        if now:
            differences = changes(table, now)
            if differences:
                yield changed(self._places.table(table.path), table, differences, is_named=False)
        elif self._catalog.is_absent(table.path):
            yield table_gone(self._places.table(table.path), table)


def _is_gone(place: tuple[str, str], catalog: Catalog) -> bool:
    there = catalog.schemas.get(place)
    if there is not None:
        return not there.exists
    return bool(catalog.namespaces) and place[1] not in catalog.namespaces.get(place[0], ())
