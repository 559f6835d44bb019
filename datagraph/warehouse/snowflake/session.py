"""A session of Snowflake's."""

from __future__ import annotations

import math
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import Estimate, Rows
from datagraph.warehouse.snowflake.errors import translated
from datagraph.warehouse.snowflake.login import log_in
from datagraph.warehouse.snowflake.metadata import (
    SCHEMAS,
    column_query,
    column_rows,
    key_queries,
    key_rows,
    named,
    schema_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datagraph.warehouse.protocol import ColumnRow, KeyRow


def connect(parameters: Mapping[str, object], *, timeout: float) -> Snowflake:
    """Log in; defaults that do not exist, or that the role may not use, are an error here already."""
    return Snowflake(log_in(parameters, math.ceil(timeout)), parameters, timeout)


class Snowflake:
    """A session of Snowflake's."""

    kind = "snowflake"

    def __init__(self, connection: Any, parameters: Mapping[str, object], timeout: float) -> None:
        self._connection = connection
        self._parameters = parameters
        self._timeout = timeout
        self._over = threading.Event()
        self._over.set()
        self.database: str = connection.database or ""
        self.schema: str = connection.schema or ""

    def schemas(self) -> Iterable[tuple[str, str]]:
        """Every schema of the account."""
        return schema_rows(self.run(SCHEMAS))

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of tables and views."""
        try:
            rows = self.run(column_query(database, schemas), schemas).rows
        except WarehouseError as error:
            if error.trouble != "missing":
                raise
            return
        yield from column_rows(rows)

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys, in one request."""
        queries = key_queries(database, schemas)
        try:
            answers = self._asked("; ".join(queries), statements=len(queries))
        except WarehouseError as error:
            if error.trouble != "missing":
                raise
            return
        yield from key_rows(answers, schemas)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query."""
        return self._asked(sql, parameters)[0]

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query, and the bytes of the micro-partitions that it would read."""
        # https://docs.snowflake.com/en/sql-reference/sql/explain: the row GlobalStats is about the whole statement.
        rows = named(self.run(f"EXPLAIN {sql}", parameters))
        total = next((row["bytesAssigned"] for row in rows if row["operation"] == "GlobalStats"), None)
        steps = [(row["operation"], row["objects"], row["expressions"]) for row in rows if row["step"] is not None]
        return Estimate(None if total is None else int(total), "\n".join(" ".join(filter(None, it)) for it in steps))

    def fork(self) -> Snowflake:
        """Another session of the same user."""
        return connect(self._parameters, timeout=self._timeout)

    def cancel(self) -> None:
        """Stop what the session runs."""
        # https://docs.snowflake.com/en/user-guide/querying-cancel-statements does it so, from the session itself. It
        # stops nothing if the query has not reached the server yet, so it is repeated.
        sql = f"SELECT SYSTEM$CANCEL_ALL_QUERIES({int(self._connection.session_id)})"
        over = self._over
        for _ in range(10):
            if over.is_set():
                return
            with suppress(Exception), self._connection.cursor() as cursor:
                cursor.execute(sql)
            over.wait(0.3)

    def close(self) -> None:
        """End the session."""
        with suppress(Exception):
            self._connection.close()

    def _asked(self, sql: str, parameters: Sequence[object] = (), *, statements: int = 1) -> list[Rows]:
        """The answer to each statement."""
        answers = []
        over = self._over = threading.Event()
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(sql, list(parameters) or None, num_statements=statements if statements > 1 else None)
                for number in range(statements):
                    if number:
                        cursor.nextset()
                    names = tuple(it[0] for it in cursor.description or ())
                    answers.append(Rows(names, [tuple(map(_plain, row)) for row in cursor.fetchall()]))
        except Exception as error:
            raise translated(error, self._parameters) from error
        finally:
            over.set()
        return answers


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, bytearray) else value
