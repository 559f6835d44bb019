"""DuckDB: a file, or a database in memory that SQL scripts fill."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.errors import Trouble, WarehouseError
from datagraph.warehouse.protocol import Estimate, KeyRow, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from datagraph.warehouse.protocol import ColumnRow

# DuckDB's own catalogs; `temp` holds what a session makes for itself.
_SYSTEM = ("system", "temp")
# https://duckdb.org/docs/stable/sql/meta/duckdb_table_functions: the metadata functions list all attached databases.
_SCHEMAS = "SELECT database_name, schema_name FROM duckdb_schemas() WHERE NOT internal OR schema_name = 'main'"
_COLUMNS = """
SELECT c.schema_name, c.table_name, c.column_name, c.data_type, c.is_nullable, coalesce(c.comment, ''),
       CASE WHEN t.table_oid IS NULL THEN 'view' ELSE 'table' END, coalesce(t.comment, v.comment, ''), t.estimated_size
FROM duckdb_columns() c
LEFT JOIN duckdb_tables() t USING (database_oid, table_oid)
LEFT JOIN duckdb_views() v ON v.database_oid = c.database_oid AND v.view_oid = c.table_oid
WHERE c.database_name = ? AND NOT c.internal AND (? OR list_contains(?, c.schema_name))
ORDER BY c.schema_oid, c.table_oid, c.column_index
"""
_KEYS = """
SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
FROM duckdb_constraints()
WHERE database_name = ? AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
  AND (? OR list_contains(?, schema_name))
"""


def connect(parameters: Mapping[str, object], *, timeout: float) -> DuckDB:  # noqa: ARG001 nothing is waited for
    """Open the file `database` for reading only, or a database in memory, and run the scripts of `setup` there."""
    try:
        import duckdb
    except ImportError as error:
        raise missing_driver("duckdb") from error
    database = str(parameters.get("database") or ":memory:")
    in_memory = database == ":memory:"
    if not in_memory and not os.path.exists(database):
        raise WarehouseError(
            "host", f"there is no database file `{database}`", "correct `database`, or create the file"
        )
    scripts = _scripts(parameters.get("setup"))
    if scripts and not in_memory:
        raise WarehouseError("setting", "`setup` is for a database in memory", 'write `database = ":memory:"`')
    settings: Any = parameters.get("config") or {}
    try:
        connection = duckdb.connect(database, read_only=not in_memory, config=settings)
        for path in scripts:
            connection.execute("SET file_search_path = ?", [os.path.dirname(os.path.abspath(path))])
            with open(path, encoding="utf-8") as file:
                connection.execute(file.read())
    except duckdb.Error as error:
        raise _translated(error) from error
    except OSError as error:
        raise WarehouseError("setting", f"cannot read `{error.filename}`: {error.strerror}") from error
    return DuckDB(connection)


def _scripts(setup: object) -> list[str]:
    if setup is None:
        return []
    return [str(it) for it in setup] if isinstance(setup, (list, tuple)) else [str(setup)]


class DuckDB:
    """A connection to DuckDB; forks share its database."""

    kind = "duckdb"

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        ((self.database, self.schema),) = connection.execute("SELECT current_database(), current_schema()").fetchall()

    def schemas(self) -> Iterable[tuple[str, str]]:
        """Every schema of every attached database."""
        return [(it[0], it[1]) for it in self.run(_SCHEMAS).rows if it[0] not in _SYSTEM]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of tables and views."""
        # The query's columns are a ColumnRow's fields; making 100,000 of those would take longer than the query.
        return cast("list[ColumnRow]", self.run(_COLUMNS, (database, not schemas, list(schemas))).rows)

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys; DuckDB refuses a foreign key into another schema."""
        for schema, table, kind, columns, other, others in self.run(_KEYS, (database, not schemas, list(schemas))).rows:
            key = KeyRow(schema, table, kind.partition(" ")[0].lower(), tuple(columns))
            yield (
                key._replace(to_database=database, to_schema=schema, to_table=other, to_columns=tuple(others))
                if other
                else key
            )

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query."""
        import duckdb

        try:
            found = self._connection.execute(sql, list(parameters))
            names = tuple(it[0] for it in found.description or ())
            return Rows(names, found.fetchall())
        except duckdb.Error as error:
            raise _translated(error) from error

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query; DuckDB does not tell bytes."""
        return Estimate(plan=str(self.run(f"EXPLAIN {sql}", parameters).rows[0][1]))

    def fork(self) -> DuckDB:
        """A cursor of its own on the same database."""
        return DuckDB(self._connection.cursor())

    def cancel(self) -> None:
        """Stop the query that runs now."""
        self._connection.interrupt()

    def close(self) -> None:
        """End the connection; one that is busy ends with its query."""
        import duckdb

        with suppress(duckdb.Error):
            self._connection.close()


def _translated(error: Exception) -> WarehouseError:
    import duckdb

    kinds: tuple[tuple[type[Exception], Trouble, str], ...] = (
        (duckdb.InterruptException, "cancelled", "the query was stopped"),
        (duckdb.CatalogException, "missing", "a name in the query does not exist"),
        (duckdb.PermissionException, "right", "DuckDB does not allow this"),
        (duckdb.IOException, "connection", "the database file cannot be read"),
        (duckdb.Error, "query", "DuckDB refuses the query"),
    )
    trouble, message = next((it[1], it[2]) for it in kinds if isinstance(error, it[0]))
    return WarehouseError(trouble, message, detail=str(error).partition("\n")[0])
