"""Reads a catalog out of a warehouse, in bulk."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TablePath
from datagraph.collector import PausedCollector
from datagraph.diagnostics.suggestion import Suggester, closest
from datagraph.warehouse.types import normal_type
from datagraph.warehouse.wanted import PROFILE_TABLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datagraph.warehouse.protocol import ColumnRow, KeyRow, Warehouse
    from datagraph.warehouse.wanted import Wanted

_Place = tuple[str, str]
_TABLE_OF = itemgetter(0, 1)


def introspect(warehouse: Warehouse, wanted: Wanted) -> Catalog:
    """Read what is wanted, and of each name that is not there those that it was likely meant to be.

    It takes one query for columns and one or two for keys in each database, however many tables there are, and one for
    the names of schemas if one is not found.
    """
    # A hundred thousand columns are no garbage, and looking for some among them takes as long as reading them.
    with PausedCollector():
        reader = _Reader(warehouse, wanted)
        if wanted.everything:
            reader.read_all()
            return reader.catalog()
        places = wanted.places()
        reader.read(places)
        missing = places - reader.found
        if missing:
            reader.look_for(missing)
        return reader.catalog()


class _Reader:
    def __init__(self, warehouse: Warehouse, wanted: Wanted) -> None:
        self.found: set[_Place] = set()
        self._warehouse = warehouse
        self._wanted = wanted
        self._schemas: dict[_Place, Schema] = {}
        self._namespaces: dict[str, tuple[str, ...]] = {}
        self._meant: dict[_Place, set[_Place]] = {}
        """The missing schemas that a schema was likely meant by."""

    def catalog(self) -> Catalog:
        it = self._warehouse
        return Catalog(it.kind, it.database, it.schema, self._schemas, self._namespaces)

    def read(self, places: Iterable[_Place]) -> None:
        """Read schemas, database by database."""
        for database, group in groupby(sorted(places), key=itemgetter(0)):
            names = [name for _, name in group]
            keys = _Keys(self._warehouse.keys(database, names), database)
            for schema, tables in _by_table(self._warehouse.columns(database, names)).items():
                place = (database, schema)
                self.found.add(place)
                self._schemas[place] = self._chosen(place, tables, keys)

    def read_all(self) -> None:
        """Read every schema, and take down the names of all: one that has no tables is known to have none."""
        spaces: dict[str, list[str]] = {}
        for place in self._warehouse.schemas():
            spaces.setdefault(place[0], []).append(place[1])
            self._schemas[place] = Schema(*place)
        self._namespaces = {database: tuple(sorted(names)) for database, names in spaces.items()}
        self.read(list(self._schemas))

    def look_for(self, missing: set[_Place]) -> None:
        """Learn which schemas there are, and read those that the missing ones were likely meant to be."""
        spaces: dict[str, list[str]] = {}
        for database, name in self._warehouse.schemas():
            spaces.setdefault(database, []).append(name)
        self._namespaces = {database: tuple(sorted(names)) for database, names in spaces.items()}
        for database, name in missing:
            exists = name in spaces.get(database, ())
            self._schemas[database, name] = Schema(database, name, exists=exists)
            for place in () if exists else _likely(database, name, spaces):
                self._meant.setdefault(place, set()).add((database, name))
        # What a missing schema was meant to be is read as if it had been named: again, if it was read for its own sake.
        self.read(self._meant)

    def _chosen(self, place: _Place, tables: Mapping[str, Sequence[ColumnRow]], keys: _Keys) -> Schema:
        """A schema with those of its tables that are wanted."""
        wanted = self._wanted
        is_whole = wanted.everything or place in wanted.schemas
        absent: set[str] = set()
        names: Iterable[str] = tables
        if not is_whole:
            names, absent = self._names(place, tables)
        kind = self._warehouse.kind
        chosen = {it: _table(TablePath(*place, it), tables[it], keys, kind) for it in names}
        return Schema(*place, chosen, is_whole, frozenset(absent))

    def _names(self, place: _Place, tables: Iterable[str]) -> tuple[set[str], set[str]]:
        """The names of the tables in a schema that are wanted, or near to a wanted one, and those that are absent."""
        wanted = self._wanted
        # A schema that stands for missing ones is asked for what is wanted of them.
        places = {place, *self._meant.get(place, ())}
        asked = {it.name for it in wanted.tables if (it.database, it.schema) in places}
        by_fold: dict[str, list[str]] = {}
        for name in tables:
            by_fold.setdefault(name.casefold(), []).append(name)
        names = {name for name in asked if name in by_fold.get(name.casefold(), ())}
        absent = asked - names
        suggester = Suggester(tables)
        for name in absent:
            names.update(by_fold.get(name.casefold()) or _near(name, suggester, tables))
        if places & wanted.folders:
            names.update(it for name in PROFILE_TABLE_NAMES for it in by_fold.get(name, ()))
            absent |= PROFILE_TABLE_NAMES - {it.casefold() for it in names}
        return names, absent


def _near(name: str, suggester: Suggester, tables: Iterable[str]) -> Iterator[str]:
    """The two names nearest to one: with one alone, nobody could see that another is as near."""
    first = suggester.closest(name)
    if first:
        yield first.word
        second = closest(name, (it for it in tables if it != first.word))
        if second:
            yield second.word


def _likely(database: str, name: str, spaces: Mapping[str, Iterable[str]]) -> Iterator[_Place]:
    """The schemas that one which does not exist was likely meant to be."""
    databases = [database] if database in spaces else [it for it in spaces if it.casefold() == database.casefold()]
    near = None if databases else closest(database, spaces)
    for found in databases or ([near.word] if near else []):
        names = list(spaces[found])
        same = [it for it in names if it.casefold() == name.casefold()]
        closer = None if same else closest(name, names)
        for it in same or ([closer.word] if closer else []):
            yield found, it


class _Keys:
    """The declared keys of a database by table."""

    def __init__(self, rows: Iterable[KeyRow], database: str) -> None:
        self.primary: dict[_Place, tuple[str, ...]] = {}
        self.unique: dict[_Place, list[tuple[str, ...]]] = {}
        self.foreign: dict[_Place, list[ForeignKey]] = {}
        for row in rows:
            table = (row.schema, row.table)
            if row.kind == "primary":
                self.primary[table] = tuple(row.columns)
            elif row.kind == "unique":
                self.unique.setdefault(table, []).append(tuple(row.columns))
            else:
                to = TablePath(row.to_database or database, row.to_schema, row.to_table)
                self.foreign.setdefault(table, []).append(ForeignKey(tuple(row.columns), to, tuple(row.to_columns)))


def _by_table(rows: Iterable[ColumnRow]) -> Mapping[str, Mapping[str, list[ColumnRow]]]:
    """The columns of each schema's tables, by the names of both."""
    schemas: dict[str, dict[str, list[ColumnRow]]] = {}
    for (schema, name), group in groupby(rows, key=_TABLE_OF):
        schemas.setdefault(schema, {})[name] = list(group)
    return schemas


def _table(path: TablePath, columns: Sequence[ColumnRow], keys: _Keys, kind: str) -> Table:
    _, schema, name = path
    *_, table_kind, comment, rows = columns[0]
    at = (schema, name)
    return Table(
        path,
        table_kind,
        tuple([Column(it[2], normal_type(it[3], kind), it[4], it[5]) for it in columns]),
        keys.primary.get(at, ()),
        tuple(sorted(keys.unique.get(at, ()))),
        tuple(sorted(keys.foreign.get(at, ()))),
        rows,
        comment,
    )
