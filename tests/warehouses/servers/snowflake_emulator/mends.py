"""Mistakes of fakesnow's that are mended in place, when this module is imported."""

# mypy: ignore-errors

from __future__ import annotations

import datetime
import decimal
import importlib
import re
from string import Template
from typing import Any

import pyarrow

# `from fakesnow import server` gives a function of that name.
server = importlib.import_module("fakesnow.server")
_cursor = importlib.import_module("fakesnow.cursor")
_transforms = importlib.import_module("fakesnow.transforms")
_information = importlib.import_module("fakesnow.info_schema")
_from_binding = server.from_binding
_to_sf = server.to_sf
_describe_last_sql = _cursor.FakeSnowflakeCursor._describe_last_sql


def _bound(binding: dict[str, Any]) -> Any:
    """A bound value; fakesnow takes each FIXED for an integer, each REAL for text, and gives a TIMESTAMP_NTZ a zone."""
    kind, value = binding["type"], binding["value"]
    if value is None:
        return None
    if kind == "FIXED":
        return decimal.Decimal(value) if "." in value else int(value)
    if kind == "REAL":
        return float(value)
    if kind == "TIMESTAMP_NTZ":
        return datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=int(value) // 1000)
    return _from_binding(binding)


def _sent(table: pyarrow.Table, types: list[dict[str, Any]]) -> pyarrow.Table:
    """A table for the connector; DuckDB gives the sum of integers, a HUGEINT, to Arrow as floating point."""
    for n, column in enumerate(table.columns):
        if types[n]["type"] == "fixed" and pyarrow.types.is_floating(column.type):
            table = table.set_column(n, table.field(n).name, column.cast(pyarrow.decimal128(38, 0)))
    return _to_sf(table, types)


def _described(self: Any) -> list[Any]:
    """The columns of the last answer; sqlglot does not read DESCRIBE before a query in parentheses."""
    sql = self._last_sql
    if sql.startswith("("):
        self._last_sql = f"SELECT * FROM ({sql})"
    try:
        return _describe_last_sql(self)
    finally:
        self._last_sql = sql


class _Quoted(Template):
    """A template of SQL; fakesnow puts names into its literals as they are."""

    def substitute(self, **names: object) -> str:
        """The text, with quotes doubled."""
        return super().substitute({name: str(value).replace("'", "''") for name, value in names.items()})


def _with_views(tables: str) -> str:
    """The view TABLES with views in it: Snowflake's has them, without a count of rows."""
    views = "\nunion all\n" + re.sub(r"(?s)^.*?(?=select\n)", "", tables, count=1)
    for ours, theirs in (
        ("'BASE TABLE'", "'VIEW'"),
        ("tables.estimated_size", "NULL"),
        ("table_name AS", "view_name AS"),
        ("tables.table_name =", "tables.view_name ="),
        ("duckdb_tables tables", "duckdb_views() tables"),
    ):
        views = views.replace(ours, theirs)
    return tables + views + "  and not tables.internal\n"


server.from_binding = _bound
server.to_sf = _sent
# It would compute every sum in floating point, so as to take texts too.
_transforms.numeric_agg_implicit_cast = lambda expression: expression
_cursor.FakeSnowflakeCursor._describe_last_sql = _described
for _name, _template in list(vars(_cursor).items()):
    if isinstance(_template, Template):
        setattr(_cursor, _name, _Quoted(_template.template))
_TABLES = "SQL_CREATE_INFORMATION_SCHEMA_TABLES_VIEW"
setattr(_information, _TABLES, Template(_with_views(getattr(_information, _TABLES).template)))
