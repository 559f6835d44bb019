"""Snowflake's protocol, by an emulator in an environment of its own."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.warehouses.servers import environments
from tests.warehouses.servers.server import Server
from tests.warehouses.servers.shop import TABLES, VIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_PATIENCE = 60.0
PASSWORD = "op;en 'ses$ame"
"""The password of every user."""
_TYPES = {
    "integer": "NUMBER(38,0)",
    "text": "VARCHAR",
    "decimal": "NUMBER(12,2)",
    "float": "FLOAT",
    "timestamp": "TIMESTAMP_NTZ",
    "boolean": "BOOLEAN",
}
_KNOWN_WRONGS = frozenset(
    {
        # DuckDB, in which the emulator keeps its tables, takes `id` and `ID` for one column, quoted or not, and holds
        # only one table of the two names `cart` and `CART`. In Snowflake each is a name of its own. (That a table,
        # schema or database is found under exactly its stored name only, our part of the server sees to.)
        "column names ignore case",
        "one name in two cases",
        # AVG of a NUMBER is a NUMBER in Snowflake, a floating-point number in DuckDB.
        "averages are floats",
        # Snowflake casts texts that it is to sum; fakesnow's way to do the same made every sum floating point.
        "no sums of text",
        # Snowflake's EXPLAIN counts the bytes of micro-partitions; here each table has 1024.
        "made-up bytes",
        # Snowflake's TRIM takes the characters to cut off as a second argument; fakesnow drops it, and cuts off spaces.
        "trims spaces only",
    }
)


def install() -> None:
    """Make the server's own environment, unless it is there."""
    environments.make("snowflake", "3.11", "3.12", "3.13")


class Emulator:
    """A running emulator; `parameters` are those of a log-in, without the password."""

    def __init__(self, port: int, record: Path) -> None:
        self.parameters: dict[str, object] = {"account": "shop", "host": "127.0.0.1", "port": port, "protocol": "http"}
        self.parameters |= {"user": "SHOPPER", "role": "ANALYST", "warehouse": "COMPUTE_WH"}
        self.parameters |= {"database": "SHOP", "schema": "CUST"}
        self._record = record
        self._admin = self._log_in()

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> None:
        """Run any statement; nothing of it is recorded."""
        with self._admin.cursor() as cursor:
            cursor.execute(statement, values or None)

    def requests(self) -> list[str]:
        """The path of each request since the record was cleared."""
        return [it["path"] for it in self._lines()]

    def statements(self) -> list[str]:
        """The SQL of each request that had some; several statements that came in one are one text here."""
        return [it["sql"] for it in self._lines() if it["sql"] is not None]

    def forget(self) -> None:
        """Clear the record."""
        self._record.write_text("", encoding="utf-8")

    def close(self) -> None:
        """Log out."""
        self._admin.close()

    def _log_in(self) -> Any:
        from snowflake import connector

        ours: dict[str, Any] = {"user": "ADMIN", "role": "PUBLIC", "password": PASSWORD, "paramstyle": "qmark"}
        if not connector.__version__.startswith("4."):
            # Version 5 warns where this is left to it, and version 4 where it is said.
            ours["enable_server_session_keep_alive_auto_detection"] = False
        return connector.connect(**{**self.parameters, **ours})

    def _lines(self) -> list[dict[str, Any]]:
        return [json.loads(it) for it in self._record.read_text(encoding="utf-8").splitlines()]


@contextlib.contextmanager
def emulator() -> Iterator[Emulator]:
    """The emulator with the shop in it, until the block ends."""
    with contextlib.ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="dg-snowflake-"))
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        record = directory / "record.jsonl"
        record.touch()
        running = Emulator(stack.enter_context(_program(directory, record)), record)
        stack.callback(running.close)
        _load(running)
        yield running


@contextlib.contextmanager
def start() -> Iterator[Server]:
    """The emulator as the tests of all kinds see it, until the block ends."""
    with emulator() as running:
        yield Server(
            kind="snowflake",
            parameters={**running.parameters, "password_env": "DATAGRAPH_TEST_SNOWFLAKE_PASSWORD"},
            environment={"DATAGRAPH_TEST_SNOWFLAKE_PASSWORD": PASSWORD},
            database="SHOP",
            name=str,
            execute=running.execute,
            statements=running.statements,
            forget=running.forget,
            known_wrongs=_KNOWN_WRONGS,
        )


def _load(running: Emulator) -> None:
    # The database and the schema of the log-in are there already: fakesnow makes them when the administrator comes.
    for schema in sorted({it.schema for it in TABLES} - {"CUST"}):
        running.execute(f"CREATE SCHEMA {_quoted('SHOP', schema)}")
    for table in TABLES:
        name = _quoted("SHOP", table.schema, table.name)
        parts = [f"{_quoted(column)} {_TYPES[kind]}" for column, kind in table.columns]
        if table.primary_key:
            parts.append(f"PRIMARY KEY ({_quoted(table.primary_key)})")
        for column, target in table.foreign:
            *other, key = target.split(".")
            parts.append(f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted('SHOP', *other)} ({_quoted(key)})")
        running.execute(f"CREATE TABLE {name} ({', '.join(parts)})")
        places = "(" + ", ".join("?" * len(table.columns)) + ")"
        values = tuple(value for row in table.rows for value in row)
        running.execute(f"INSERT INTO {name} VALUES {', '.join([places] * len(table.rows))}", values)
        for column, comment in table.comments:
            running.execute(f"COMMENT ON COLUMN {name}.{_quoted(column)} IS '{comment}'")
    schema, view, source, chosen = VIEW
    rows = f"SELECT * FROM {_quoted('SHOP', schema, source)} WHERE {_quoted(chosen)}"
    running.execute(f"CREATE VIEW {_quoted('SHOP', schema, view)} AS {rows}")


def _quoted(*names: str) -> str:
    return ".".join('"' + it.replace('"', '""') + '"' for it in names)


@contextlib.contextmanager
def _program(directory: Path, record: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with open(directory / "log", "w", encoding="utf-8") as log:
        # `-I` keeps our directory, in which this file is called `snowflake` too, off the path.
        program: list[str | Path] = [
            environments.python("snowflake"),
            "-I",
            _HERE / "snowflake_serve.py",
            str(port),
            record,
        ]
        process = subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=directory)
    try:
        end = time.monotonic() + _PATIENCE
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((directory / "log").read_text(encoding="utf-8"))
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/up", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
