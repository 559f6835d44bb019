"""A session on a Redshift cluster or workgroup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.protocol import Estimate, Rows
from datagraph.warehouse.redshift.errors import broken, refused
from datagraph.warehouse.redshift.metadata import (
    SCHEMAS,
    column_rows,
    key_query,
    key_rows,
    queries_elsewhere,
    queries_here,
)
from datagraph.warehouse.sqlstate import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from redshift_connector.core import Connection

    from datagraph.warehouse.protocol import ColumnRow, KeyRow


def connect(parameters: Mapping[str, object], *, timeout: float) -> Redshift:
    """Log in; a server that stays silent for `timeout` seconds meanwhile is given up.

    How long a query runs is not limited. The driver knows no read-only session. With `iam` the login is AWS's, by its
    own files and variables.
    """
    try:
        import redshift_connector  # noqa: F401
    except ImportError as error:
        raise missing_driver("redshift") from error
    return Redshift(parameters, timeout)


class Redshift:
    """A connection to one database of a cluster or workgroup."""

    kind = "redshift"

    def __init__(self, parameters: Mapping[str, object], timeout: float) -> None:
        self._parameters = parameters
        self._timeout = timeout
        self._place = Place(
            "Redshift",
            str(parameters.get("host") or parameters.get("cluster_identifier") or "localhost"),
            str(parameters.get("user") or parameters.get("db_user") or "you"),
            str(parameters.get("database") or ""),
        )
        self._is_running = False
        self._connection = self._opened()
        ((self.database, schema, self._process),) = self.run(
            "SELECT current_database(), current_schema(), pg_backend_pid()"
        ).rows
        self.schema = schema or ""

    def schemas(self) -> Iterable[tuple[str, str]]:
        """The schemas of every database of the cluster, those of datashares and external ones too."""
        return [(it[0], it[1]) for it in self.run(SCHEMAS).rows]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of everything in a database; two queries. Another database than the own has no estimates."""
        is_here = database == self.database
        relations, columns = queries_here(schemas) if is_here else queries_elsewhere(database, schemas)
        yield from column_rows(self.run(*relations).rows, self.run(*columns).rows)

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys of the own database, one query; of others, no view of Redshift's tells them."""
        if database == self.database:
            yield from key_rows(self.run(*key_query(schemas)).rows, database)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query; a VARBYTE is the driver's string of hexadecimal digits."""
        self._is_running = True
        try:
            cursor = self._connection.cursor()
            cursor.paramstyle = "qmark"
            # Without parameters `?` is left alone; an empty list would have it replaced.
            cursor.execute(sql, list(parameters) or None)
            names = tuple(str(it[0]) for it in cursor.description or ())
            return Rows(names, [tuple(it) for it in cursor.fetchall()] if names else [])
        except KeyboardInterrupt:
            self.cancel()
            self.close()
            raise
        except Exception as error:  # the driver lets through whatever its sockets and its decoding raise
            trouble = broken(error, self._place)
            if trouble.trouble == "connection":
                # Half an answer may still be on its way, and the next query would take it for its own.
                self.close()
            raise trouble from error
        finally:
            self._is_running = False

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query; Redshift does not tell bytes."""
        return Estimate(plan="\n".join(str(it[0]) for it in self.run(f"EXPLAIN {sql}", parameters).rows))

    def fork(self) -> Redshift:
        """A further session."""
        return Redshift(self._parameters, self._timeout)

    def cancel(self) -> None:
        """Stop the query that runs now, from a session of its own: the driver has no request for it."""
        # https://docs.aws.amazon.com/redshift/latest/dg/PG_CANCEL_BACKEND.html: everyone may stop their own.
        if self._is_running:
            other = self.fork()
            try:
                other.run("SELECT pg_cancel_backend(?)", (self._process,))
            finally:
                other.close()

    def close(self) -> None:
        """End the session."""
        from redshift_connector.error import InterfaceError

        try:
            self._connection.close()
        except InterfaceError:
            return  # it is closed already

    def _opened(self) -> Connection:
        import redshift_connector

        settings: dict[str, Any] = {
            "timeout": self._timeout,
            "tcp_keepalive_idle": max(1, int(self._timeout)),
            "application_name": "datagraph",
            # Statements without names: the server has nothing to keep.
            "max_prepared_statements": 0,
            **self._parameters,
        }
        try:
            connection = redshift_connector.connect(**settings)
        except Exception as error:  # the AWS library and the driver's own slips come through as they are
            raise refused(error, self._place, self._parameters, self._timeout) from error
        # The driver would hold every answer to that time; from here on TCP's keep-alive finds a network that is gone.
        connection._usock.settimeout(None)  # noqa: SLF001 the driver has no public way
        connection.autocommit = True
        return connection
