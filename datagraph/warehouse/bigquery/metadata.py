"""What a dataset is asked for columns and keys, and what it answers."""

from __future__ import annotations

import ast
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.protocol import ColumnRow, KeyRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import TableKind

    _Answer = Iterable[tuple[Any, ...]]

# https://cloud.google.com/bigquery/docs/information-schema-intro: these views are of one dataset. Only
# COLUMN_FIELD_PATHS has descriptions, and only COLUMNS says what may be null; hidden columns are not in `SELECT *`.
COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, p.description, t.table_type, o.option_value
FROM {0}.INFORMATION_SCHEMA.COLUMNS AS c
JOIN {0}.INFORMATION_SCHEMA.TABLES AS t ON t.table_name = c.table_name
LEFT JOIN {0}.INFORMATION_SCHEMA.COLUMN_FIELD_PATHS AS p
  ON p.table_name = c.table_name AND p.column_name = c.column_name AND p.field_path = c.column_name
LEFT JOIN {0}.INFORMATION_SCHEMA.TABLE_OPTIONS AS o
  ON o.table_name = c.table_name AND o.option_name = 'description'
WHERE c.is_hidden = 'NO'
ORDER BY c.table_name, c.ordinal_position
"""
# This reads no bytes, and asks for rights on the dataset only; INFORMATION_SCHEMA.TABLE_STORAGE asks for them on the
# project, and for the region. It is a query of its own, since who sees metadata only is refused it. Type 1 is a table.
ROW_COUNTS = "SELECT table_id, row_count FROM {0}.__TABLES__ WHERE type = 1"
# https://cloud.google.com/bigquery/docs/information-schema-constraint-column-usage: of a foreign key, these are the
# columns that it refers to, in no order; position_in_unique_constraint is their place in the primary key there.
KEYS = """
SELECT c.constraint_type, c.table_name, c.constraint_name, k.ordinal_position, k.column_name,
  k.position_in_unique_constraint, u.table_catalog, u.table_schema, u.table_name AS to_table, u.column_name AS to_column
FROM {0}.INFORMATION_SCHEMA.TABLE_CONSTRAINTS AS c
JOIN {0}.INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS k
  ON k.constraint_name = c.constraint_name AND k.table_name = c.table_name
JOIN {0}.INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE AS u ON u.constraint_name = c.constraint_name
ORDER BY c.constraint_type DESC, c.table_name, c.constraint_name, k.ordinal_position
"""
# https://cloud.google.com/bigquery/docs/information-schema-tables#schema; clones and snapshots are tables to a reader.
_TABLE_KINDS: Mapping[str, TableKind]
_TABLE_KINDS = {"VIEW": "view", "MATERIALIZED VIEW": "materialized view", "EXTERNAL": "external table"}


def column_rows(columns: _Answer, counts: _Answer, schema: str) -> Iterator[ColumnRow]:
    """The answers of one dataset to COLUMNS and to ROW_COUNTS."""
    count: dict[str, int] = dict(counts)
    for table, name, kind, nullable, comment, of_kind, described in columns:
        row = ColumnRow(schema, table, name, kind, nullable == "YES", comment or "")
        table_kind = _TABLE_KINDS.get(of_kind, "table")
        yield row._replace(table_kind=table_kind, table_comment=_text(described), rows=count.get(table))


def key_rows(answer: _Answer, database: str, schema: str) -> Iterator[KeyRow]:
    """The answer of one dataset to KEYS.

    No view orders the columns that a foreign key refers to in another dataset; there a key of several is left out.
    """
    primary: dict[tuple[str, str, str], tuple[str, ...]] = {}
    # Primary keys come first.
    for (kind, table, _), group in groupby(answer, key=itemgetter(0, 1, 2)):
        # A row for each pair of a column here and a column there.
        rows = {row[3]: row[4:] for row in group}
        columns = tuple(row[0] for row in rows.values())
        if kind == "PRIMARY KEY":
            primary[database, schema, table] = columns
            yield KeyRow(schema, table, "primary", columns)
            continue
        to_database, to_schema, to_table, other = rows[1][2:]
        known = primary.get((to_database, to_schema, to_table), (other,))
        places = [row[1] - 1 for row in rows.values()]
        if max(places) < len(known):
            others = tuple(known[it] for it in places)
            yield KeyRow(schema, table, "foreign", columns, to_database, to_schema, to_table, others)


def _text(literal: str | None) -> str:
    """A string that TABLE_OPTIONS writes as a literal of GoogleSQL, which escapes as Python does."""
    try:
        return str(ast.literal_eval(literal or '""'))
    except (ValueError, SyntaxError):
        return literal or ""
