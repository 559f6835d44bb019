"""Which types join in which warehouse; two of the tables are held against the warehouse itself."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, get_args

import duckdb
import pytest

from datagraph.catalog import TypeKind
from datagraph.catalog.comparison import compare
from datagraph.warehouse.kinds import KINDS
from datagraph.warehouse.types import normal_type
from tests.warehouses.servers import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.servers.postgres import Cluster

IN_DUCKDB = {
    "BOOLEAN": "true",
    "BIGINT": "1",
    "DECIMAL(10,2)": "1.00",
    "DOUBLE": "1.0",
    "VARCHAR": "'1'",
    "DATE": "'2024-01-01'",
    "TIME": "'10:00:00'",
    "TIMESTAMP": "'2024-01-01 00:00:00'",
    "TIMESTAMP WITH TIME ZONE": "'2024-01-01 00:00:00+00'",
    "INTERVAL": "'1 day'",
    "BLOB": "'a'",
    "UUID": "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
    "JSON": "'1'",
    "INTEGER[]": "[1]",
    "STRUCT(a INTEGER)": "{'a': 1}",
}
IN_POSTGRES = (
    "boolean",
    "bigint",
    "numeric(10,2)",
    "double precision",
    "text",
    "varchar(10)",
    "date",
    "time",
    "timestamp",
    "timestamptz",
    "interval",
    "bytea",
    "uuid",
    "jsonb",
    "integer[]",
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A table of one column for each type; those with a row are in the schema `filled`."""
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA filled")
        for vendor, value in IN_DUCKDB.items():
            connection.execute(f'CREATE TABLE "{vendor}" (it {vendor}); CREATE TABLE filled."{vendor}" (it {vendor})')
            connection.execute(f'INSERT INTO filled."{vendor}" VALUES ({value})')
        yield connection


@pytest.mark.parametrize(("left", "right"), list(combinations_with_replacement(IN_DUCKDB, 2)))
def test_duckdb_joins_what_the_table_says(database: duckdb.DuckDBPyConnection, left: str, right: str) -> None:
    # Where DuckDB knows the rows, its plan may leave out the join.
    plan = database.execute(f'EXPLAIN SELECT 1 FROM "{left}" l JOIN "{right}" r ON l.it = r.it').fetchall()[0][1]
    never = False
    try:
        database.execute(f'SELECT 1 FROM filled."{left}" l JOIN filled."{right}" r ON l.it = r.it').fetchall()
    except duckdb.Error as error:
        # Another error is one of this row's value.
        never = "Unimplemented type for cast" in str(error)
    kinds = [normal_type(it, "duckdb").kind for it in (left, right)]
    # Integers and decimals are equal or not without loss; JSON is text to DuckDB, but text with quotes around it.
    casts = "CAST" in plan if set(kinds) not in ({"integer", "decimal"}, {"json", "text"}) else "json" in kinds
    assert compare("duckdb", *kinds) == ("never" if never else "cast" if casts else "same")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """An empty table of one column for each type."""
    postgres.install()
    with postgres.cluster() as running:
        for vendor in IN_POSTGRES:
            running.execute(f'CREATE TABLE "{vendor}" (it {vendor})')
        yield running


@pytest.mark.slow
@pytest.mark.parametrize(("left", "right"), list(combinations_with_replacement(IN_POSTGRES, 2)))
def test_postgres_joins_what_the_table_says(cluster: Cluster, left: str, right: str) -> None:
    from psycopg.errors import UndefinedFunction

    never = False
    try:
        cluster.execute(f'SELECT count(*) FROM "{left}" l JOIN "{right}" r ON l.it = r.it')
    except UndefinedFunction:
        never = True
    kinds = [normal_type(it, "postgres").kind for it in (left, right)]
    assert (compare("postgres", *kinds) == "never") == never


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("integer", "text", {"snowflake": "cast", "bigquery": "never", "redshift": "cast", "databricks": "cast"}),
        ("integer", "decimal", dict.fromkeys(KINDS, "same")),
        ("integer", "float", dict.fromkeys(KINDS, "cast")),
        ("date", "timestamp", dict.fromkeys(KINDS, "cast")),
        ("date", "timestamp with time zone", {"snowflake": "cast", "bigquery": "never", "redshift": "cast"}),
        ("timestamp", "timestamp with time zone", {"bigquery": "never", "databricks": "cast", "postgres": "cast"}),
        ("boolean", "integer", {"snowflake": "cast", "bigquery": "never", "databricks": "never", "redshift": "cast"}),
        ("text", "binary", {"snowflake": "never", "bigquery": "never", "databricks": "cast"}),
        ("json", "json", {"snowflake": "same", "bigquery": "never", "databricks": "never", "postgres": "same"}),
        ("array", "array", {"bigquery": "never", "databricks": "same"}),
    ],
)
def test_vendors_documented_rows(left: TypeKind, right: TypeKind, expected: dict[str, str]) -> None:
    assert {kind: compare(kind, left, right) for kind in expected} == expected


def test_comparing_has_no_direction() -> None:
    for kind in KINDS:
        for left, right in combinations_with_replacement(get_args(TypeKind), 2):
            assert compare(kind, left, right) == compare(kind, right, left)


def test_what_is_not_known_is_passed_over() -> None:
    for kind in KINDS:
        assert {compare(kind, "unknown", it) for it in get_args(TypeKind)} == {"same"}
    assert compare("oracle", "text", "integer") == "same"
    # A UUID in the demo database stands for text in a warehouse that has none.
    assert compare("snowflake", "uuid", "text") == "same"
