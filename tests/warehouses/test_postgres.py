"""What only PostgreSQL has, through psycopg, against a real PostgreSQL."""

from __future__ import annotations

import socket
import sys
import threading
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.postgres import Postgres, connect
from datagraph.warehouse.protocol import ColumnRow, KeyRow
from tests.warehouses.servers import postgres
from tests.warehouses.servers.postgres import PASSWORD, STRANGER, USER, Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

_SLOW = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    postgres.install()
    with postgres.cluster() as it:
        postgres.load(it, postgres.TYPES)
        it.execute("CREATE SCHEMA more")
        it.execute(f"GRANT USAGE ON SCHEMA more TO {USER}")
        it.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA more GRANT SELECT ON TABLES TO {USER}")
        yield it


@pytest.fixture
def log_in(running: Cluster) -> Iterator[Callable[..., Postgres]]:
    opened: list[Postgres] = []

    def opening(timeout: float = 10, **changed: object) -> Postgres:
        parameters = {
            "host": "127.0.0.1",
            "port": running.port,
            "dbname": "shop",
            "user": USER,
            "password": PASSWORD,
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
    assert PASSWORD not in f"{error} {error.message} {error.help} {error.detail}"
    assert "\n" not in error.message + error.detail
    return error


def test_every_kind_of_relation_is_told_apart(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute("CREATE TABLE more.plain (id int)")
    running.execute("CREATE TABLE more.parted (id int) PARTITION BY RANGE (id)")
    running.execute("CREATE VIEW more.looked AS SELECT * FROM more.plain")
    running.execute("CREATE MATERIALIZED VIEW more.stored AS SELECT * FROM more.plain")
    running.execute("COMMENT ON TABLE more.plain IS 'as plain as can be'")
    found = {it.table: it for it in log_in().columns("shop", ["more"])}
    assert {name: it.table_kind for name, it in found.items() if name in ("plain", "parted", "looked", "stored")} == {
        "plain": "table",
        "parted": "table",
        "looked": "view",
        "stored": "materialized view",
    }
    assert found["plain"].table_comment == "as plain as can be"
    assert found["looked"].nullable is None


def test_rows_that_nobody_counted_are_unknown(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute("CREATE TABLE more.uncounted (id int)")
    running.execute("CREATE TABLE more.counted (id int)")
    running.execute("ANALYZE more.counted")
    found = {it.table: it.rows for it in log_in().columns("shop", ["more"])}
    assert (found["uncounted"], found["counted"]) == (None, 0)


def test_a_domain_is_told_by_its_type(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute("CREATE DOMAIN more.code AS varchar(8) NOT NULL")
    running.execute("CREATE TABLE more.coded (code more.code, codes text[])")
    found = [it for it in log_in().columns("shop", ["more"]) if it.table == "coded"]
    assert found == [
        ColumnRow("more", "coded", "code", "character varying(8)", nullable=False),
        ColumnRow("more", "coded", "codes", "text[]", nullable=True),
    ]


def test_unique_indexes_are_keys_if_they_hold_for_all_rows(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute("CREATE TABLE more.keyed (b int, a int, c text, d int, PRIMARY KEY (a, b))")
    running.execute("CREATE UNIQUE INDEX ON more.keyed (d) INCLUDE (c)")
    running.execute("CREATE UNIQUE INDEX ON more.keyed (c) WHERE d > 0")
    running.execute("CREATE UNIQUE INDEX ON more.keyed (lower(c))")
    running.execute("CREATE TABLE more.keying (x int, y int, FOREIGN KEY (y, x) REFERENCES more.keyed (a, b))")
    found = [it for it in log_in().keys("shop", ["more"]) if it.table in ("keyed", "keying")]
    assert found == [
        KeyRow("more", "keyed", "primary", ("a", "b")),
        KeyRow("more", "keyed", "unique", ("d",)),
        KeyRow("more", "keying", "foreign", ("y", "x"), "shop", "more", "keyed", ("a", "b")),
    ]


def test_what_may_not_be_read_is_not_there(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute("CREATE TABLE more.hidden (id int PRIMARY KEY)")
    running.execute("CREATE TABLE more.half_hidden (id int PRIMARY KEY, secret text)")
    running.execute(f"REVOKE ALL ON more.hidden, more.half_hidden FROM {USER}")
    running.execute(f"GRANT SELECT (id) ON more.half_hidden TO {USER}")
    shop = log_in()
    assert {it.table for it in shop.columns("shop", ["more"])} & {"hidden", "half_hidden"} == {"half_hidden"}
    assert {it.table for it in shop.keys("shop", ["more"])} & {"hidden", "half_hidden"} == {"half_hidden"}
    stranger = log_in(user=STRANGER)
    assert list(stranger.schemas()) == [("shop", "public")]
    assert list(stranger.columns("shop", [])) == []
    assert list(stranger.keys("shop", [])) == []
    error = _error(lambda: stranger.run("SELECT * FROM cust.account"))
    assert (error.trouble, error.message) == ("right", f"`{STRANGER}` is not allowed to do this")
    assert error.detail == "permission denied for schema cust"


def test_values_come_as_pythons(log_in: Callable[..., Postgres]) -> None:
    sql = """
    SELECT 1::bigint, 1.50::numeric(5,2), 2.5::float8, true, 'é'::text, '\\x00ff'::bytea, date '2024-05-01',
           timestamp '2024-05-01 12:30', timestamptz '2024-05-01 12:30+00', NULL
    """
    ((*values, moment, nothing),) = log_in().run(sql).rows
    assert values == [
        1,
        Decimal("1.50"),
        2.5,
        True,
        "é",
        b"\0\xff",
        date(2024, 5, 1),
        datetime(2024, 5, 1, 12, 30),
    ]
    assert moment == datetime(2024, 5, 1, 12, 30, tzinfo=timezone.utc)
    assert nothing is None


def test_a_date_beyond_pythons_is_text(log_in: Callable[..., Postgres]) -> None:
    sql = "SELECT timestamptz 'infinity', timestamp '-infinity', date '0044-03-15 BC', timestamp '12024-01-01'"
    assert log_in().run(sql).rows == [("infinity", "-infinity", "0044-03-15 BC", "12024-01-01 00:00:00")]


def test_a_hostile_value_is_only_a_value(log_in: Callable[..., Postgres]) -> None:
    hostile = "'; DROP TABLE cust.account; -- \\"
    shop = log_in()
    assert shop.run("SELECT $1::text, $2::text", (hostile, hostile)).rows == [(hostile, hostile)]
    assert list(shop.columns("shop", [hostile])) == []
    assert list(shop.columns(hostile, [])) == []
    assert shop.run("SELECT count(*) FROM cust.account").rows == [(20,)]


def test_the_session_reads_only(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute(f"CREATE TABLE more.target (id int); GRANT ALL ON more.target TO {USER}")
    # The user's own options stay in force.
    shop = log_in(options="-c search_path=cust")
    assert shop.schema == "cust"
    error = _error(lambda: shop.run("INSERT INTO more.target VALUES (1)"))
    assert (error.trouble, error.detail) == ("right", "cannot execute INSERT in a read-only transaction")
    assert shop.run("SELECT count(*) FROM more.target").rows == [(0,)]


def test_nothing_else_than_queries_is_sent(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.forget()
    shop = log_in()
    list(shop.schemas())
    running_before = len(running.statements())
    list(shop.columns("shop", []))
    list(shop.keys("shop", []))
    assert len(running.statements()) - running_before == 2
    shop.run("SELECT $1::int", (1,))
    shop.dry_run("SELECT * FROM cust.cart WHERE id = $1", (1,))
    other = shop.fork()
    other.close()
    # psycopg adds nothing of its own: no BEGIN, no SET, no PREPARE.
    assert {it.split(maxsplit=1)[0] for it in running.statements()} == {"SELECT", "EXPLAIN"}


@pytest.mark.parametrize(
    ("changed", "trouble", "message"),
    [
        ({"host": "nowhere.invalid"}, "host", "no PostgreSQL server answers at `nowhere.invalid`, port "),
        ({"host": "a" * 70}, "host", "no PostgreSQL server answers at `aaaa"),
        ({"port": 1}, "host", "no PostgreSQL server answers at `127.0.0.1`, port 1"),
        ({"password": "wrong"}, "credentials", f"`{USER}` cannot log in at `127.0.0.1`"),
        ({"password": None}, "credentials", f"`{USER}` cannot log in at `127.0.0.1`"),
        ({"user": "nobody"}, "credentials", "`nobody` cannot log in at `127.0.0.1`"),
        ({"dbname": "nowhere"}, "missing", "there is no database `nowhere` at `127.0.0.1`"),
        ({"passwort": "x"}, "setting", "psycopg does not take these parameters"),
        ({"sslmode": "sometimes"}, "setting", "psycopg does not take these parameters"),
        ({"sslmode": "require"}, "setting", "psycopg does not take these parameters"),
        ({"options": "-c no_such_setting=1"}, "setting", "psycopg does not take these parameters"),
    ],
)
def test_a_log_in_that_fails_says_why(
    log_in: Callable[..., Postgres], changed: dict[str, Any], trouble: str, message: str
) -> None:
    error = _error(lambda: log_in(**changed))
    assert error.trouble == trouble
    assert error.message.startswith(message)
    assert error.help
    assert error.detail
    assert not error.is_transient


def test_an_expired_password_is_refused(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute(f"ALTER ROLE {STRANGER} VALID UNTIL '2020-01-01'")
    try:
        error = _error(lambda: log_in(user=STRANGER))
    finally:
        running.execute(f"ALTER ROLE {STRANGER} VALID UNTIL 'infinity'")
    assert (error.trouble, "expired" in error.help) == ("credentials", True)


def test_a_silent_server_is_given_up(log_in: Callable[..., Postgres]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        error = _error(lambda: log_in(timeout=2, port=port))
    assert (error.trouble, error.message) == (
        "timeout",
        f"`127.0.0.1`, port {port}, does not answer within 2 seconds",
    )


def test_the_password_may_stand_in_pgpass(
    log_in: Callable[..., Postgres], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:{USER}:" + PASSWORD.replace("\\", "\\\\"), encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert log_in(password=None).database == "shop"


def test_a_service_file_gives_the_rest(running: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "services"
    lines = ("[shop]", "host=127.0.0.1", f"port={running.port}", f"user={USER}", f"password={PASSWORD}")
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    shop = connect({"service": "shop", "dbname": "shop"}, timeout=10)
    assert shop.database == "shop"
    shop.close()


def test_a_server_that_starts_up_may_be_asked_again(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.fail_next("57P03", "the database system is starting up")
    error = _error(log_in)
    assert (error.trouble, error.is_transient) == ("compute", True)
    assert log_in().database == "shop"


def test_too_many_connections_may_be_tried_again(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    running.execute(f"ALTER ROLE {STRANGER} CONNECTION LIMIT 1")
    try:
        stranger = log_in(user=STRANGER)
        error = _error(stranger.fork)
    finally:
        running.execute(f"ALTER ROLE {STRANGER} CONNECTION LIMIT -1")
    assert error.message == f"`127.0.0.1` has no connection left for `{STRANGER}`"
    assert (error.trouble, error.is_transient) == ("connection", True)
    stranger.fork().close()


@pytest.mark.parametrize(
    ("sql", "trouble", "message"),
    [
        ("SELECT * FROM cust.nothing", "missing", "relation `cust.nothing` does not exist"),
        ("SELECT * FROM nowhere.cart", "missing", "relation `nowhere.cart` does not exist"),
        ('SELECT "TOTAL" FROM cust.cart', "missing", "column `TOTAL` does not exist"),
        ("SELECT * FROM pg_authid", "right", f"`{USER}` is not allowed to do this"),
        ("SELECT 1 / 0", "query", "PostgreSQL refuses the query"),
        ("SELECT $1::int", "query", "PostgreSQL refuses the query"),
    ],
)
def test_a_query_that_fails_says_why_and_the_next_one_runs(
    log_in: Callable[..., Postgres], sql: str, trouble: str, message: str
) -> None:
    shop = log_in()
    error = _error(lambda: shop.run(sql, ("x",) if "$1" in sql else ()))
    assert (error.trouble, error.message) == (trouble, message)
    assert shop.run("SELECT 1").rows == [(1,)]


def test_a_dry_run_runs_nothing_and_finds_what_is_missing(log_in: Callable[..., Postgres]) -> None:
    shop = log_in()
    assert "Nested Loop" in shop.dry_run(_SLOW).plan
    assert _error(lambda: shop.dry_run("SELECT * FROM cust.nothing")).trouble == "missing"


def test_a_query_is_cancelled_from_another_thread(log_in: Callable[..., Postgres]) -> None:
    shop = log_in()
    threading.Timer(0.3, shop.cancel).start()
    error = _error(lambda: shop.run(_SLOW))
    assert (error.trouble, error.message) == ("cancelled", "the query was stopped")
    assert shop.run("SELECT 1").rows == [(1,)]
    shop.cancel()
    assert shop.run("SELECT 2").rows == [(2,)]


def test_the_servers_own_time_limit_is_told_from_a_cancelled_query(log_in: Callable[..., Postgres]) -> None:
    shop = log_in(options="-c statement_timeout=200")
    error = _error(lambda: shop.run(_SLOW))
    assert (error.trouble, error.message) == ("timeout", "PostgreSQL stopped the query, which took too long")


def test_a_connection_that_is_lost_says_so(running: Cluster, log_in: Callable[..., Postgres]) -> None:
    shop = log_in(application_name="victim")
    running.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'")
    for _ in range(2):
        error = _error(lambda: shop.run("SELECT 1"))
        assert (error.trouble, error.message) == ("connection", "PostgreSQL at `127.0.0.1` ended the connection")
    shop.cancel()
    shop.close()
    shop.close()


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = _error(lambda: connect({"dbname": "shop"}, timeout=1))
    assert (error.trouble, "[postgres]" in error.help) == ("driver", True)
