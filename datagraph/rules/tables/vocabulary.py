"""What the warehouses call their parts, and lists of names in messages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.rules.tables.names import Names

_WAREHOUSES = {
    "bigquery": "BigQuery",
    "databricks": "Databricks",
    "duckdb": "DuckDB",
    "postgres": "Postgres",
    "redshift": "Redshift",
    "snowflake": "Snowflake",
}
_NOUNS = {
    ("bigquery", "database"): "project",
    ("bigquery", "schema"): "dataset",
    ("databricks", "database"): "catalog",
}
_MOST_LISTED = 5


def warehouse_name(kind: str) -> str:
    """A kind of warehouse as its vendor writes it."""
    return _WAREHOUSES.get(kind, kind or "the warehouse")


def noun(kind: str, level: str) -> str:
    """What a kind of warehouse calls a `database` or a `schema`."""
    return _NOUNS.get((kind, level), level)


def some(names: Iterable[str]) -> str:
    """The first few of some names between backticks; "" if there are none."""
    found = list(islice(names, _MOST_LISTED + 1))
    listed = ", ".join(quoted(it) for it in found[:_MOST_LISTED])
    return f"{listed}, …" if len(found) > _MOST_LISTED else listed


def dotted(names: Names) -> str:
    """A name in full, between backticks."""
    return quoted(".".join(names))
