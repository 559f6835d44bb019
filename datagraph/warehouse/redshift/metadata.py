"""What Redshift is asked for schemas, columns and keys, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from datagraph.warehouse.protocol import ColumnRow, KeyRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from datagraph.catalog import TableKind

    _Answer = Iterable[tuple[Any, ...]]
    _Query = tuple[str, list[str]]

# https://docs.aws.amazon.com/redshift/latest/dg/svv_views.html: SVV_ALL_… list every database of the cluster.
# Names that begin with `pg_` are Redshift's own.
_USERS_OWN = "{0} !~ '^pg_' AND {0} NOT IN ('information_schema', 'catalog_history')"
_SHOWN = _USERS_OWN.format("schema_name")
SCHEMAS = f"SELECT database_name, schema_name FROM svv_all_schemas WHERE {_SHOWN} ORDER BY 1, 2"  # noqa: S608
_COLUMNS = """
SELECT {schema}, table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
       is_nullable, remarks
FROM {view} WHERE {chosen} ORDER BY {schema}, table_name, ordinal_position
"""
# SVV_COLUMNS has what no pg_ table has: the columns of late-binding views and of external tables.
_COLUMNS_HERE = _COLUMNS.replace("{schema}", "table_schema").replace("{view}", "svv_columns")
_COLUMNS_ELSEWHERE = _COLUMNS.replace("{schema}", "schema_name").replace("{view}", "svv_all_columns")
# A materialized view is a view there, which only its definition tells; an external table is not there at all.
# SVV_TABLE_INFO would know the rows better, and is for superusers alone; `reltuples` is 0 or 0.001 until ANALYZE.
_RELATIONS = """
SELECT n.nspname, c.relname,
       CASE WHEN c.relkind = 'm' OR pg_get_viewdef(c.oid) ILIKE '%create materialized view%' THEN 'materialized view'
            WHEN c.relkind = 'v' THEN 'view' ELSE 'table' END,
       d.description, CASE WHEN c.relkind = 'r' AND c.reltuples >= 1 THEN CAST(c.reltuples AS bigint) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0
     AND d.classoid = (SELECT oid FROM pg_class WHERE relname = 'pg_class')
WHERE c.relkind IN ('r', 'v', 'm') AND {chosen}
"""
_RELATIONS_ELSEWHERE = """
SELECT schema_name, table_name, lower(table_type), remarks, NULL FROM svv_all_tables WHERE {chosen}
"""
# As AWS's drivers ask for keys: no array functions on the leader node, and a key has at most 32 columns.
_KEYS = """
SELECT n.nspname, c.relname, k.contype, k.oid, a.attname, o.nspname, r.relname, b.attname
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN generate_series(1, 32) AS place (number)
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[place.number]
LEFT JOIN pg_class r ON r.oid = k.confrelid
LEFT JOIN pg_namespace o ON o.oid = r.relnamespace
LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[place.number]
WHERE k.contype IN ('p', 'u', 'f') AND {chosen}
ORDER BY n.nspname, c.relname, k.oid, place.number
"""
_KEY_KINDS = {"p": "primary", "u": "unique", "f": "foreign"}
_TABLE_KINDS = ("view", "materialized view", "external table")


def queries_here(schemas: Sequence[str]) -> tuple[_Query, _Query]:
    """The queries for the relations of the session's own database, and for the columns of these."""
    return _chosen(_RELATIONS, "n.nspname", schemas), _chosen(_COLUMNS_HERE, "table_schema", schemas)


def queries_elsewhere(database: str, schemas: Sequence[str]) -> tuple[_Query, _Query]:
    """The same two for another database of the cluster."""
    relations = _chosen(_RELATIONS_ELSEWHERE, "schema_name", schemas, database)
    return relations, _chosen(_COLUMNS_ELSEWHERE, "schema_name", schemas, database)


def key_query(schemas: Sequence[str]) -> _Query:
    """The query for the keys of the session's own database."""
    return _chosen(_KEYS, "n.nspname", schemas)


def column_rows(relations: _Answer, columns: _Answer) -> Iterator[ColumnRow]:
    """The answers about the relations of a database and about their columns."""
    known = {(it[0], it[1]): it[2:] for it in relations}
    for row in columns:
        kind, comment, rows = known.get((row[0], row[1]), ("external table", "", None))
        table_kind = cast("TableKind", kind) if kind in _TABLE_KINDS else "table"
        # A view's columns all say that they take nulls; an external table's may say nothing at all.
        nullable = str(row[7]).upper() == "YES" if table_kind == "table" else None
        yield ColumnRow(
            row[0], row[1], row[2], _type(*row[3:7]), nullable, row[8] or "", table_kind, comment or "", rows
        )


def key_rows(rows: _Answer, database: str) -> Iterator[KeyRow]:
    """The answer about keys, of which each row holds one column; a foreign key does not leave its database."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[3], []).append(row)
    for columns in found.values():
        schema, table, kind, _, _, other_schema, other, _ = columns[0]
        key = KeyRow(schema, table, _KEY_KINDS[kind], tuple(it[4] for it in columns))
        yield KeyRow(*key[:4], database, other_schema, other, tuple(it[7] for it in columns)) if other else key


def _chosen(sql: str, schema: str, schemas: Sequence[str], database: str = "") -> _Query:
    """A query for some schemas, or for all but Redshift's own, with the values for its placeholders."""
    condition = f"{schema} IN ({', '.join('?' * len(schemas))})" if schemas else _USERS_OWN.format(schema)
    if database:
        condition = f"database_name = ? AND {condition}"
    return sql.replace("{chosen}", condition), [*([database] if database else []), *schemas]


def _type(word: str, length: int | None, precision: int | None, scale: int | None) -> str:
    """A type as Redshift's DDL writes it; the types of external tables have their sizes in them."""
    if "(" in word:
        return word
    if word in ("numeric", "decimal") and precision:
        return f"{word}({precision},{scale or 0})"
    return f"{word}({length})" if length and word.startswith(("char", "varchar", "bpchar")) else word
