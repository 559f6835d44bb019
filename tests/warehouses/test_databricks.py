"""What only Databricks has, through its connector, against a SQL warehouse made of the connector's own service."""

from __future__ import annotations

import math
import socket
import subprocess
import sys
import textwrap
import threading
from contextlib import contextmanager
from datetime import date, datetime, timezone
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from datagraph.warehouse.databricks import Databricks, connect
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import KeyRow
from tests.warehouses.servers import databricks
from tests.warehouses.servers.databricks import TOKEN, WAREHOUSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.warehouses.servers.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("databricks")]

_HEAVY = "SELECT sum(a.id % 7 * b.id) FROM range(10000000) a CROSS JOIN range(100000) b WHERE a.id * b.id % 3 = 1"


@pytest.fixture(scope="module")
def server(server_of: Callable[[str], Server]) -> Server:
    running = server_of("databricks")
    running.execute(f"CREATE SCHEMA {running.database}.more")
    return running


@pytest.fixture
def log_in(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Databricks]]:
    monkeypatch.setenv("DATABRICKS_CONFIG_FILE", str(tmp_path / "databrickscfg"))
    monkeypatch.delenv("DATABRICKS_CONFIG_PROFILE", raising=False)
    opened: list[Databricks] = []

    def opening(timeout: float = 10, warehouse: str = WAREHOUSE, **changed: object) -> Databricks:
        port = str(server.parameters["_connection_uri"]).split(":")[2].partition("/")[0]
        parameters = {**databricks.parameters(port, warehouse), "access_token": TOKEN, **changed}
        given = {name: value for name, value in parameters.items() if value is not None}
        opened.append(connect(given, timeout=timeout))
        return opened[-1]

    yield opening
    for it in opened:
        it.close()


def _error(call: Callable[[], object], secret: str = TOKEN) -> WarehouseError:
    with pytest.raises(WarehouseError) as caught:
        call()
    error = caught.value
    assert secret not in f"{error} {error.message} {error.help} {error.detail}"
    assert "\n" not in error.message + error.detail
    return error


# Logging in


def test_a_wrong_token_is_not_accepted(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(access_token="dapi-of-yesterday"), "dapi-of-yesterday")
    assert (error.trouble, error.message) == ("credentials", "`localhost` does not accept the access token")
    assert error.detail == "Invalid access token"


def test_an_expired_token_of_oauth_is_not_accepted(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(access_token="expired-jwt"), "expired-jwt")
    assert (error.trouble, error.detail) == ("credentials", "ExpiredJwtException: JWT expired")
    assert "expired" in error.help


def test_a_token_without_the_right_to_use_the_warehouse(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(access_token="dapi-no-right"), "dapi-no-right")
    assert error.trouble == "right"
    assert error.message == f"you are not allowed to use the SQL warehouse `{WAREHOUSE}`"
    assert error.help == "ask for the permission CAN USE on it"


def test_no_token_at_all_asks_for_one(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(access_token=None))
    assert (error.trouble, error.message) == ("credentials", "there is no access token for `localhost`")
    assert "access_token_env" in error.help


def test_a_path_without_a_warehouse(log_in: Callable[..., Databricks]) -> None:
    path = "/sql/1.0/warehouses/nope"
    error = _error(lambda: log_in(warehouse=path))
    assert (error.trouble, error.message) == ("compute", f"there is no SQL warehouse `{path}` at `localhost`")


def test_a_warehouse_that_is_stopped_for_good(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(warehouse="/sql/1.0/warehouses/stopped"))
    assert (error.trouble, error.help) == ("compute", "start it, or correct `http_path`")
    assert error.message == "the SQL warehouse `/sql/1.0/warehouses/stopped` takes no queries"


def test_a_warehouse_that_starts_too_slowly_can_be_tried_again(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(timeout=1, warehouse="/sql/1.0/warehouses/starting"))
    assert (error.trouble, error.is_transient) == ("compute", True)
    assert error.message == "the SQL warehouse `/sql/1.0/warehouses/starting` does not take requests within 1 seconds"


def test_a_host_that_is_not_there(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(server_hostname="https://dbc-1.invalid/", _connection_uri=None))
    assert (error.trouble, error.message) == ("host", "no Databricks workspace answers at `dbc-1.invalid`")
    assert error.help == "correct `server_hostname`"


@pytest.mark.parametrize("port", [1, 99999])
def test_a_port_where_nobody_listens(log_in: Callable[..., Databricks], port: int) -> None:
    assert _error(lambda: log_in(_connection_uri=f"http://127.0.0.1:{port}{WAREHOUSE}")).trouble == "host"


@contextmanager
def _listener(answer: bytes | None) -> Iterator[str]:
    """A server that answers every request alike, or None: never."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        open_ones: list[socket.socket] = []

        def accept() -> None:
            while True:
                try:
                    one, _ = listening.accept()
                    if answer is None:
                        open_ones.append(one)
                        continue
                    with one:
                        if one.recv(1 << 16):
                            one.sendall(answer)
                except OSError:
                    return

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{WAREHOUSE}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for one in open_ones:
                one.close()


def test_a_host_that_stays_silent(log_in: Callable[..., Databricks]) -> None:
    with _listener(None) as uri:
        error = _error(lambda: log_in(timeout=1, _connection_uri=uri))
    assert (error.trouble, error.message) == ("timeout", "`localhost` does not answer within 1 seconds")


def test_a_host_that_is_no_workspace(log_in: Callable[..., Databricks]) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>Hi</html>"
    with _listener(page) as uri:
        error = _error(lambda: log_in(_connection_uri=uri))
    assert (error.trouble, error.message) == ("host", "`localhost` does not answer as a Databricks workspace")


def test_a_token_that_is_told_back_is_not_repeated(log_in: Callable[..., Databricks]) -> None:
    answer = f"HTTP/1.1 403 No\r\nX-Databricks-Reason-Phrase: bad token {TOKEN}\r\nContent-Length: 0\r\n\r\n"
    with _listener(answer.encode()) as uri:
        error = _error(lambda: log_in(_connection_uri=uri))
    assert (error.trouble, error.detail) == ("credentials", "bad token …")


def test_the_drivers_telemetry_stays_off(log_in: Callable[..., Databricks]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as workspace:
        host = f"127.0.0.1:{workspace.getsockname()[1]}"
        log_in(server_hostname=host, enable_telemetry=True).close()
        _error(lambda: log_in(server_hostname=host, access_token="no", enable_telemetry=True))
        workspace.setblocking(False)
        with pytest.raises(BlockingIOError):
            workspace.accept()


def test_a_connection_that_breaks(log_in: Callable[..., Databricks]) -> None:
    with _listener(b"") as uri:
        error = _error(lambda: log_in(timeout=1, _connection_uri=uri))
    assert (error.trouble, error.message) == ("connection", "the connection to `localhost` fails")


def test_a_default_catalog_that_is_not_there(log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in(catalog="nope"))
    assert (error.trouble, error.message) == ("missing", "catalog `nope` was not found")


def test_the_defaults_are_as_they_are_stored(server: Server, log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in(catalog=server.database.upper(), schema="CUST")
    assert (warehouse.database, warehouse.schema) == (server.database, "cust")
    assert warehouse.run("SELECT count(*) FROM account").rows == [(20,)]
    with_fork = warehouse.fork()
    assert (with_fork.database, with_fork.schema) == (server.database, "cust")
    with_fork.close()


def test_a_missing_driver_says_what_to_install(
    log_in: Callable[..., Databricks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "databricks", None)
    error = _error(log_in)
    assert error.trouble == "driver"
    assert error.help == "run `pip install 'datagraph-toolkit[databricks]'`"


# Profiles


@pytest.fixture
def profiles(tmp_path: Path) -> Callable[[str], None]:
    def write(text: str) -> None:
        (tmp_path / "databrickscfg").write_text(textwrap.dedent(text), encoding="utf-8")

    return write


def test_a_profile_brings_host_and_token(log_in: Callable[..., Databricks], profiles: Callable[[str], None]) -> None:
    profiles(
        f"""
        [DEFAULT]
        host = https://elsewhere.example.com
        token = 100%wrong
        [shop]
        host = https://localhost/
        token = {TOKEN}
        """
    )
    warehouse = log_in(profile="shop", server_hostname=None, access_token=None)
    assert warehouse.run("SELECT 1").rows == [(1,)]


def test_the_default_profile_serves_its_own_host(
    log_in: Callable[..., Databricks], profiles: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles(f"[DEFAULT]\nhost = https://localhost\ntoken = {TOKEN}\n[other]\nhost = https://localhost\ntoken = no")
    assert log_in(access_token=None).run("SELECT 1").rows == [(1,)]
    monkeypatch.setenv("DATABRICKS_CONFIG_PROFILE", "other")
    assert _error(lambda: log_in(access_token=None)).trouble == "credentials"


def test_a_token_is_shown_to_no_other_host(log_in: Callable[..., Databricks], profiles: Callable[[str], None]) -> None:
    profiles(f"[DEFAULT]\nhost = https://elsewhere.example.com\ntoken = {TOKEN}\n")
    error = _error(lambda: log_in(access_token=None))
    assert (error.trouble, error.message) == ("credentials", "there is no access token for `localhost`")
    error = _error(lambda: log_in(access_token=None, profile="DEFAULT"))
    assert error.trouble == "setting"
    assert error.message == "the profile `DEFAULT` is for `elsewhere.example.com`, not for `localhost`"


def test_a_profile_that_is_not_there_names_those_that_are(
    log_in: Callable[..., Databricks], profiles: Callable[[str], None]
) -> None:
    profiles(f"[one]\nhost = https://localhost\ntoken = {TOKEN}\n[two]\nhost = https://localhost")
    error = _error(lambda: log_in(profile="three"))
    assert error.message.endswith("has no profile `three`")
    assert error.help == "choose one of `one`, `two`"


def test_a_broken_file_of_profiles_is_not_repeated(
    log_in: Callable[..., Databricks], profiles: Callable[[str], None]
) -> None:
    profiles(f"token = {TOKEN}\n[one]")
    with pytest.raises(WarehouseError) as caught:
        log_in(profile="one")
    assert caught.value.message.startswith("cannot read `")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_profile_without_a_token_needs_the_vendors_sdk(
    log_in: Callable[..., Databricks], profiles: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles("[machine]\nhost = https://localhost\nclient_id = me\nclient_secret = mine\n")
    # The SDK is none of our extras, so nothing but its one call that we make stands for it here.
    monkeypatch.setitem(sys.modules, "databricks.sdk.core", None)
    error = _error(lambda: log_in(profile="machine", access_token=None), "mine")
    assert (error.trouble, error.help[:31]) == ("driver", "run `pip install databricks-sdk")
    asked: list[str] = []

    def config(profile: str) -> Any:
        asked.append(profile)
        return SimpleNamespace(authenticate=lambda: {"Authorization": f"Bearer {TOKEN}"})

    monkeypatch.setitem(sys.modules, "databricks.sdk.core", SimpleNamespace(Config=config))
    assert log_in(profile="machine", access_token=None).run("SELECT 1").rows == [(1,)]
    assert asked == ["machine"]


# Queries


def test_a_missing_right_is_told(server: Server, log_in: Callable[..., Databricks]) -> None:
    error = _error(lambda: log_in().run(f"SELECT * FROM {server.database}.forbidden.things"))
    assert (error.trouble, error.message) == ("right", "Databricks does not let you do this")
    assert error.detail.endswith("User does not have USE SCHEMA on Schema 'shop.forbidden'.")


def test_what_a_query_does_wrong_is_told_by_dry_runs_too(server: Server, log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    account = f"{server.database}.cust.account"
    for call in (warehouse.run, warehouse.dry_run):
        error = _error(lambda: call(f"SELECT nope FROM {account}"))  # noqa: B023 it is called here
        assert error.trouble == "missing"
        assert error.message.startswith("a column, variable, or function parameter with name `nope` cannot be resolved")
        error = _error(lambda: call("SELECT (1"))  # noqa: B023
        assert (error.trouble, error.message) == ("query", "Databricks refuses the query")
        assert error.detail.startswith("[PARSE_SYNTAX_ERROR] Syntax error at or near ")


def test_a_dry_run_takes_values(server: Server, log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    query = f"SELECT * FROM {server.database}.cust.account WHERE id = ? -- that one"
    assert warehouse.dry_run(query, [1]).read_bytes is None
    assert _error(lambda: warehouse.dry_run(query.replace("id", "nope"), [1])).trouble == "missing"


def test_the_old_catalog_is_refused(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    error = _error(lambda: list(warehouse.columns("hive_metastore", [])))
    assert error.message == "`hive_metastore` has no information schema, which lists tables"
    _error(lambda: list(warehouse.keys("hive_metastore", [])))


_TYPES = """
SELECT CAST(1 AS TINYINT), 2, 3L, 1.50BD, 2.5D, true, 'é', X'00ff', DATE '2024-05-01',
       TIMESTAMP_NTZ '2024-05-01 12:30:00', NULL
"""
_VALUES = (1, 2, 3, Decimal("1.50"), 2.5, True, "é", b"\0\xff", date(2024, 5, 1), datetime(2024, 5, 1, 12, 30), None)


def test_values_come_as_pythons(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    (values,) = warehouse.run(_TYPES).rows
    assert values == _VALUES
    assert [type(it) for it in values] == [type(it) for it in _VALUES]
    ((moment,),) = warehouse.run("SELECT TIMESTAMP '2024-05-01 12:30:00+00:00'").rows
    assert moment == datetime(2024, 5, 1, 12, 30, tzinfo=timezone.utc)
    ((no_number, nothing),) = warehouse.run("SELECT CAST('NaN' AS DOUBLE), CAST(NULL AS DOUBLE)").rows
    assert math.isnan(no_number)
    assert nothing is None


def test_without_pyarrow_values_are_the_same_and_nothing_is_printed(server: Server) -> None:
    program = f"""
    import sys
    sys.modules["pyarrow"] = None
    from datagraph.warehouse.databricks import connect
    from datagraph.warehouse.errors import WarehouseError
    parameters = {dict(server.parameters, access_token=TOKEN)!r}
    warehouse = connect(parameters, timeout=10)
    print(warehouse.run({_TYPES!r}).rows[0])
    print(len(warehouse.run("SELECT id FROM range(2500)").rows))
    warehouse.close()
    try:
        connect(dict(parameters, access_token="no"), timeout=1)
    except WarehouseError as error:
        print(error.trouble)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == [str(_VALUES), "2500", "credentials"]
    assert done.stderr == ""


def test_values_are_bound_as_what_they_are(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    values = (True, 7, 1 << 40, -2.5, Decimal("-12.345"), "it's", None, date(2024, 5, 1))
    assert warehouse.run(f"SELECT {', '.join('?' * len(values))}", values).rows == [values]
    assert warehouse.run("SELECT 1 WHERE TIMESTAMP_NTZ '2024-05-01 12:30:00' = ?", [datetime(2024, 5, 1, 12, 30)]).rows
    error = _error(lambda: warehouse.run("SELECT ?", [b"\0"]))
    assert (error.trouble, error.message) == ("query", "the Databricks driver binds no value of the type `bytes`")


def test_long_answers_come_whole(log_in: Callable[..., Databricks]) -> None:
    rows = log_in().run("SELECT id FROM range(2500) ORDER BY id").rows
    assert rows == [(it,) for it in range(2500)]


def test_names_that_are_there_twice_stay(log_in: Callable[..., Databricks]) -> None:
    assert log_in().run("SELECT 1 AS a, 2 AS a") == (("a", "a"), [(1, 2)])


@pytest.mark.parametrize("sql", ["SELECT /* sleep 30 */ 1", _HEAVY])
def test_a_query_is_stopped_and_the_next_one_runs(log_in: Callable[..., Databricks], sql: str) -> None:
    warehouse = log_in()
    timer = threading.Timer(0.3, warehouse.cancel)
    timer.start()
    error = _error(lambda: warehouse.run(sql))
    timer.join()
    assert (error.trouble, error.message) == ("cancelled", "the query was stopped")
    assert warehouse.run("SELECT 1").rows == [(1,)]


def test_a_cancellation_when_nothing_runs_is_nothing(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    warehouse.cancel()
    assert warehouse.run("SELECT /* sleep 0.3 */ 1").rows == [(1,)]


def test_a_query_for_which_there_is_no_room_is_sent_again(log_in: Callable[..., Databricks]) -> None:
    assert log_in(timeout=9).run("SELECT /* unavailable 1 again */ 1").rows == [(1,)]


def test_a_query_for_which_there_is_never_room_can_be_tried_again(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in(timeout=1)
    error = _error(lambda: warehouse.run("SELECT /* unavailable 9 never */ 1"))
    assert (error.trouble, error.is_transient) == ("compute", True)


def test_a_closed_connection_says_so(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    warehouse.close()
    error = _error(lambda: warehouse.run("SELECT 1"))
    assert (error.trouble, error.message) == ("connection", "the connection is closed")


def test_a_session_that_was_ended_says_so(log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    warehouse.run("SELECT /* the session ends */ 1")
    error = _error(lambda: warehouse.run("SELECT 1"))
    assert (error.trouble, error.message) == ("connection", "Databricks ended the session")


# Metadata


def test_every_kind_of_relation_is_told_apart(
    server: Server, log_in: Callable[..., Databricks], tmp_path: Path
) -> None:
    more = f"{server.database}.more"
    server.execute(f"CREATE TABLE {more}.plain (id INT NOT NULL, Name STRING) COMMENT 'as plain as can be'")
    server.execute(f"CREATE TABLE {more}.outer_one (id INT) USING parquet LOCATION '{tmp_path}/outer'")
    server.execute(f"CREATE VIEW {more}.looked AS SELECT * FROM {more}.plain")
    server.execute(f"CREATE MATERIALIZED VIEW {more}.stored AS SELECT * FROM {more}.plain")
    rows = [
        it
        for it in log_in().columns(server.database, ["more"])
        if it.table in ("plain", "outer_one", "looked", "stored")
    ]
    assert {it.table: it.table_kind for it in rows} == {
        "plain": "table",
        "outer_one": "external table",
        "looked": "view",
        "stored": "materialized view",
    }
    plain = [it for it in rows if it.table == "plain"]
    assert [(it.column, it.type, it.nullable, it.table_comment, it.rows) for it in plain] == [
        ("id", "int", False, "as plain as can be", None),
        ("Name", "string", True, "as plain as can be", None),
    ]


def test_a_key_of_several_columns_keeps_their_order(server: Server, log_in: Callable[..., Databricks]) -> None:
    more = f"{server.database}.more"
    server.execute(f"CREATE TABLE {more}.keyed (a INT NOT NULL, b INT NOT NULL, CONSTRAINT k PRIMARY KEY (b, a))")
    server.execute(
        f"CREATE TABLE {more}.keying (x INT, y INT, CONSTRAINT f FOREIGN KEY (x, y) REFERENCES {more}.keyed (a, b))"
    )
    found = [it for it in log_in().keys(server.database, ["more"]) if it.table in ("keyed", "keying")]
    assert found == [
        KeyRow("more", "keyed", "primary", ("b", "a")),
        KeyRow("more", "keying", "foreign", ("x", "y"), server.database, "more", "keyed", ("a", "b")),
    ]


def test_metadata_takes_one_query_each(server: Server, log_in: Callable[..., Databricks]) -> None:
    warehouse = log_in()
    server.forget()
    list(warehouse.columns(server.database, []))
    list(warehouse.keys(server.database, ["cust", "prod"]))
    columns, keys = server.statements()
    assert f"FROM `{server.database}`.`information_schema`.columns" in columns
    assert "IN (?, ?)" in keys
    assert "cust" not in keys


def test_the_driver_sends_nothing_of_its_own(server: Server, log_in: Callable[..., Databricks]) -> None:
    server.forget()
    warehouse = log_in(catalog=server.database, schema="cust")
    warehouse.run("SELECT 7")
    warehouse.fork().close()
    warehouse.close()
    assert server.statements() == ["SELECT current_catalog(), current_schema()", "SELECT 7"]
