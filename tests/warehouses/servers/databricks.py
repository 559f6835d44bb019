"""Databricks: the connector's own Thrift service in front of Sail, an engine with Spark's dialect."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests import apt
from tests.warehouses.servers import environments
from tests.warehouses.servers.server import Server
from tests.warehouses.servers.shop import HOSTILE_TABLE, TABLES, VIEW, ShopTable

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent

ENGINE_VARIABLE = "DATAGRAPH_DATABRICKS_ENGINE"
"""Names the engine: `sail`, which is quick; or `spark`, whose dialect is Databricks' own, and which needs Java 17."""
WAREHOUSE = "/sql/1.0/warehouses/shop0123456789ab"
TOKEN = "dapi-let-me-in"
_SETUP_TOKEN = "dapi-setup"
_UP_SECONDS = 120
_TYPES = {
    "integer": "BIGINT",
    "decimal": "DECIMAL(12,2)",
    "float": "DOUBLE",
    "text": "STRING",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP_NTZ",
}


class _Engine(NamedTuple):
    """`folder` is its environment's, `database` its default catalog; what it does wrong is told beside it."""

    folder: str
    database: str
    wrongs: frozenset[str]


_ENGINES = {
    "sail": _Engine(
        "databricks",
        "shop",
        frozenset(
            {
                # Unity Catalog refuses a table whose name has a space, a dot, a slash or a control character.
                "more hostile names",
                # Databricks finds a table in any case, Sail only as it is stored. Both find columns in any case.
                "tables by case",
                # Databricks has the clause, Sail has not.
                "no QUALIFY",
            }
        ),
    ),
    "spark": _Engine(
        "databricks-spark",
        "spark_catalog",
        frozenset(
            {
                # Spark's own catalog takes letters, digits and `_` in the names of tables; Unity Catalog nearly all.
                "no hostile names",
                # Databricks has as many catalogs as one likes.
                "one database",
            }
        ),
    ),
}


def install(engine: str | None = None) -> None:
    """Make the server's own environment, unless it is there already, with these requirements."""
    name, chosen = _engine(engine)
    if name == "spark":
        _install_java()
    # Spark 4.3 does not run on Python 3.10.
    environments.make(chosen.folder, *(("3.10",) if name == "sail" else ()), "3.11", "3.12", "3.13")


def _install_java() -> None:
    """Have Java, from the system's packages if it is not there; no wheel has all the modules that Spark asks for."""
    if not shutil.which("java") and "JAVA_HOME" not in os.environ and not apt.install("openjdk-17-jre-headless"):
        pytest.skip("Spark needs Java 17: put `java` on the PATH")


def _engine(name: str | None) -> tuple[str, _Engine]:
    chosen = name or os.environ.get(ENGINE_VARIABLE) or "sail"
    return chosen, _ENGINES[chosen]


@contextmanager
def start(engine: str | None = None) -> Iterator[Server]:
    """The server with the shop in it, until the end of the block; `engine` is as `ENGINE_VARIABLE` tells."""
    install(engine)
    name, chosen = _engine(engine)
    with tempfile.TemporaryDirectory(prefix="databricks-") as folder:
        log = Path(folder, "statements.jsonl")
        log.touch()
        # The engines keep the rows of tables in files below the directory that they are started in.
        python = environments.python(chosen.folder)
        program = [str(it) for it in (python, "-I", _HERE / "databricks_serve.py", log, name)]
        with open(Path(folder, "server.log"), "w+", encoding="utf-8") as output:
            process = subprocess.Popen(
                program, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, text=True
            )
            try:
                port = _port(process)
                if not port:
                    output.seek(0)
                    raise RuntimeError(f"the server did not start: {output.read()}")
                with _setup(port) as cursor:
                    running = _server(port, log, cursor, chosen)
                    _load(running)
                    yield running
            finally:
                _stop(process)


def _port(process: subprocess.Popen[str]) -> str:
    """The port that the server says once it is up, or "" if it ends before, or takes too long."""
    assert process.stdout
    limit = threading.Timer(_UP_SECONDS, process.kill)
    limit.start()
    try:
        return process.stdout.readline().strip()
    finally:
        limit.cancel()


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def parameters(port: str, http_path: str = WAREHOUSE) -> dict[str, object]:
    """A connection to the server; `_connection_uri` stands for host and path, since there is no TLS on loopback."""
    return {
        "server_hostname": "localhost",
        "http_path": http_path,
        "_connection_uri": f"http://127.0.0.1:{port}{http_path}",
    }


def _server(port: str, log: Path, cursor: Any, engine: _Engine) -> Server:
    def forget() -> None:
        log.write_text("", encoding="utf-8")

    def statements() -> list[str]:
        return [json.loads(it)["sql"] for it in log.read_text(encoding="utf-8").splitlines()]

    def stored(name: str) -> str:
        # Unity Catalog stores all object names in lower case; column names keep their case there.
        return (
            re.sub(r"\W+", "_", name) if name == HOSTILE_TABLE and "no hostile names" in engine.wrongs else name.lower()
        )

    return Server(
        kind="databricks",
        parameters={**parameters(port), "access_token_env": "DATABRICKS_TEST_TOKEN"},
        environment={"DATABRICKS_TEST_TOKEN": TOKEN},
        database=engine.database,
        name=stored,
        execute=cursor.execute,
        statements=statements,
        forget=forget,
        known_wrongs=engine.wrongs,
    )


@contextmanager
def _setup(port: str) -> Iterator[Any]:
    """A cursor whose statements are not recorded."""
    from databricks import sql

    with (
        sql.connect(
            **parameters(port), access_token=_SETUP_TOKEN, enable_telemetry=False, use_cloud_fetch=False
        ) as connection,
        connection.cursor() as cursor,
    ):
        yield cursor


def quoted(*names: str) -> str:
    """Names as Databricks quotes them."""
    return ".".join(f"`{it.replace('`', '``')}`" for it in names)


def literal(value: object) -> str:
    """A value as Databricks writes it."""
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, datetime):
        return f"TIMESTAMP_NTZ '{value}'"
    return "NULL" if value is None else str(value)


def _load(server: Server) -> None:
    def path(schema: str, table: str) -> str:
        return quoted(server.database, server.name(schema), server.name(table))

    for schema in dict.fromkeys(it.schema for it in TABLES):
        server.execute(f"CREATE SCHEMA {quoted(server.database, server.name(schema))}")
    for table in TABLES:
        server.execute(f"CREATE TABLE {path(table.schema, table.name)} ({', '.join(_definitions(table))})")
        rows = ", ".join(f"({', '.join(map(literal, row))})" for row in table.rows)
        server.execute(f"INSERT INTO {path(table.schema, table.name)} VALUES {rows}")
    for table in TABLES:
        for column, target in table.foreign:
            schema, name, other = target.split(".")
            server.execute(
                f"ALTER TABLE {path(table.schema, table.name)} ADD CONSTRAINT {table.name}_{column}_fk"
                f" FOREIGN KEY ({quoted(column.lower())}) REFERENCES {path(schema, name)} ({quoted(other.lower())})"
            )
    schema, view, source, flag = VIEW
    chosen = f"SELECT * FROM {path(schema, source)} WHERE {quoted(flag.lower())}"
    server.execute(f"CREATE VIEW {path(schema, view)} AS {chosen}")


def _definitions(table: ShopTable) -> Iterator[str]:
    comments = dict(table.comments)
    for name, kind in table.columns:
        comment = f" COMMENT {literal(comments[name])}" if name in comments else ""
        yield f"{quoted(name.lower())} {_TYPES[kind]}{' NOT NULL' if name == table.primary_key else ''}{comment}"
    if table.primary_key:
        yield f"CONSTRAINT {table.name}_pk PRIMARY KEY ({quoted(table.primary_key.lower())})"
