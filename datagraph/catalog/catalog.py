"""A catalog: the part of a warehouse that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.catalog.table import Table, TablePath


class Schema(NamedTuple):
    """One schema of a database (on BigQuery a dataset of a project, on Databricks a schema of a catalog).

    `is_complete` is whether `tables`, by name, are all that it holds; if not, `absent` are the names that were looked
    for and are not there. A schema that was looked for and does not exist has `exists` false, and no tables.
    """

    database: str
    name: str
    tables: Mapping[str, Table] = {}
    is_complete: bool = True
    absent: frozenset[str] = frozenset()
    exists: bool = True


class Catalog(NamedTuple):
    """What was read of a warehouse, under the names that the warehouse stores.

    `warehouse` is its kind (`snowflake`, …); `database` and `schema` are the connection's defaults, or "". `schemas`
    are those that were looked at, by database and name. `namespaces` are the schemas of every database that the
    connection sees; it is empty unless a name was looked for in vain.
    """

    warehouse: str
    database: str = ""
    schema: str = ""
    schemas: Mapping[tuple[str, str], Schema] = {}
    namespaces: Mapping[str, tuple[str, ...]] = {}

    def table(self, path: TablePath) -> Table | None:
        """The table of exactly that name, if it was read."""
        schema = self.schemas.get((path.database, path.schema))
        return schema.tables.get(path.name) if schema else None

    def is_absent(self, path: TablePath) -> bool:
        """Whether the catalog knows that there is no table of exactly that name; not to have looked is not to know."""
        schema = self.schemas.get((path.database, path.schema))
        if schema is None:
            return bool(self.namespaces) and path.schema not in self.namespaces.get(path.database, ())
        return path.name not in schema.tables and (
            not schema.exists or schema.is_complete or path.name in schema.absent
        )

    def tables(self) -> Iterator[Table]:
        """All tables that were read, by name."""
        for key in sorted(self.schemas):
            tables = self.schemas[key].tables
            for name in sorted(tables):
                yield tables[name]
