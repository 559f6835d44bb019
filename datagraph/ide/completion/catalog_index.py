"""A catalog, read once for all completions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.completion.columns import written_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.catalog import Catalog, Table, TablePath


class CatalogIndex:
    """The tables of a catalog that may be entities, by their names without case, and who refers to whom."""

    __slots__ = ("_catalog", "_referring", "possible_entities")

    def __init__(self, catalog: Catalog) -> None:
        from datagraph.scaffold.omissions import reason_to_leave_out

        self._catalog = catalog
        self.possible_entities: list[tuple[str, Table]] = []
        referring: dict[TablePath, list[TablePath]] = {}
        for table in catalog.tables():
            if not reason_to_leave_out(table, None):
                self.possible_entities.append((whole_name(table.path).casefold(), table))
            for key in table.foreign_keys:
                referring.setdefault(key.table, []).append(table.path)
        self._referring: Mapping[TablePath, list[TablePath]] = referring

    def neighbours(self, table: Table) -> frozenset[str]:
        """What a `table_ref` may say that names a table which a declared key connects with this one."""
        paths = {*(it.table for it in table.foreign_keys), *self._referring.get(table.path, ())}
        found = [whole_name(it) for it in paths]
        found += [whole_name(it[1:]) for it in paths if it.database == self._catalog.database]
        return frozenset(found)


def index_of(catalog: Catalog) -> CatalogIndex:
    """The index of a catalog; those of the last few are kept, for they are asked at every key."""
    for known, index in _kept:
        if known is catalog:
            return index
    _kept.append((catalog, CatalogIndex(catalog)))
    del _kept[:-_MOST_KEPT]
    return _kept[-1][1]


_MOST_KEPT = 4
_kept: list[tuple[Catalog, CatalogIndex]] = []


def whole_name(path: tuple[str, ...]) -> str:
    """The name of a table as a `table_ref` has it."""
    return ".".join(map(written_name, path))
