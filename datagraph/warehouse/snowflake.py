"""Snowflake, through its own connector."""

from __future__ import annotations

import math
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import ColumnRow, Estimate, KeyRow, Rows
from datagraph.warehouse.snowflake_errors import translated
from datagraph.warehouse.snowflake_login import log_in
from datagraph.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datagraph.catalog import TableKind

# https://docs.snowflake.com/en/sql-reference/info-schema: each database has the views COLUMNS and TABLES of its own,
# which hold what the role may see, views too.
_COLUMNS = """
SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.NUMERIC_PRECISION,
       c.NUMERIC_SCALE, c.IS_NULLABLE, c.COMMENT, t.TABLE_TYPE, t.COMMENT, t.ROW_COUNT
FROM {database}.INFORMATION_SCHEMA.COLUMNS c
JOIN {database}.INFORMATION_SCHEMA.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
WHERE {condition}
ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION
"""
_TABLE_KINDS: Mapping[str, TableKind] = {
    "VIEW": "view",
    "MATERIALIZED VIEW": "materialized view",
    "EXTERNAL TABLE": "external table",
}
# The length of a VARCHAR or BINARY whose author gave none.
_DEFAULT_LENGTH = {"TEXT": 16777216, "BINARY": 8388608}


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
        """Every schema; the database SNOWFLAKE is the vendor's own."""
        pairs = [(row["database_name"], row["name"]) for row in _named(self.run("SHOW TERSE SCHEMAS IN ACCOUNT"))]
        return [it for it in pairs if it[0] != "SNOWFLAKE" and it[1] != "INFORMATION_SCHEMA"]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of tables and views."""
        places = ", ".join("?" * len(schemas))
        condition = f"c.TABLE_SCHEMA IN ({places})" if schemas else "c.TABLE_SCHEMA <> 'INFORMATION_SCHEMA'"
        sql = _COLUMNS.format(database=quoted("snowflake", database), condition=condition)
        try:
            rows = self.run(sql, schemas).rows
        except WarehouseError as error:
            if error.trouble != "missing":
                raise
            return
        for schema, table, column, word, length, precision, scale, nullable, comment, kind, about, count in rows:
            table_kind = _TABLE_KINDS.get(kind, "table")
            yield ColumnRow(
                schema=schema,
                table=table,
                column=column,
                type=_type(word, length, precision, scale),
                # Of a view, Snowflake says how its query was read, which is no promise.
                nullable=nullable == "YES" if table_kind == "table" else None,
                comment=comment or "",
                table_kind=table_kind,
                table_comment=about or "",
                rows=None if count is None else int(count),
            )

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys, in one request; the information schema does not tell the columns of a key."""
        # https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys and its neighbours for the columns.
        names = (database, *schemas) if len(schemas) == 1 else (database,)
        scope = f"{'SCHEMA' if len(names) > 1 else 'DATABASE'} {quoted('snowflake', *names)}"
        kinds = ("PRIMARY", "UNIQUE", "IMPORTED")
        try:
            answers = self._asked("; ".join(f"SHOW {kind} KEYS IN {scope}" for kind in kinds), statements=len(kinds))
        except WarehouseError as error:
            if error.trouble != "missing":
                raise
            return
        for kind, answer in zip(("primary", "unique", "foreign"), answers, strict=True):
            yield from (it for it in _keys(kind, _named(answer)) if not schemas or it.schema in schemas)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query."""
        return self._asked(sql, parameters)[0]

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query, and the bytes of the micro-partitions that it would read."""
        # https://docs.snowflake.com/en/sql-reference/sql/explain: the row GlobalStats is about the whole statement.
        rows = _named(self.run(f"EXPLAIN {sql}", parameters))
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


def _named(answer: Rows) -> list[dict[str, Any]]:
    return [dict(zip(answer.names, row, strict=True)) for row in answer.rows]


def _type(word: str, length: int | None, precision: int | None, scale: int | None) -> str:
    """A type as DESCRIBE TABLE prints it, but without the length that nobody wrote."""
    if word == "NUMBER":
        return f"NUMBER({precision},{scale})"
    name = "VARCHAR" if word == "TEXT" else word
    return name if length in (None, _DEFAULT_LENGTH.get(word)) else f"{name}({length})"


def _keys(kind: str, rows: list[dict[str, Any]]) -> Iterator[KeyRow]:
    """Keys, of which each row holds one column."""
    own, name = ("fk_", "fk_name") if kind == "foreign" else ("", "constraint_name")
    ends = ("database_name", "schema_name", "table_name", "column_name")
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda it: int(it["key_sequence"])):
        groups.setdefault((row[own + ends[1]], row[own + ends[2]], row[name]), []).append(row)
    for (schema, table, _), columns in groups.items():
        names = tuple(it[own + ends[3]] for it in columns)
        if kind == "foreign":
            database, other_schema, other = (columns[0]["pk_" + it] for it in ends[:3])
            theirs = tuple(it["pk_column_name"] for it in columns)
            yield KeyRow(schema, table, kind, names, database, other_schema, other, theirs)
        else:
            yield KeyRow(schema, table, kind, names)
