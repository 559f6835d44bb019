"""What a catalog of Unity Catalog tells of its tables and keys."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from datagraph.warehouse.protocol import ColumnRow, KeyRow, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.catalog import TableKind

# https://docs.databricks.com/sql/language-manual/sql-ref-information-schema.html: each catalog has its own, open to
# everyone who may use the catalog, and it lists what they may see; the one of `system` takes a right of its own.
COLUMNS = """
SELECT c.table_schema, c.table_name, c.column_name, c.full_data_type, c.is_nullable, c.comment, t.table_type, t.comment
FROM {schema}.columns c
JOIN {schema}.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE {where}
ORDER BY c.table_schema, c.table_name, c.ordinal_position
"""
# A constraint's name is unique in its schema. There are no UNIQUE constraints. A key of another catalog is not listed.
KEYS = """
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
OLD_CATALOG = "hive_metastore"
"""What was before Unity Catalog; it has no information schema."""
LEFT_OUT = ("system", "__databricks_internal", OLD_CATALOG)
"""The catalogs that are not listed: the vendor's own, and the old one."""
# https://docs.databricks.com/sql/language-manual/information-schema/tables.html#table-types; the rest are tables.
_TABLE_KINDS: Mapping[str, TableKind] = {
    "VIEW": "view",
    "METRIC_VIEW": "view",
    "MATERIALIZED_VIEW": "materialized view",
    "EXTERNAL": "external table",
    "EXTERNAL_SHALLOW_CLONE": "external table",
    "FOREIGN": "external table",
}


def column_rows(answer: Rows) -> Iterator[ColumnRow]:
    """The columns; metadata has no numbers of rows."""
    for schema, table, column, kind, nullable, comment, table_kind, about in answer.rows:
        kind_of_table = _TABLE_KINDS.get(table_kind, "table")
        yield ColumnRow(schema, table, column, kind, nullable == "YES", comment or "", kind_of_table, about or "")


def key_rows(answer: Rows) -> Iterator[KeyRow]:
    """The keys, of which each row of the answer holds one column."""
    for (schema, table, _), group in groupby(answer.rows, itemgetter(0, 1, 2)):
        rows = list(group)
        columns = tuple(it[3] for it in rows)
        *_, kind, to_database, to_schema, to_table, _ = rows[0]
        if kind == "PRIMARY KEY":
            yield KeyRow(schema, table, "primary", columns)
        elif to_table:
            to_columns = tuple(it[8] for it in rows)
            yield KeyRow(schema, table, "foreign", columns, to_database, to_schema, to_table, to_columns)
