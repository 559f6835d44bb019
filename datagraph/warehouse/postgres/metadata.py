"""What PostgreSQL is asked for schemas, columns and keys, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.warehouse.protocol import ColumnRow, KeyRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A session sees one database, and the catalog lists what its user may not even name: rights are asked for.
# Names that begin with `pg_` are PostgreSQL's own: CREATE SCHEMA refuses them.
_VISIBLE = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE')"
_CHOSEN = f"{_VISIBLE} AND current_database() = $1 AND ($2::text[] = '{{}}' OR n.nspname = ANY ($2))"
SCHEMAS = f"SELECT current_database(), n.nspname FROM pg_namespace n WHERE {_VISIBLE} ORDER BY 2"  # noqa: S608
# A domain is told by the type under it, which is what compares. `reltuples` is -1 until somebody counts; a view's
# columns all say that they take nulls.
COLUMNS = f"""
SELECT n.nspname, c.relname, a.attname,
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
            ELSE format_type(a.atttypid, a.atttypmod) END,
       CASE WHEN c.relkind NOT IN ('v', 'm') THEN NOT (a.attnotnull OR t.typnotnull) END,
       coalesce(d.description, ''),
       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'external table'
                      ELSE 'table' END,
       coalesce(e.description, ''),
       CASE WHEN c.relkind <> 'v' AND c.reltuples >= 0 THEN c.reltuples::bigint END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
LEFT JOIN pg_description e ON e.objoid = c.oid AND e.classoid = 'pg_class'::regclass AND e.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_any_column_privilege(c.oid, 'SELECT') AND {_CHOSEN}
ORDER BY n.nspname, c.relname, a.attnum
"""  # noqa: S608
_NAMES = """ARRAY (SELECT a.attname::text FROM unnest({columns}) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = k.number {limit} ORDER BY k.place)"""
# A unique index is as good as a constraint, unless it is of some rows only, or of expressions; columns that are only
# INCLUDEd come last in it. A partition repeats the foreign keys of its table, with that one as their parent.
KEYS = f"""
SELECT n.nspname, c.relname, CASE WHEN i.indisprimary THEN 'primary' ELSE 'unique' END,
       {_NAMES.format(columns="i.indkey", table="c.oid", limit="WHERE k.place <= i.indnkeyatts")}, '', '', NULL
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
  AND has_any_column_privilege(c.oid, 'SELECT') AND {_CHOSEN}
UNION ALL
SELECT n.nspname, c.relname, 'foreign', {_NAMES.format(columns="f.conkey", table="c.oid", limit="")},
       o.nspname, r.relname, {_NAMES.format(columns="f.confkey", table="r.oid", limit="")}
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class r ON r.oid = f.confrelid
JOIN pg_namespace o ON o.oid = r.relnamespace
WHERE f.contype = 'f' AND f.conparentid = 0 AND has_any_column_privilege(c.oid, 'SELECT') AND {_CHOSEN}
ORDER BY 1, 2, 3, 4
"""  # noqa: S608


def column_rows(rows: Iterable[tuple[Any, ...]]) -> Iterable[ColumnRow]:
    """The answer to COLUMNS, which has the fields of a ColumnRow in their order."""
    return map(ColumnRow._make, rows)


def key_rows(rows: Iterable[tuple[Any, ...]], database: str) -> Iterator[KeyRow]:
    """The answer to KEYS; a foreign key does not leave its database."""
    for schema, table, kind, columns, *other in rows:
        key = KeyRow(schema, table, kind, tuple(columns))
        yield KeyRow(*key[:4], database, other[0], other[1], tuple(other[2])) if kind == "foreign" else key
