"""DuckDB, which needs no server: a database file with the shop in it."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.warehouses.servers.server import Server
from tests.warehouses.servers.shop import TABLES, VIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE = "SHOP"
_TYPES = {
    "integer": "BIGINT",
    "text": "VARCHAR",
    "decimal": "DECIMAL(12,2)",
    "float": "DOUBLE",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
}


def install() -> None:
    """Nothing: the driver is the whole database."""


@contextlib.contextmanager
def start() -> Iterator[Server]:
    """A file with the shop in it, until the block ends."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"{DATABASE}.duckdb"

        def execute(statement: str) -> None:
            import duckdb

            with duckdb.connect(str(path)) as connection:
                connection.execute(statement)

        _load(path)
        yield Server(
            kind="duckdb",
            parameters={"database": str(path)},
            environment={},
            database=DATABASE,
            name=str,
            execute=execute,
            statements=list,
            forget=lambda: None,
            # The file is opened for reading only, so DuckDB itself refuses whatever would write; a foreign key into
            # another schema is something that it does not have.
            known_wrongs=frozenset({"no wire", "no foreign keys into another schema"}),
        )


def _load(path: Path) -> None:
    import duckdb

    with duckdb.connect(str(path)) as connection:
        for schema in sorted({it.schema for it in TABLES}):
            connection.execute(f"CREATE SCHEMA {schema}")
        # DuckDB can't add a foreign key later, so the tables that others refer to come first, as they do in TABLES.
        for table in TABLES:
            columns = [f"{_quoted(name)} {_TYPES[kind]}" for name, kind in table.columns]
            columns += [f"PRIMARY KEY ({_quoted(table.primary_key)})"] if table.primary_key else []
            for column, target in table.foreign:
                schema, other, key = target.split(".")
                if schema == table.schema:
                    columns.append(f"FOREIGN KEY ({column}) REFERENCES {schema}.{other} ({key})")
            name = f"{table.schema}.{_quoted(table.name)}"
            connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            places = ", ".join("?" for _ in table.columns)
            connection.executemany(f"INSERT INTO {name} VALUES ({places})", [list(row) for row in table.rows])
            for column, comment in table.comments:
                connection.execute(f"COMMENT ON COLUMN {name}.{column} IS '{comment}'")
        schema, view, source, chosen = VIEW
        connection.execute(f"CREATE VIEW {schema}.{view} AS SELECT * FROM {schema}.{source} WHERE {chosen}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
