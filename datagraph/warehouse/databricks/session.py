"""A session of a Databricks SQL warehouse."""

from __future__ import annotations

import contextlib
import threading
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.databricks.errors import EXPLAIN_FAILED, refused, translated
from datagraph.warehouse.databricks.login import log_in, settled
from datagraph.warehouse.databricks.metadata import COLUMNS, KEYS, LEFT_OUT, OLD_CATALOG, column_rows, key_rows
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import Estimate, Rows
from datagraph.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datagraph.warehouse.protocol import ColumnRow, KeyRow

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
            if catalog not in LEFT_OUT:
                for schema in _firsts(self._if_seen(f"SHOW SCHEMAS IN {quoted(self.kind, catalog)}")):
                    if schema != "information_schema":
                        yield catalog, schema

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of everything in a catalog; one query."""
        return column_rows(self._listed(COLUMNS, database, schemas))

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys, which Databricks does not enforce; one query."""
        return key_rows(self._listed(KEYS, database, schemas))

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

    def _listed(self, sql: str, database: str, schemas: Sequence[str]) -> Rows:
        if database == OLD_CATALOG:
            message = f"`{OLD_CATALOG}` has no information schema, which lists tables"
            raise WarehouseError("query", message, "upgrade its tables to Unity Catalog")
        where = "c.table_schema <> 'information_schema'"
        if schemas:
            where = f"c.table_schema IN ({', '.join('?' * len(schemas))})"
        schema = quoted(self.kind, database, "information_schema")
        return self._if_seen(sql.format(schema=schema, where=where), schemas)

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
