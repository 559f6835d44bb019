"""What Snowflake is asked for schemas, columns and keys, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.warehouse.protocol import ColumnRow, KeyRow, Rows
from datagraph.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datagraph.catalog import TableKind

SCHEMAS = "SHOW TERSE SCHEMAS IN ACCOUNT"
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
# https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys and its neighbours for the columns of the answers.
_KEY_KINDS = {"PRIMARY": "primary", "UNIQUE": "unique", "IMPORTED": "foreign"}


def column_query(database: str, schemas: Sequence[str]) -> str:
    """The query for the columns of some schemas, or of all; the names of the schemas are its parameters."""
    places = ", ".join("?" * len(schemas))
    condition = f"c.TABLE_SCHEMA IN ({places})" if schemas else "c.TABLE_SCHEMA <> 'INFORMATION_SCHEMA'"
    return _COLUMNS.format(database=quoted("snowflake", database), condition=condition)


def key_queries(database: str, schemas: Sequence[str]) -> list[str]:
    """The queries for the keys of one schema, or of all; the information schema does not tell the columns of a key."""
    names = (database, *schemas) if len(schemas) == 1 else (database,)
    scope = f"{'SCHEMA' if len(names) > 1 else 'DATABASE'} {quoted('snowflake', *names)}"
    return [f"SHOW {kind} KEYS IN {scope}" for kind in _KEY_KINDS]


def schema_rows(answer: Rows) -> list[tuple[str, str]]:
    """The answer to SCHEMAS; the database SNOWFLAKE is the vendor's own."""
    pairs = [(row["database_name"], row["name"]) for row in named(answer)]
    return [it for it in pairs if it[0] != "SNOWFLAKE" and it[1] != "INFORMATION_SCHEMA"]


def column_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[ColumnRow]:
    """The answer to the query for columns."""
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


def key_rows(answers: Iterable[Rows], schemas: Sequence[str]) -> Iterator[KeyRow]:
    """The answers to the queries for keys, of which those in some schemas are kept, or all."""
    for kind, answer in zip(_KEY_KINDS.values(), answers, strict=True):
        yield from (it for it in _keys(kind, named(answer)) if not schemas or it.schema in schemas)


def named(answer: Rows) -> list[dict[str, Any]]:
    """An answer's rows, with the names of its columns."""
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
