"""BigQuery's REST protocol, spoken by local-bigquery over DuckDB (see `bigquery_serve.py`)."""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.warehouses.servers import environments, shop
from tests.warehouses.servers.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = "shop-prod"
_HERE = Path(__file__).parent
_SECONDS_TO_START = 60
_TYPES = {
    "integer": "INT64",
    "text": "STRING",
    "decimal": "NUMERIC",
    "float": "FLOAT64",
    "boolean": "BOOL",
    "timestamp": "DATETIME",
}
# BigQuery takes no such names. A table's may hold letters, digits, `_`, `-` and spaces
# (https://cloud.google.com/bigquery/docs/tables#table_naming), a column's these and more
# (https://cloud.google.com/bigquery/docs/schemas#flexible-column-names); these are the worst that it takes.
_NAMES = {
    shop.HOSTILE_TABLE: "we ird na me -- s 1 drop table",
    shop.HOSTILE_COLUMN: "co:l 'u mn' -- # %s | 1=1 <drop>",
}
KNOWN_WRONGS = frozenset(
    {
        # Columns and results of the type GEOGRAPHY need an extension of DuckDB's that is not installed here.
        "geography",
        # A view that a query reads adds nothing to the bytes of `dry_run`; BigQuery counts the tables behind it.
        "bytes of views",
    }
)


def install() -> None:
    """Make the server's environment, if it is not there with exactly these requirements."""
    environments.make("bigquery", "3.13")


@contextmanager
def start() -> Iterator[Server]:
    """A server that runs until the caller is done."""
    with tempfile.TemporaryDirectory() as directory, socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        reserved.close()
        log = Path(directory) / "log.jsonl"
        said = Path(directory) / "output.txt"
        # -P: `import duckdb` is not to find the file of that name beside the program.
        command = [
            str(environments.python("bigquery")),
            "-P",
            str(_HERE / "bigquery_serve.py"),
            str(port),
            directory,
            str(log),
        ]
        with said.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, cwd=directory)
        try:
            endpoint = f"http://127.0.0.1:{port}"
            _wait(endpoint, process, said)
            _fill(endpoint)
            yield Server(
                kind="bigquery",
                parameters={"project": PROJECT, "api_endpoint": endpoint, "anonymous": True},
                environment={},
                database=PROJECT,
                name=lambda it: _NAMES.get(it, it),
                execute=lambda sql: _execute(endpoint, sql),
                statements=lambda: _statements(log),
                forget=lambda: _forget(log),
                known_wrongs=KNOWN_WRONGS,
            )
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def requests(endpoint: str) -> list[str]:
    """Every request since the last `forget`: its method and its path."""
    found: list[str] = _post(f"{endpoint}/requests", [])
    return found


def _statements(log: Path) -> list[str]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [it["sql"] for it in map(json.loads, lines) if "sql" in it]


def _forget(log: Path) -> None:
    log.write_text("", encoding="utf-8")


def _wait(endpoint: str, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while not _answers(endpoint):
        if time.monotonic() > end or process.poll() is not None:
            raise RuntimeError(f"the server did not start:\n{said.read_text(encoding='utf-8')}")
        time.sleep(0.05)


def _answers(endpoint: str) -> bool:
    try:
        requests(endpoint)
    except OSError:
        return False
    return True


def _fill(endpoint: str) -> None:
    for schema in dict.fromkeys(it.schema for it in shop.TABLES):
        _execute(endpoint, f"CREATE SCHEMA IF NOT EXISTS {_path(schema)}")
    for table in shop.TABLES:
        comments = dict(table.comments)
        parts = [_column(*it, comments.get(it[0], "")) for it in table.columns]
        if table.primary_key:
            parts.append(f"PRIMARY KEY ({_quoted(table.primary_key)}) NOT ENFORCED")
        name = _path(table.schema, table.name)
        _execute(endpoint, f"CREATE TABLE {name} ({', '.join(parts)})")
        rows = ", ".join(f"({', '.join(map(_literal, row))})" for row in table.rows)
        _execute(endpoint, f"INSERT INTO {name} VALUES {rows}")
    for table in shop.TABLES:
        for column, to in table.foreign:
            schema, other, key = to.split(".")
            _execute(
                endpoint,
                f"ALTER TABLE {_path(table.schema, table.name)} ADD FOREIGN KEY ({_quoted(column)}) "
                f"REFERENCES {_path(schema, other)}({_quoted(key)}) NOT ENFORCED",
            )
    schema, view, source, column = shop.VIEW
    _execute(
        endpoint,
        f"CREATE VIEW {_path(schema, view)} AS SELECT * FROM {_path(schema, source)} WHERE {_quoted(column)}",
    )


def _column(name: str, kind: str, comment: str) -> str:
    options = f" OPTIONS (description = {_literal(comment)})" if comment else ""
    return f"{_quoted(name)} {_TYPES[kind]}{options}"


def _path(*names: str) -> str:
    """A dataset or a table, with the project before it."""
    return ".".join(_quoted(it) for it in (PROJECT, *names))


def _quoted(name: str) -> str:
    return f"`{_NAMES.get(name, name)}`"


def _literal(value: object) -> str:
    if isinstance(value, datetime):
        return f"DATETIME '{value.isoformat(' ')}'"
    if isinstance(value, Decimal):
        return f"NUMERIC '{value}'"
    return json.dumps(value, ensure_ascii=False)


def _execute(endpoint: str, sql: str) -> None:
    _post(f"{endpoint}/bigquery/v2/projects/{PROJECT}/queries", {"query": sql, "useLegacySql": False})


def _post(url: str, content: object) -> Any:
    headers = {"Content-Type": "application/json", "X-Setup": "1"}
    request = urllib.request.Request(url, json.dumps(content).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS_TO_START) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            raise RuntimeError(error.read().decode()) from None
