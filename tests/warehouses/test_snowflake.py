"""What only Snowflake has: its own connector against an emulator of its protocol."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import subprocess
import sys
import threading
from datetime import date, datetime, time, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import ColumnRow, KeyRow
from datagraph.warehouse.snowflake import Snowflake, connect
from tests.warehouses.servers import snowflake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.warehouses.servers.snowflake import Emulator

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("snowflake")]

_UNKNOWN = "not the pass'word \\"
_HOSTILE = 'x"; DROP TABLE SHOP.CUST.ACCOUNT; --\n'


@pytest.fixture(scope="module")
def server() -> Iterator[Emulator]:
    snowflake.install()
    with snowflake.emulator() as running:
        running.execute("CREATE SCHEMA SHOP.MORE")
        yield running


@pytest.fixture
def given(server: Emulator) -> dict[str, object]:
    return {**server.parameters, "password": snowflake.PASSWORD}


@pytest.fixture
def log_in(given: dict[str, object]) -> Iterator[Callable[..., Snowflake]]:
    opened: list[Snowflake] = []

    def opening(timeout: float = 10, **changed: object) -> Snowflake:
        parameters = {name: value for name, value in {**given, **changed}.items() if value is not None}
        opened.append(connect(parameters, timeout=timeout))
        return opened[-1]

    yield opening
    for it in opened:
        it.close()


@pytest.fixture
def refused() -> Callable[[Callable[[], object]], WarehouseError]:
    """The error of a call, which holds no secret."""

    def refusal(call: Callable[[], object]) -> WarehouseError:
        with pytest.raises(WarehouseError) as caught:
            call()
        error = caught.value
        text = f"{error} {error.message} {error.help} {error.detail}"
        assert snowflake.PASSWORD not in text
        assert _UNKNOWN not in text
        assert "stale-token" not in text
        assert "\n" not in error.message + error.detail
        assert not error.is_transient
        return error

    return refusal


@pytest.mark.parametrize(
    ("changed", "trouble", "message", "help_"),
    [
        ({"account": "nosuch"}, "host", "no Snowflake account answers at `127.0.0.1`", "myorg-account"),
        ({"password": _UNKNOWN}, "credentials", "does not accept the password of `SHOPPER`", "check `user`"),
        ({"user": "NOBODY"}, "credentials", "does not accept the password of `NOBODY`", "check `user`"),
        ({"user": "LAPSED"}, "credentials", "the password of `LAPSED` has expired", "web console"),
        (
            {"authenticator": "oauth", "token": "stale-token", "password": None},
            "credentials",
            "the token has expired",
            "get a new token",
        ),
        (
            {"authenticator": "oauth", "token": _UNKNOWN, "password": None},
            "credentials",
            "Snowflake does not accept the token",
            "get a new token",
        ),
        # The connector itself would print what it is given there.
        (
            {"authenticator": snowflake.PASSWORD},
            "setting",
            "`authenticator` is not as the Snowflake driver takes it",
            "correct `authenticator`",
        ),
        ({"role": "OWNER"}, "right", "`SHOPPER` may not use the role `OWNER`, or it does not exist", "correct `role`"),
        (
            {"warehouse": "NOWHERE_WH"},
            "compute",
            "the virtual warehouse `NOWHERE_WH` does not exist, or the role `ANALYST` may not use it",
            "correct `warehouse`",
        ),
        ({"database": "NOWHERE"}, "missing", "the default database does not exist", "correct `database`"),
        ({"schema": "NOWHERE"}, "missing", "the default schema does not exist", "correct `schema`"),
        ({"user": None}, "setting", "`user` is missing", "set `user`"),
        ({"password": None}, "setting", "`password` is missing", "set `password`"),
        ({"account": None, "host": None}, "setting", "`account` is missing", "`connection_name`"),
        ({"warehous": "COMPUTE_WH"}, "setting", "the Snowflake driver takes no parameter `warehous`", "correct"),
    ],
    ids=lambda it: ",".join(it) if isinstance(it, dict) else "",
)
def test_a_refused_log_in_says_what_to_change(
    log_in: Callable[..., Snowflake],
    refused: Callable[[Callable[[], object]], WarehouseError],
    changed: dict[str, object],
    trouble: str,
    message: str,
    help_: str,
) -> None:
    error = refused(lambda: log_in(**changed))
    assert error.trouble == trouble
    assert message in error.message
    assert help_ in error.help


def test_a_key_file_that_is_not_there_is_named(
    log_in: Callable[..., Snowflake], refused: Callable[[Callable[[], object]], WarehouseError]
) -> None:
    error = refused(lambda: log_in(authenticator="SNOWFLAKE_JWT", private_key_file="/nowhere/shop.p8", password=None))
    assert error.trouble == "setting"
    assert "/nowhere/shop.p8" in error.detail


def test_a_host_where_nothing_answers_is_named(
    log_in: Callable[..., Snowflake], refused: Callable[[Callable[[], object]], WarehouseError]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        error = refused(lambda: log_in(1, port=closed.getsockname()[1]))
    assert (error.trouble, error.message) == ("host", "no Snowflake account answers at `127.0.0.1`")


def test_a_host_that_never_answers_is_left_in_time(
    log_in: Callable[..., Snowflake], refused: Callable[[Callable[[], object]], WarehouseError]
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        error = refused(lambda: log_in(1, port=silent.getsockname()[1]))
    assert error.trouble == "host"


def test_a_token_does_for_a_password(log_in: Callable[..., Snowflake]) -> None:
    assert log_in(authenticator="oauth", token="fresh-token", password=None).run("SELECT 1").rows == [(1,)]


def test_a_key_pair_comes_from_snowflakes_own_file(server: Emulator, given: dict[str, object], tmp_path: Path) -> None:
    public = _key_pair(tmp_path / "shop.p8", "pass of the key")
    lines = ["[shop]", 'authenticator = "SNOWFLAKE_JWT"', f"private_key_file = {json.dumps(str(tmp_path / 'shop.p8'))}"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in given.items() if name != "password"]
    (tmp_path / "connections.toml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "connections.toml").chmod(0o600)
    parameters = {"connection_name": "shop", "private_key_file_pwd": "pass of the key"}
    refusal = "credentials: Snowflake does not accept the private key of the user"
    assert _outcome(parameters, tmp_path) == refusal
    server.execute(f"ALTER USER SHOPPER SET RSA_PUBLIC_KEY='{public}'")
    assert _outcome(parameters, tmp_path) == "SHOP.CUST"
    refusal = "setting: there is no connection `shoop` in `connections.toml`"
    assert _outcome({"connection_name": "shoop"}, tmp_path) == refusal
    refusal = "credentials: the private key of the user cannot be opened"
    assert _outcome({**parameters, "private_key_file_pwd": "another pass"}, tmp_path) == refusal


def _outcome(parameters: dict[str, str], home: Path) -> str:
    """What a log-in comes to in a process of its own: some versions of the connector look for its files only once."""
    program = """
import json, sys
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.snowflake import connect
try:
    warehouse = connect(json.loads(sys.argv[1]), timeout=10)
    print(f"{warehouse.database}.{warehouse.schema}")
    warehouse.close()
except WarehouseError as error:
    assert "another pass" not in error.detail
    print(f"{error.trouble}: {error.message}")
"""
    run = [sys.executable, "-c", program, json.dumps(parameters)]
    environment = {**os.environ, "SNOWFLAKE_HOME": str(home)}
    done = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def _key_pair(path: Path, passphrase: str) -> str:
    """Write a private key; return the public one as Snowflake takes it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    locked = serialization.BestAvailableEncryption(passphrase.encode())
    kind = serialization.PrivateFormat.PKCS8
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, locked))
    path.chmod(0o600)
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(public).decode()


@pytest.mark.parametrize(
    ("changed", "sql", "trouble", "message"),
    [
        (
            {},
            'SELECT * FROM "SHOP"."CUST"."Account"',
            "missing",
            "`SHOP.CUST.Account` does not exist, or the role `ANALYST` may not see it",
        ),
        (
            {"role": None},
            "SELECT * FROM SHOP.NOWHERE.X",
            "missing",
            "`SHOP.NOWHERE` does not exist, or the user's own role may not see it",
        ),
        ({}, "SELECT NOWHERE FROM SHOP.CUST.CART", "missing", "there is no column `NOWHERE`"),
        (
            {"role": "CASHIER"},
            "SELECT * FROM SHOP.PROD.PRODUCT",
            "right",
            "the role `CASHIER` may not read the table `PRODUCT`",
        ),
        ({"warehouse": None}, "SELECT * FROM SHOP.CUST.CART", "compute", "no virtual warehouse runs the queries"),
        (
            {"warehouse": "SPENT_WH"},
            "SELECT * FROM SHOP.CUST.CART",
            "compute",
            "the virtual warehouse `SPENT_WH` cannot be resumed",
        ),
        ({"database": None, "schema": None}, "SELECT * FROM CART", "setting", "the query names no database"),
        ({"schema": None}, "SELECT * FROM CART", "setting", "the query names no schema"),
        (
            {"session_parameters": {"STATEMENT_TIMEOUT_IN_SECONDS": 1}},
            "SELECT 1 /* sleep 30 */",
            "timeout",
            "Snowflake stopped the query, because it took too long",
        ),
        ({}, "SELECT FROM WHERE", "query", "Snowflake refuses the query"),
    ],
)
def test_a_refused_query_says_what_is_wrong(
    log_in: Callable[..., Snowflake],
    refused: Callable[[Callable[[], object]], WarehouseError],
    changed: dict[str, object],
    sql: str,
    trouble: str,
    message: str,
) -> None:
    error = refused(lambda: log_in(**changed).run(sql))
    assert error.trouble == trouble
    assert message in error.message
    assert error.detail


def test_a_value_that_cannot_be_bound_is_an_error_of_the_query(
    log_in: Callable[..., Snowflake], refused: Callable[[Callable[[], object]], WarehouseError]
) -> None:
    assert refused(lambda: log_in().run("SELECT ?", (object(),))).trouble == "query"


def test_a_query_is_stopped_from_another_thread(
    server: Emulator, log_in: Callable[..., Snowflake], refused: Callable[[Callable[[], object]], WarehouseError]
) -> None:
    warehouse, other = log_in(), log_in()
    server.forget()
    timer = threading.Timer(0.3, warehouse.cancel)
    timer.start()
    error = refused(lambda: warehouse.run("SELECT 1 /* sleep 60 */"))
    assert (error.trouble, error.message) == ("cancelled", "the query was stopped")
    timer.join()
    assert warehouse.run("SELECT 2").rows == other.run("SELECT 2").rows == [(2,)]


def test_a_query_is_stopped_that_has_not_reached_the_server(
    log_in: Callable[..., Snowflake], refused: Callable[[Callable[[], object]], WarehouseError]
) -> None:
    warehouse = log_in()
    # The connector waits before it sends the query again, so the first cancelling finds nothing to stop.
    timer = threading.Timer(0.1, warehouse.cancel)
    timer.start()
    assert refused(lambda: warehouse.run("SELECT 1 /* busy 1 */ /* sleep 60 */")).trouble == "cancelled"
    timer.join()


def test_with_no_query_there_is_nothing_to_stop(server: Emulator, log_in: Callable[..., Snowflake]) -> None:
    warehouse = log_in()
    warehouse.run("SELECT 1")
    server.forget()
    warehouse.cancel()
    assert server.statements() == []


@pytest.mark.parametrize("fault", ["busy", "throttle"])
def test_the_driver_asks_a_busy_server_again(server: Emulator, log_in: Callable[..., Snowflake], fault: str) -> None:
    warehouse = log_in()
    server.forget()
    sql = f"SELECT 1 /* {fault} 2 */"
    assert warehouse.run(sql).rows == [(1,)]
    assert server.statements() == [sql] * 3


def test_values_come_as_pythons_both_ways(log_in: Callable[..., Snowflake]) -> None:
    values = (
        7,
        Decimal("1.50"),
        2.5,
        True,
        None,
        "é",
        b"\0\xff",
        date(2024, 2, 29),
        datetime(2024, 5, 1, 12, 30, 0, 5),
        time(12, 30),
    )
    ((*found, zoned),) = (
        log_in().run(f"SELECT {', '.join('?' * len(values))}, '2024-05-01 12:30:00 +00:00'::TIMESTAMP_TZ", values).rows
    )
    assert tuple(found) == values
    assert [type(it) for it in found] == [type(it) for it in values]
    assert zoned == datetime(2024, 5, 1, 12, 30, tzinfo=timezone.utc)


def test_columns_are_told_in_the_words_of_describe(server: Emulator, log_in: Callable[..., Snowflake]) -> None:
    server.execute(
        "CREATE TABLE SHOP.MORE.TYPED (N NUMBER(38,0) NOT NULL, D NUMBER(9,3), T VARCHAR, V VARCHAR(20), F FLOAT,"
        ' B BOOLEAN, "the day" DATE, TI TIME, NTZ TIMESTAMP_NTZ, TZ TIMESTAMP_TZ, J VARIANT, Y BINARY)'
        " COMMENT = 'all kinds'"
    )
    server.execute("CREATE VIEW SHOP.MORE.SEEN AS SELECT N FROM SHOP.MORE.TYPED")
    found = list(log_in().columns("SHOP", ["MORE"]))
    typed = [it for it in found if it.table == "TYPED"]
    assert typed[0] == ColumnRow(
        "MORE", "TYPED", "N", "NUMBER(38,0)", nullable=False, table_comment="all kinds", rows=0
    )
    assert {it.column: it.type for it in typed[1:]} == {
        "D": "NUMBER(9,3)",
        "T": "VARCHAR",
        "V": "VARCHAR(20)",
        "F": "FLOAT",
        "B": "BOOLEAN",
        "the day": "DATE",
        "TI": "TIME",
        "NTZ": "TIMESTAMP_NTZ",
        "TZ": "TIMESTAMP_TZ",
        "J": "VARIANT",
        "Y": "BINARY",
    }
    assert [it for it in found if it.table == "SEEN"] == [
        ColumnRow("MORE", "SEEN", "N", "NUMBER(38,0)", nullable=None, table_kind="view", rows=None)
    ]


def test_keys_keep_the_order_of_their_columns(server: Emulator, log_in: Callable[..., Snowflake]) -> None:
    server.execute("CREATE TABLE SHOP.MORE.KEYED (B NUMBER, A NUMBER, C VARCHAR UNIQUE, PRIMARY KEY (B, A))")
    server.execute(
        'CREATE TABLE SHOP.MORE."Keying" (X NUMBER, Y NUMBER, "q""s" NUMBER REFERENCES SHOP.CUST.CART (ID),'
        " FOREIGN KEY (Y, X) REFERENCES SHOP.MORE.KEYED (B, A))"
    )
    found = [it for it in log_in().keys("SHOP", ["MORE"]) if it.table in ("KEYED", "Keying")]
    assert sorted(found) == sorted(
        [
            KeyRow("MORE", "KEYED", "primary", ("B", "A")),
            KeyRow("MORE", "KEYED", "unique", ("C",)),
            KeyRow("MORE", "Keying", "foreign", ('q"s',), "SHOP", "CUST", "CART", ("ID",)),
            KeyRow("MORE", "Keying", "foreign", ("Y", "X"), "SHOP", "MORE", "KEYED", ("B", "A")),
        ]
    )
    assert [it for it in log_in().keys("SHOP", ["CUST", "PROD"]) if it.schema == "MORE"] == []


def test_a_hostile_database_or_schema_is_only_a_name(log_in: Callable[..., Snowflake]) -> None:
    warehouse = log_in()
    before = list(warehouse.columns("SHOP", []))
    for database, schema in ((_HOSTILE, "CUST"), ("SHOP", _HOSTILE), (_HOSTILE, _HOSTILE)):
        assert list(warehouse.columns(database, [schema])) == []
        assert list(warehouse.keys(database, [schema])) == []
        assert list(warehouse.keys(database, [])) == [] or database == "SHOP"
    assert list(warehouse.columns("SHOP", [])) == before


def test_a_database_is_read_with_two_requests(server: Emulator, log_in: Callable[..., Snowflake]) -> None:
    warehouse = log_in()
    server.forget()
    assert list(warehouse.columns("SHOP", []))
    assert list(warehouse.keys("SHOP", []))
    columns, keys = server.statements()
    assert columns.lstrip().startswith("SELECT")
    # Several statements in one request, each of which only shows.
    assert re.fullmatch(r'SHOW \w+ KEYS IN DATABASE "SHOP"(; SHOW \w+ KEYS IN DATABASE "SHOP"){2}', keys)


def test_only_reading_and_the_drivers_own_log_in_go_over_the_wire(
    server: Emulator, log_in: Callable[..., Snowflake]
) -> None:
    server.forget()
    warehouse = log_in()
    assert server.statements() == []
    list(warehouse.schemas())
    list(warehouse.columns("SHOP", ["CUST"]))
    list(warehouse.keys("SHOP", ["CUST"]))
    warehouse.dry_run("SELECT * FROM SHOP.CUST.CART WHERE ID = ?", (101,))
    warehouse.fork().close()
    warehouse.close()
    parts = [part for it in server.statements() for part in it.split("; ")]
    assert len(parts) == 6
    assert [it for it in parts if it.split()[0] not in ("SELECT", "SHOW", "EXPLAIN")] == []
    # Log-in, queries, the answers to several in one request, log-out; the vendor's statistics are not among them.
    assert {re.sub(r"[0-9a-f-]{36}", "*", it) for it in server.requests()} == {
        "/session/v1/login-request",
        "/queries/v1/query-request",
        "/queries/*/result",
        "/session",
    }


def test_the_driver_writes_nothing_to_the_terminal(given: dict[str, object]) -> None:
    program = """
import json, sys
from datagraph.warehouse.snowflake import connect
warehouse = connect(json.loads(sys.argv[1]), timeout=10)
warehouse.fork()
print(warehouse.run("SELECT 1 /* busy 1 */").rows)
"""
    run = [sys.executable, "-W", "default", "-c", program, json.dumps(given)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("[(1,)]\n", "")


def test_a_missing_driver_says_what_to_install(given: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "snowflake", None)
    with pytest.raises(WarehouseError) as caught:
        connect(given, timeout=10)
    assert caught.value.trouble == "driver"
    assert "[snowflake]" in caught.value.help
