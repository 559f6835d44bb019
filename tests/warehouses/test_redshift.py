"""What only Redshift has, through redshift_connector, against a PostgreSQL that looks like it from outside."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import contextmanager
from datetime import date, datetime, time, timezone
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import ColumnRow, KeyRow
from datagraph.warehouse.redshift import Redshift, connect
from tests.warehouses.servers import redshift
from tests.warehouses.servers.postgres import PASSWORD, STRANGER, USER, Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    # The driver makes its TLS context in a way that Python wants to give up.
    pytest.mark.filterwarnings(r"ignore:ssl\.:DeprecationWarning"),
]

_SLOW = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"
_SECRET_KEY = "aws's own secret"
_IAM = {
    "iam": True,
    "ssl": True,
    "user": None,
    "password": None,
    "db_user": USER,
    "cluster_identifier": "shop-cluster",
    "region": "eu-west-1",
    "access_key_id": "AKIDEXAMPLE",
    "secret_access_key": _SECRET_KEY,
    "iam_disable_cache": True,
}


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    redshift.install()
    with redshift.cluster() as it:
        it.execute("CREATE SCHEMA more")
        it.execute(f"GRANT USAGE ON SCHEMA more TO {USER}")
        yield it


@pytest.fixture
def log_in(running: Cluster) -> Iterator[Callable[..., Redshift]]:
    opened: list[Redshift] = []

    def opening(timeout: float = 10, **changed: object) -> Redshift:
        parameters = {
            "host": "127.0.0.1",
            "port": running.port,
            "database": "shop",
            "user": USER,
            "password": PASSWORD,
            "ssl": False,
            **changed,
        }
        given = {name: value for name, value in parameters.items() if value is not None}
        opened.append(connect(given, timeout=timeout))
        return opened[-1]

    yield opening
    for it in opened:
        it.close()


def _error(call: Callable[[], object]) -> WarehouseError:
    with pytest.raises(WarehouseError) as caught:
        call()
    error = caught.value
    for secret in (PASSWORD, _SECRET_KEY):
        assert secret not in f"{error} {error.message} {error.help} {error.detail}"
    assert "\n" not in error.message + error.detail
    return error


def test_types_have_their_sizes(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    running.execute("CREATE TABLE more.typed (a char(3), b varchar, c numeric(18), d bigint, e timestamptz NOT NULL)")
    found = [it for it in log_in().columns("shop", ["more"]) if it.table == "typed"]
    assert [(it.column, it.type, it.nullable) for it in found] == [
        ("a", "character(3)", True),
        ("b", "character varying", True),
        ("c", "numeric(18,0)", True),
        ("d", "bigint", True),
        ("e", "timestamp with time zone", False),
    ]


def test_a_materialized_view_is_told_from_a_view(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    running.execute("CREATE TABLE more.plain (id int)")
    running.execute("COMMENT ON TABLE more.plain IS 'as plain as can be'")
    running.execute("CREATE VIEW more.looked AS SELECT * FROM more.plain")
    running.execute("CREATE MATERIALIZED VIEW more.stored AS SELECT * FROM more.plain")
    found = {it.table: it for it in log_in().columns("shop", ["more"])}
    assert found["plain"].table_comment == "as plain as can be"
    # Nobody has counted its rows: that is not to have none.
    assert (found["plain"].table_kind, found["plain"].rows) == ("table", None)
    assert (found["looked"].table_kind, found["looked"].nullable) == ("view", None)
    assert found["stored"].table_kind == "materialized view"


def test_external_tables_and_other_databases_are_seen(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    running.execute(
        """
        INSERT INTO emulated.elsewhere VALUES
        ('shop', 'lake', 'clicks', 'EXTERNAL TABLE', NULL, 'price', 1, '', 'decimal(10,2)', NULL, 10, 2, NULL),
        ('shop', 'lake', 'clicks', 'EXTERNAL TABLE', NULL, 'page', 2, '', 'varchar(20)', 20, NULL, NULL, NULL),
        ('other', 'mart', 'orders', 'TABLE', 'all of them', 'id', 1, 'NO', 'numeric', NULL, 18, 0, 'the key'),
        ('other', 'mart', 'recent', 'VIEW', NULL, 'id', 1, 'YES', 'numeric', NULL, 18, 0, NULL)
        """
    )
    shop = log_in()
    assert {("shop", "lake"), ("other", "mart")} <= set(shop.schemas())
    assert list(shop.columns("shop", ["lake"])) == [
        ColumnRow("lake", "clicks", "price", "decimal(10,2)", table_kind="external table"),
        ColumnRow("lake", "clicks", "page", "varchar(20)", table_kind="external table"),
    ]
    assert list(shop.columns("other", [])) == [
        ColumnRow("mart", "orders", "id", "numeric(18,0)", False, "the key", "table", "all of them"),
        ColumnRow("mart", "recent", "id", "numeric(18,0)", table_kind="view"),
    ]
    assert list(shop.columns("other", ["mart"])) == list(shop.columns("other", []))
    assert list(shop.keys("other", [])) == []


def test_keys_of_several_columns_keep_their_order(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    running.execute("CREATE TABLE more.keyed (b int, a int, c text UNIQUE, PRIMARY KEY (a, b))")
    running.execute("CREATE TABLE more.keying (x int, y int, FOREIGN KEY (y, x) REFERENCES more.keyed (a, b))")
    found = [it for it in log_in().keys("shop", ["more"]) if it.table in ("keyed", "keying")]
    assert sorted(found) == [
        KeyRow("more", "keyed", "primary", ("a", "b")),
        KeyRow("more", "keyed", "unique", ("c",)),
        KeyRow("more", "keying", "foreign", ("y", "x"), "shop", "more", "keyed", ("a", "b")),
    ]


def test_values_come_as_pythons(log_in: Callable[..., Redshift]) -> None:
    sql = """
    SELECT CAST(1 AS bigint), CAST(1.50 AS numeric(5,2)), CAST(2.5 AS float), true, CAST('é' AS varchar),
           date '2024-05-01', time '12:30', timestamp '2024-05-01 12:30', timestamptz '2024-05-01 12:30+00', NULL
    """
    answer = log_in().run(sql)
    assert answer.rows == [
        (
            1,
            Decimal("1.50"),
            2.5,
            True,
            "é",
            date(2024, 5, 1),
            time(12, 30),
            datetime(2024, 5, 1, 12, 30),
            datetime(2024, 5, 1, 12, 30, tzinfo=timezone.utc),
            None,
        )
    ]
    assert log_in().run('SELECT 1 AS "größe"').names == ("größe",)


def test_a_hostile_value_is_only_a_value(log_in: Callable[..., Redshift]) -> None:
    # Redshift's strings take backslashes, so a doubled quote would not be enough.
    hostile = "\\'; DROP TABLE cust.account; -- ? $1 %s"
    shop = log_in()
    assert shop.run('SELECT CAST(? AS varchar), \'?\', "c"."?" FROM (SELECT 1 AS "?") c', (hostile,)).rows == [
        (hostile, "?", 1)
    ]
    assert list(shop.columns("shop", [hostile])) == []
    assert list(shop.columns(hostile, [])) == []
    assert shop.run("SELECT count(*) FROM cust.account").rows == [(20,)]


def test_nothing_else_than_queries_is_sent(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    running.forget()
    shop = log_in()
    list(shop.schemas())
    before = len(running.statements())
    list(shop.columns("shop", []))
    list(shop.keys("shop", []))
    assert len(running.statements()) - before == 3
    shop.run("SELECT CAST(? AS int)", (1,))
    shop.dry_run("SELECT * FROM cust.cart WHERE id = ?", (1,))
    shop.fork().close()
    # The driver adds nothing of its own: autocommit keeps its `begin transaction` away.
    assert {it.split(maxsplit=1)[0] for it in running.statements()} == {"SELECT", "EXPLAIN"}


def test_a_query_is_cancelled_from_a_session_of_its_own(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    shop = log_in()
    running.forget()
    threading.Timer(0.3, shop.cancel).start()
    error = _error(lambda: shop.run(_SLOW))
    assert (error.trouble, error.message) == ("cancelled", "the query was stopped")
    assert shop.run("SELECT 1").rows == [(1,)]
    assert running.statements() == [
        _SLOW,
        "SELECT current_database(), current_schema(), pg_backend_pid()",
        "SELECT pg_cancel_backend($1)",
        "SELECT 1",
    ]
    shop.cancel()
    assert running.statements()[-1] == "SELECT 1"


def test_a_query_may_take_longer_than_the_network(log_in: Callable[..., Redshift]) -> None:
    assert log_in(timeout=0.3).run("SELECT 1 FROM pg_sleep(0.6)").rows == [(1,)]


@pytest.mark.parametrize(
    ("changed", "trouble", "message"),
    [
        ({"host": "nowhere.invalid"}, "host", "no Redshift answers at `nowhere.invalid`, port "),
        ({"host": "a" * 70}, "host", "no Redshift answers at `aaaa"),
        # A paused cluster refuses connections.
        ({"port": 1}, "host", "no Redshift answers at `127.0.0.1`, port 1"),
        ({"password": "wrong"}, "credentials", f"`{USER}` cannot log in at `127.0.0.1`"),
        ({"password": None}, "credentials", f"`{USER}` cannot log in at `127.0.0.1`"),
        ({"user": "nobody"}, "credentials", "`nobody` cannot log in at `127.0.0.1`"),
        ({"database": "nowhere"}, "missing", "there is no database `nowhere` at `127.0.0.1`"),
        ({"passwort": "x"}, "setting", "redshift_connector does not take these parameters"),
        ({"ssl": True}, "setting", "`127.0.0.1`, port "),
        ({"iam": True}, "setting", "`127.0.0.1`, port "),
    ],
)
def test_a_log_in_that_fails_says_why(
    log_in: Callable[..., Redshift], changed: dict[str, Any], trouble: str, message: str
) -> None:
    error = _error(lambda: log_in(**changed))
    assert error.trouble == trouble
    assert error.message.startswith(message)
    assert error.help
    assert error.detail
    assert not error.is_transient


def test_an_expired_password_is_refused(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    running.execute(f"ALTER ROLE {STRANGER} VALID UNTIL '2020-01-01'")
    try:
        error = _error(lambda: log_in(user=STRANGER))
    finally:
        running.execute(f"ALTER ROLE {STRANGER} VALID UNTIL 'infinity'")
    assert (error.trouble, "expired" in error.help) == ("credentials", True)


def test_a_silent_server_is_given_up(log_in: Callable[..., Redshift]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        error = _error(lambda: log_in(timeout=0.5, port=port))
    assert (error.trouble, error.message) == (
        "timeout",
        f"`127.0.0.1`, port {port}, does not answer within 0.5 seconds",
    )


@pytest.mark.parametrize("is_polite", [True, False])
def test_a_server_that_hangs_up_says_so(log_in: Callable[..., Redshift], *, is_polite: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def hang_up() -> None:
            with door.accept()[0] as caller:
                # What is left unread makes TCP reset the connection instead of ending it.
                caller.recv(4096 if is_polite else 1)

        hanging_up = threading.Thread(target=hang_up)
        hanging_up.start()
        error = _error(lambda: log_in(port=door.getsockname()[1]))
        hanging_up.join()
    assert (error.trouble, error.is_transient) == ("connection", False)


@pytest.mark.parametrize(
    ("code", "said", "trouble"),
    [
        ("57P03", "the database system is starting up", "compute"),
        ("53300", "connection limit exceeded for non-bootstrap users", "connection"),
    ],
)
def test_a_cluster_that_is_busy_may_be_asked_again(
    running: Cluster, log_in: Callable[..., Redshift], code: str, said: str, trouble: str
) -> None:
    running.fail_next(code, said)
    error = _error(log_in)
    assert (error.trouble, error.is_transient, error.detail) == (trouble, True, said)
    assert log_in().database == "shop"


@pytest.mark.parametrize(
    ("sql", "user", "trouble", "message"),
    [
        ("SELECT * FROM cust.nothing", USER, "missing", "relation `cust.nothing` does not exist"),
        ('SELECT "TOTAL" FROM cust.cart', USER, "missing", "column `TOTAL` does not exist"),
        ("SELECT * FROM cust.cart", STRANGER, "right", f"`{STRANGER}` is not allowed to do this"),
        ("SELECT 1 / 0", USER, "query", "Redshift refuses the query"),
        ("SELECT CAST(? AS int)", USER, "query", "Redshift refuses the query"),
    ],
)
def test_a_query_that_fails_says_why_and_the_next_one_runs(
    log_in: Callable[..., Redshift], sql: str, user: str, trouble: str, message: str
) -> None:
    shop = log_in(user=user)
    error = _error(lambda: shop.run(sql, ("x",) if "?" in sql else ()))
    assert (error.trouble, error.message) == (trouble, message)
    assert shop.run("SELECT 1").rows == [(1,)]


def test_a_value_of_an_unknown_type_is_refused_before_it_is_sent(log_in: Callable[..., Redshift]) -> None:
    shop = log_in()
    assert _error(lambda: shop.run("SELECT ?", (object(),))).trouble == "query"
    assert shop.run("SELECT 1").rows == [(1,)]


def test_an_answer_that_the_driver_cannot_read_is_not_taken_for_the_next(log_in: Callable[..., Redshift]) -> None:
    shop = log_in()
    error = _error(lambda: shop.run("SELECT time '24:00' FROM generate_series(1, 5)"))
    assert (error.trouble, error.message) == ("connection", "the driver cannot read Redshift's answer")
    assert _error(lambda: shop.run("SELECT 1")).detail == "connection is closed"


def test_a_connection_that_is_lost_says_so(running: Cluster, log_in: Callable[..., Redshift]) -> None:
    shop = log_in(application_name="victim")
    running.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'")
    for _ in range(2):
        error = _error(lambda: shop.run("SELECT 1"))
        assert (error.trouble, error.message) == ("connection", "Redshift at `127.0.0.1` ended the connection")
    shop.cancel()
    shop.close()
    shop.close()


@contextmanager
def _aws(status: int, body: str) -> Iterator[tuple[str, list[str]]]:
    """A stand-in for AWS's API, which gives one answer to every request; and what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


# The shapes of https://docs.aws.amazon.com/redshift/latest/APIReference/API_GetClusterCredentials.html.
@pytest.mark.parametrize(
    ("status", "code", "trouble", "message"),
    [
        (403, "ExpiredToken", "credentials", "AWS does not accept its credentials"),
        (403, "InvalidClientTokenId", "credentials", "AWS does not accept its credentials"),
        (403, "AccessDenied", "right", f"AWS does not let you log in as `{USER}`"),
        (404, "ClusterNotFound", "compute", "AWS knows no cluster `shop-cluster` here"),
    ],
)
def test_aws_says_why_it_gives_no_log_in(
    log_in: Callable[..., Redshift], status: int, code: str, trouble: str, message: str
) -> None:
    body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"
    with _aws(status, body) as (endpoint, _):
        error = _error(lambda: log_in(**_IAM, host=None, port=None, endpoint_url=endpoint))
    assert (error.trouble, error.message) == (trouble, message)
    assert error.help


def test_aws_gives_the_log_in(log_in: Callable[..., Redshift]) -> None:
    body = (
        "<GetClusterCredentialsResponse><GetClusterCredentialsResult><DbUser>IAM:reader</DbUser>"
        "<DbPassword>temporary</DbPassword><Expiration>2099-01-01T00:00:00Z</Expiration>"
        "</GetClusterCredentialsResult></GetClusterCredentialsResponse>"
    )
    with _aws(200, body) as (endpoint, asked):
        error = _error(lambda: log_in(**_IAM, endpoint_url=endpoint))
    assert "Action=GetClusterCredentials" in asked[-1]
    assert f"DbUser={USER}" in asked[-1]
    # With IAM the driver insists on TLS, which the door has not: this far, and no further.
    assert (error.trouble, error.detail) == ("setting", "Server refuses SSL")


def test_a_profile_that_aws_files_do_not_have(
    log_in: Callable[..., Redshift], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    changed = {**_IAM, "profile": "nobody", "access_key_id": None, "secret_access_key": None}
    error = _error(lambda: log_in(**changed))
    assert (error.trouble, error.detail) == ("credentials", "The config profile (nobody) could not be found")


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redshift_connector", None)
    error = _error(lambda: connect({"database": "shop"}, timeout=1))
    assert (error.trouble, "[redshift]" in error.help) == ("driver", True)
