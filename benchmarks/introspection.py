"""Introspecting a DuckDB of 10,000 tables beside its bare queries: what our own part costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.report import Bar, row, title
from benchmarks.timing import Contender, medians
from datagraph.catalog import TablePath
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.wanted import Wanted

if TYPE_CHECKING:
    from datagraph.warehouse.duckdb import DuckDB

_TABLES = 10_000
_COLUMNS = "ID BIGINT PRIMARY KEY, A VARCHAR, B BIGINT, C TIMESTAMP, D DOUBLE, E BOOLEAN, F DATE, G DECIMAL(10,2)"
_SCHEMA = ("P", "S")


def run(budget: float) -> None:
    """Print the table."""
    import duckdb

    from datagraph.warehouse.duckdb import DuckDB

    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS P; CREATE SCHEMA P.S")
    connection.execute(";".join(f"CREATE TABLE P.S.T{number} ({_COLUMNS})" for number in range(_TABLES)))
    warehouse = DuckDB(connection)
    some = frozenset(TablePath(*_SCHEMA, f"T{number}") for number in range(0, _TABLES, 100))
    contenders = [
        Contender("the bare queries, every row fetched", lambda: _bare(warehouse)),
        Contender("the whole schema", lambda: _introspect(warehouse, Wanted(schemas=frozenset([_SCHEMA])))),
        Contender(f"{len(some)} tables of it", lambda: _introspect(warehouse, Wanted(some))),
    ]
    for collect in (True, False):
        taken = medians(contenders, budget, collect=collect)
        base = taken[contenders[0].name]
        title(f"introspecting DuckDB, {_TABLES:,} tables, garbage collector {'on' if collect else 'off'}")
        for name, seconds in taken.items():
            row(name, seconds, seconds / base, "bare", Bar(1.5) if seconds != base else None)
    connection.close()


def _bare(warehouse: DuckDB) -> None:
    list(warehouse.columns(_SCHEMA[0], [_SCHEMA[1]]))
    list(warehouse.keys(_SCHEMA[0], [_SCHEMA[1]]))


def _introspect(warehouse: DuckDB, wanted: Wanted) -> None:
    introspect(warehouse, wanted)
