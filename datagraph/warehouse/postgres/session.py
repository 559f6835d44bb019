"""A session on a PostgreSQL server."""

from __future__ import annotations

import logging
import math
import os
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.postgres.errors import broken, refused
from datagraph.warehouse.postgres.metadata import COLUMNS, KEYS, SCHEMAS, column_rows, key_rows
from datagraph.warehouse.protocol import Estimate, Rows
from datagraph.warehouse.sqlstate import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import psycopg

    from datagraph.warehouse.protocol import ColumnRow, KeyRow


def connect(parameters: Mapping[str, object], *, timeout: float) -> Postgres:
    """Log in to a session that reads only.

    A network that stays silent for `timeout` seconds is given up; how long a query runs is not limited. What is not
    among `parameters` comes from libpq's own places: the `PG…` variables, `~/.pgpass`, the service file.
    """
    try:
        import psycopg
    except ImportError as error:
        raise missing_driver("postgres") from error
    # Without a handler, its warnings would go to stderr.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    place = Place(
        "PostgreSQL",
        str(parameters.get("host") or os.environ.get("PGHOST") or "localhost"),
        str(parameters.get("user") or os.environ.get("PGUSER") or "you"),
        str(parameters.get("dbname") or os.environ.get("PGDATABASE") or ""),
    )
    settings: dict[str, Any] = {
        "connect_timeout": math.ceil(timeout),
        "tcp_user_timeout": math.ceil(timeout * 1000),
        "keepalives_idle": math.ceil(timeout),
        "fallback_application_name": "datagraph",
        **parameters,
        "options": f"{parameters.get('options') or ''} -c default_transaction_read_only=on".lstrip(),
        "autocommit": True,
        "prepare_threshold": None,
        "cursor_factory": psycopg.RawCursor,
    }
    try:
        return Postgres(psycopg.connect(**settings), place, parameters, timeout)
    except (psycopg.Error, OSError, TypeError, ValueError) as error:
        raise refused(error, place, parameters, timeout) from error


class Postgres:
    """A connection to one database of a PostgreSQL server."""

    kind = "postgres"

    def __init__(
        self, connection: psycopg.Connection[Any], place: Place, parameters: Mapping[str, object], timeout: float
    ) -> None:
        import psycopg.types.datetime as types

        self._connection = connection
        self._place = place
        self._parameters = parameters
        self._timeout = timeout
        for name, loader in (("date", types.DateLoader), ("timestamp", types.TimestampLoader)):
            connection.adapters.register_loader(name, _lenient(loader))
        connection.adapters.register_loader("timestamptz", _lenient(types.TimestamptzLoader))
        ((self.database, self.schema),) = self.run("SELECT current_database(), coalesce(current_schema(), '')").rows

    def schemas(self) -> Iterable[tuple[str, str]]:
        """The schemas of the database; a session sees no other one."""
        return [(it[0], it[1]) for it in self.run(SCHEMAS).rows]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of everything that may be read, partitions and foreign tables too; one query."""
        return column_rows(self.run(COLUMNS, (database, list(schemas))).rows)

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The keys, unique indexes among them; one query."""
        yield from key_rows(self.run(KEYS, (database, list(schemas))).rows, database)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query. A date that Python's types cannot hold, such as `infinity`, is a string."""
        import psycopg

        try:
            cursor = self._connection.execute(sql.encode(), list(parameters) or None)
            names = tuple(it.name for it in cursor.description or ())
            return Rows(names, cursor.fetchall() if names else [])
        except psycopg.Error as error:
            raise broken(error, self._place) from error

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query."""
        return Estimate(plan="\n".join(str(it[0]) for it in self.run(f"EXPLAIN {sql}", parameters).rows))

    def fork(self) -> Postgres:
        """A further session."""
        return connect(self._parameters, timeout=self._timeout)

    def cancel(self) -> None:
        """Stop the query that runs now, by the protocol's own request on a connection of its own."""
        import psycopg

        try:
            self._connection.cancel_safe(timeout=self._timeout)
        except psycopg.Error as error:
            raise broken(error, self._place) from error

    def close(self) -> None:
        """End the session."""
        self._connection.close()


def _lenient(loader: Any) -> Any:
    import psycopg

    class Lenient(loader):  # type: ignore[misc]
        def load(self, data: Any) -> Any:
            try:
                return super().load(data)
            except psycopg.DataError:
                return bytes(data).decode()

    return Lenient
