"""Databricks SQL warehouses, through the vendor's own connector."""

from __future__ import annotations

import contextlib
import threading
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.databricks_errors import EXPLAIN_FAILED, refused, translated
from datagraph.warehouse.databricks_login import log_in, settled
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import ColumnRow, Estimate, KeyRow, Rows
from datagraph.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datagraph.catalog import TableKind

# https://docs.databricks.com/sql/language-manual/sql-ref-information-schema.html: each catalog has its own, open to
# everyone who may use the catalog, and it lists what they may see; the one of `system` takes a right of its own.
_COLUMNS = """
SELECT c.table_schema, c.table_name, c.column_name, c.full_data_type, c.is_nullable, c.comment, t.table_type, t.comment
FROM {schema}.columns c
JOIN {schema}.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE {where}
ORDER BY c.table_schema, c.table_name, c.ordinal_position
"""
# A constraint's name is unique in its schema. There are no UNIQUE constraints. A key of another catalog is not listed.
_KEYS = """
SELECT c.table_schema, c.table_name, c.constraint_name, k.column_name, c.constraint_type,
       p.table_catalog, p.table_schema, p.table_name, p.column_name
FROM {schema}.table_constraints c
JOIN {schema}.key_column_usage k
  ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
LEFT JOIN {schema}.referential_constraints r
  ON r.constraint_schema = c.constraint_schema AND r.constraint_name = c.constraint_name
LEFT JOIN {schema}.key_column_usage p
  ON p.constraint_catalog = r.unique_constraint_catalog AND p.constraint_schema = r.unique_constraint_schema
  AND p.constraint_name = r.unique_constraint_name AND p.ordinal_position = k.position_in_unique_constraint
WHERE c.constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY') AND {where}
ORDER BY c.table_schema, c.table_name, c.constraint_name, k.ordinal_position
"""
# https://docs.databricks.com/sql/language-manual/information-schema/tables.html#table-types; the rest are tables.
_TABLE_KINDS: Mapping[str, TableKind] = {
    "VIEW": "view",
    "METRIC_VIEW": "view",
    "MATERIALIZED_VIEW": "materialized view",
    "EXTERNAL": "external table",
    "EXTERNAL_SHALLOW_CLONE": "external table",
    "FOREIGN": "external table",
}
_OLD_CATALOG = "hive_metastore"
# The vendor's own, and what was before Unity Catalog, which has no information schema.
_LEFT_OUT = ("system", "__databricks_internal", _OLD_CATALOG)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.5


def connect(parameters: Mapping[str, object], *, timeout: float) -> Databricks:
    """Open a session; a SQL warehouse that is stopped starts, and is waited for as long as `timeout` says.

    How long a query runs is not limited. The driver knows no read-only session.
    """
    return Databricks(settled(parameters), timeout)


class Databricks:
    """A session of a SQL warehouse; a database is a catalog of Unity Catalog, which stores names in lower case."""

    kind = "databricks"

    def __init__(self, settings: Mapping[str, Any], timeout: float, place: tuple[str, str] | None = None) -> None:
        self._settings = settings
        self._timeout = timeout
        self._stop = threading.Event()
        self._connection = log_in(settings, timeout)
        try:
            found = place or self.run("SELECT current_catalog(), current_schema()").rows[0]
        except WarehouseError:
            self.close()
            raise
        self.database: str = found[0] or ""
        self.schema: str = found[1] or ""

    def schemas(self) -> Iterable[tuple[str, str]]:
        """Every schema, with one query for each catalog; those of a catalog that may not be used are left out."""
        for catalog in _firsts(self.run("SHOW CATALOGS")):
            if catalog not in _LEFT_OUT:
                for schema in _firsts(self._if_seen(f"SHOW SCHEMAS IN {quoted(self.kind, catalog)}")):
                    if schema != "information_schema":
                        yield catalog, schema

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of everything in a catalog; one query. Metadata has no numbers of rows."""
        for schema, table, column, kind, nullable, comment, table_kind, about in self._listed(
            _COLUMNS, database, schemas
        ):
            is_nullable = nullable == "YES"
            kind_of_table = _TABLE_KINDS.get(table_kind, "table")
            yield ColumnRow(schema, table, column, kind, is_nullable, comment or "", kind_of_table, about or "")

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys, which Databricks does not enforce; one query."""
        for (schema, table, _), group in groupby(self._listed(_KEYS, database, schemas), lambda it: it[:3]):
            rows = list(group)
            columns = tuple(it[3] for it in rows)
            *_, kind, to_database, to_schema, to_table, _ = rows[0]
            if kind == "PRIMARY KEY":
                yield KeyRow(schema, table, "primary", columns)
            elif to_table:
                to_columns = tuple(it[8] for it in rows)
                yield KeyRow(schema, table, "foreign", columns, to_database, to_schema, to_table, to_columns)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query."""
        self._stop.clear()
        try:
            with self._connection.cursor() as cursor:
                # The driver's own waiting would hold the lock that a cancellation from another thread needs.
                cursor.execute_async(sql, [_bindable(it) for it in parameters] or None)
                pause = _FIRST_PAUSE
                while cursor.is_query_pending():
                    if self._stop.wait(pause):
                        cursor.cancel()
                        raise WarehouseError("cancelled", "the query was stopped")
                    pause = min(pause * 1.5, _LONGEST_PAUSE)
                cursor.get_async_execution_result()
                names = tuple(it[0] for it in cursor.description or ())
                return Rows(names, [tuple(it) for it in cursor.fetchall()])
        except WarehouseError:
            raise
        except Exception as error:  # besides its own the driver raises urllib3's, Thrift's and Python's
            raise translated(error, self._settings, self._timeout) from error

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query, or "" where the warehouse binds no values for EXPLAIN; it does not tell bytes."""
        plan = "\n".join(_firsts(self.run(f"EXPLAIN {sql}", parameters)))
        # https://github.com/apache/spark: ExplainCommand answers with the mistake that it finds, and does not fail.
        if not plan.startswith(EXPLAIN_FAILED):
            return Estimate(plan=plan)
        if "[UNBOUND_SQL_PARAMETER]" not in plan:
            raise refused(plan.partition("\n")[2])
        # Spark before 4.1. Its optimizer reads nothing for LIMIT 0.
        self.run(f"SELECT * FROM (\n{sql}\n) LIMIT 0", parameters)  # noqa: S608 it is a query already
        return Estimate()

    def fork(self) -> Databricks:
        """A further session: the driver allows no two threads on one."""
        return Databricks(self._settings, self._timeout, (self.database, self.schema))

    def cancel(self) -> None:
        """Stop the query that runs now; its own thread tells the warehouse so."""
        self._stop.set()

    def close(self) -> None:
        """End the session."""
        with contextlib.suppress(Exception):
            self._connection.close()

    def _listed(self, sql: str, database: str, schemas: Sequence[str]) -> Iterable[tuple[Any, ...]]:
        if database == _OLD_CATALOG:
            message = f"`{_OLD_CATALOG}` has no information schema, which lists tables"
            raise WarehouseError("query", message, "upgrade its tables to Unity Catalog")
        where = "c.table_schema <> 'information_schema'"
        if schemas:
            where = f"c.table_schema IN ({', '.join('?' * len(schemas))})"
        schema = quoted(self.kind, database, "information_schema")
        return self._if_seen(sql.format(schema=schema, where=where), schemas).rows

    def _if_seen(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The answer to a query, without rows where the catalog is not there or may not be seen."""
        try:
            return self.run(sql, parameters)
        except WarehouseError as error:
            if error.trouble not in ("missing", "right"):
                raise
            return Rows((), [])


def _firsts(answer: Rows) -> Iterable[str]:
    return (str(it[0]) for it in answer.rows)


def _bindable(value: object) -> object:
    # The driver would take bytes for an array of numbers, and it has no type for anything that is not listed here.
    if value is None or isinstance(value, (bool, int, float, str, Decimal, date)):
        return value
    raise WarehouseError("query", f"the Databricks driver binds no value of the type `{type(value).__name__}`")
