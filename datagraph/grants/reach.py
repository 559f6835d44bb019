"""How far the rights go: which schemas are read as a whole, and which tables one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog import TablePath
from datagraph.catalog.profiles import MATERIALIZED, PROFILE_TABLES, UNMATERIALIZED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from datagraph.catalog import Catalog, TableKind
    from datagraph.grants.choices import Choices
    from datagraph.grants.objects import Folder, Objects


class SchemaPath(NamedTuple):
    """The full name of a schema; on BigQuery the project and the dataset."""

    database: str
    name: str


class Reach(NamedTuple):
    """What a script lets be read, sorted.

    `whole` are those of the `schemas` that are granted with all that is in them, now and later. Tables of the other
    ones are granted one by one: those `named` by the graph, and those of Profiles Sync, `synced`. `tables` are all
    tables that are known to be read, `folders` the profiles' schemas, and `kinds` are those of the tables that are
    known.
    """

    databases: tuple[str, ...]
    schemas: tuple[SchemaPath, ...]
    whole: tuple[SchemaPath, ...]
    named: tuple[TablePath, ...]
    synced: tuple[TablePath, ...]
    tables: tuple[TablePath, ...]
    folders: tuple[SchemaPath, ...]
    kinds: Mapping[TablePath, TableKind]

    def inside(self, database: str) -> Reach:
        """The part of it in one database."""
        return self._replace(
            databases=(database,),
            schemas=tuple(it for it in self.schemas if it.database == database),
            whole=tuple(it for it in self.whole if it.database == database),
            named=tuple(it for it in self.named if it.database == database),
            synced=tuple(it for it in self.synced if it.database == database),
            tables=tuple(it for it in self.tables if it.database == database),
            folders=tuple(it for it in self.folders if it.database == database),
        )


def reach(objects: Objects, kind: str, choices: Choices, catalog: Catalog | None = None) -> Reach:
    """What is to be read in a kind of warehouse: the tables that are named, those of profiles, or whole schemas."""
    named = objects.tables
    synced = {TablePath(it.database, it.schema, name) for it in objects.folders for name in _synced(it, kind)} - named
    tables = sorted(named | synced)
    folders = {SchemaPath(it.database, it.schema) for it in objects.folders}
    schemas = {_schema(it) for it in tables}
    whole = schemas if choices.whole_schemas else folders if choices.events else set[SchemaPath]()
    known = {it: catalog.table(it) for it in tables} if catalog else {}
    return Reach(
        tuple(sorted({it.database for it in schemas})),
        tuple(sorted(schemas)),
        tuple(sorted(whole)),
        tuple(it for it in tables if it in named and _schema(it) not in whole),
        tuple(it for it in tables if it in synced and _schema(it) not in whole),
        tuple(tables),
        tuple(sorted(folders)),
        {path: table.kind for path, table in known.items() if table},
    )


def _schema(table: TablePath) -> SchemaPath:
    return SchemaPath(table.database, table.schema)


def _synced(folder: Folder, kind: str) -> Iterable[str]:
    names = [*PROFILE_TABLES[folder.type]]
    # Segment reads the raw tables during the set-up even where it then uses the materialized ones; not on Redshift.
    if folder.type == MATERIALIZED and kind != "redshift":
        names += PROFILE_TABLES[UNMATERIALIZED]
    # It writes their names without quotes, and Snowflake stores such in upper case.
    return (name.upper() for name in names) if kind == "snowflake" else names
