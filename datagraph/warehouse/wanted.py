"""Which part of a warehouse to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog import TablePath, schema_path, table_path
from datagraph.catalog.profiles import PROFILE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.catalog import Catalog
    from datagraph.graph import Graph


class Wanted(NamedTuple):
    """Tables by name, whole schemas, and whether everything is wanted that the connection sees.

    The names of tables in `folders`, those of profiles, are meant in any case, and need not all be there.
    """

    tables: frozenset[TablePath] = frozenset()
    schemas: frozenset[tuple[str, str]] = frozenset()
    folders: frozenset[tuple[str, str]] = frozenset()
    everything: bool = False

    def __or__(self, other: object) -> Wanted:
        if not isinstance(other, Wanted):
            return NotImplemented
        return Wanted(
            self.tables | other.tables,
            self.schemas | other.schemas,
            self.folders | other.folders,
            self.everything or other.everything,
        )

    def places(self) -> set[tuple[str, str]]:
        """The databases and schemas to look into."""
        return {(it.database, it.schema) for it in self.tables} | self.schemas | self.folders


PROFILE_TABLE_NAMES = frozenset(name for tables in PROFILE_TABLES.values() for name in tables)
"""The tables of Profiles Sync that say who a profile is, in lower case."""


def wanted_by(graphs: Iterable[Graph], database: str = "", schema: str = "") -> Wanted:
    """What graphs refer to, names without a database or schema read against the connection's defaults."""
    references: set[str] = set()
    folders: set[str] = set()
    for graph in graphs:
        references.update(it.table_ref for it in graph.model.entities)
        references.update(it.junction_table.table_ref for it in graph.relationships if it.junction_table)
        if graph.model.profile:
            folders.add(graph.model.profile.profile_folder)
    paths = (table_path(it, database, schema) for it in references)
    places = (schema_path(it, database) for it in folders)
    return Wanted(frozenset(it for it in paths if it), folders=frozenset(it for it in places if it))


def wanted_again(catalog: Catalog) -> Wanted:
    """What a catalog was made of: whole schemas, folders of profiles, and tables, those among them that were absent.

    A schema that was not there is left out: nobody knows what was wanted of it, and a graph that names it says so.
    """
    tables: set[TablePath] = set()
    schemas: set[tuple[str, str]] = set()
    folders: set[tuple[str, str]] = set()
    for place, schema in catalog.schemas.items():
        names = {*schema.tables, *schema.absent}
        if schema.exists and schema.is_complete:
            schemas.add(place)
        elif schema.exists:
            # Of a folder, each of these is either there or known to be absent.
            if {it.casefold() for it in names} >= PROFILE_TABLE_NAMES:
                folders.add(place)
                names = {it for it in names if it.casefold() not in PROFILE_TABLE_NAMES}
            tables.update(TablePath(*place, it) for it in names)
    return Wanted(frozenset(tables), frozenset(schemas), frozenset(folders))
