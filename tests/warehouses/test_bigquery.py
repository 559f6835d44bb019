"""BigQuery: Google's own client against an emulator of the protocol."""

from __future__ import annotations

import json
import re
import socket
import sys
from datetime import date, datetime, timezone
from datetime import time as clock
from decimal import Decimal
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest

from datagraph.warehouse.bigquery import connect
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.sql import quoted
from tests.warehouses.servers import bigquery, shop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from datagraph.warehouse.bigquery import BigQuery
    from tests.warehouses.servers.server import Server

pytestmark = pytest.mark.slow

_CREDENTIALS = ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT", "BIGQUERY_EMULATOR_HOST")
_REFRESH_TOKEN = "1//refresh-me-not"
_CLIENT_SECRET = "GOCSPX-told-to-none"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    bigquery.install()
    with bigquery.start() as running:
        yield running


@pytest.fixture
def opened(server: Server) -> Iterator[Callable[..., BigQuery]]:
    """Connects with parameters that differ from the server's; those that are None are left out."""
    open_ones: list[BigQuery] = []

    def open_one(**changes: object) -> BigQuery:
        parameters = {it: value for it, value in {**server.parameters, **changes}.items() if value is not None}
        open_ones.append(connect(parameters, timeout=10))
        return open_ones[-1]

    yield open_one
    for it in open_ones:
        it.close()


@pytest.fixture
def warehouse(opened: Callable[..., BigQuery], server: Server) -> BigQuery:
    connected = opened()
    server.forget()
    return connected


@pytest.fixture(autouse=True)
def silence(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Nothing is printed, and whoever runs the tests has no credentials."""
    for name in _CREDENTIALS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    yield
    assert capfd.readouterr() == ("", "")


@pytest.fixture(scope="module")
def private_key() -> str:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture
def key_file(tmp_path: Path, server: Server, private_key: str) -> Callable[[str], str]:
    """A service account's key file; the emulator does with the account what its name says."""

    def written(account: str) -> str:
        key = {
            "type": "service_account",
            "project_id": server.database,
            "private_key_id": "key-1",
            "private_key": private_key,
            "client_email": f"{account}@shop-prod.iam.gserviceaccount.com",
            "token_uri": f"{server.parameters['api_endpoint']}/token",
        }
        path = tmp_path / f"{account}.json"
        path.write_text(json.dumps(key), encoding="utf-8")
        return str(path)

    return written


@pytest.fixture
def failure(private_key: str) -> Callable[[Callable[[], object]], WarehouseError]:
    """The error of a call, which holds no secret."""
    secrets = [_REFRESH_TOKEN, _CLIENT_SECRET, *private_key.splitlines()[1:-1]]

    def failed(call: Callable[[], object]) -> WarehouseError:
        with pytest.raises(WarehouseError) as caught:
            call()
        error = caught.value
        told = "\n".join([str(error), error.message, error.help, error.detail])
        assert not [it for it in secrets if it in told]
        assert "\n" not in error.message + error.help + error.detail
        return error

    return failed


def test_unknown_host(opened: Any, failure: Any, key_file: Any) -> None:
    error = failure(
        lambda: opened(api_endpoint="http://bigquery.invalid", anonymous=None, credentials_file=key_file("reader"))
    )
    assert (error.trouble, error.message) == ("host", "cannot reach `http://bigquery.invalid`")
    assert "api_endpoint" in error.help


def test_closed_port(opened: Any, failure: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
    error = failure(lambda: opened(api_endpoint=endpoint))
    assert (error.trouble, error.message) == ("host", f"cannot reach `{endpoint}`")


def test_silent_host(failure: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        parameters = {"project": "shop-prod", "api_endpoint": endpoint, "anonymous": True}
        error = failure(lambda: connect(parameters, timeout=0.5))
    assert (error.trouble, error.message) == ("timeout", f"`{endpoint}` did not answer within 0.5 seconds")


def test_host_from_the_variable_of_the_driver(
    opened: Any, server: Server, monkeypatch: pytest.MonkeyPatch, failure: Any
) -> None:
    monkeypatch.setenv("BIGQUERY_EMULATOR_HOST", str(server.parameters["api_endpoint"]))
    assert opened(api_endpoint=None).run("SELECT 1").rows == [(1,)]
    monkeypatch.setenv("BIGQUERY_EMULATOR_HOST", "http://bigquery.invalid")
    assert "anonymous" in failure(lambda: opened(api_endpoint=None)).message


def test_key_file_names_the_project(opened: Any, key_file: Any, server: Server) -> None:
    connected = opened(project=None, anonymous=None, credentials_file=key_file("reader"))
    assert connected.database == server.database
    assert connected.run("SELECT 1").rows == [(1,)]


def test_application_default_credentials(opened: Any, key_file: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", key_file("reader"))
    assert opened(project=None, anonymous=None).run("SELECT 1").rows == [(1,)]


def test_credentials_of_gcloud(opened: Any, failure: Any, tmp_path: Path) -> None:
    from google.auth._cloud_sdk import CLOUD_SDK_CLIENT_ID

    user = {"type": "authorized_user", "client_id": CLOUD_SDK_CLIENT_ID, "client_secret": _CLIENT_SECRET}
    (tmp_path / "gcloud").mkdir()
    file = tmp_path / "gcloud" / "application_default_credentials.json"
    file.write_text(json.dumps({**user, "refresh_token": _REFRESH_TOKEN}), encoding="utf-8")
    # They were found: Google's own server, which no test asks, is to renew them.
    error = failure(lambda: opened(anonymous=None))
    assert (error.trouble, error.message) == ("host", "cannot reach Google to renew the credentials")


def test_no_credentials(opened: Any, failure: Any) -> None:
    error = failure(lambda: opened(anonymous=None))
    assert (error.trouble, error.message) == ("credentials", "there are no Google credentials")
    assert "gcloud auth application-default login" in error.help


def test_missing_key_file(opened: Any, failure: Any) -> None:
    error = failure(lambda: opened(anonymous=None, credentials_file="nowhere.json"))
    assert (error.trouble, error.message) == ("credentials", "the credentials in `nowhere.json` do not work")
    assert error.detail == "File nowhere.json was not found."


def test_expired_key(opened: Any, failure: Any, key_file: Any) -> None:
    file = key_file("expired")
    error = failure(lambda: opened(anonymous=None, credentials_file=file))
    assert (error.trouble, error.message) == ("credentials", f"the credentials in `{file}` do not work")
    assert error.detail == "invalid_grant: Token has been expired or revoked."


def test_revoked_token(opened: Any, failure: Any, key_file: Any) -> None:
    error = failure(lambda: opened(anonymous=None, credentials_file=key_file("revoked")))
    assert (error.trouble, error.message) == ("credentials", "Google does not accept the credentials")


def test_no_right_to_run_queries(opened: Any, failure: Any, key_file: Any) -> None:
    error = failure(lambda: opened(anonymous=None, credentials_file=key_file("stranger")))
    assert (error.trouble, error.message) == ("right", "no right to run queries in the project `shop-prod`")
    assert "roles/bigquery.user" in error.help


def test_no_right_to_read(opened: Any, failure: Any, key_file: Any) -> None:
    visitor = opened(anonymous=None, credentials_file=key_file("visitor"))
    error = failure(lambda: visitor.run("SELECT * FROM `shop-prod`.`PROD`.`PRODUCT`"))
    assert (error.trouble, error.message) == (
        "right",
        "no right to read `shop-prod.PROD.PRODUCT`, or it does not exist",
    )
    assert "roles/bigquery.dataViewer" in error.help
    # Where one may not look, there is nothing; the rest is still there.
    assert {it.schema for it in visitor.columns("shop-prod", ["CUST", "PROD"])} == {"CUST"}


@pytest.mark.parametrize(
    ("project", "message"),
    [
        ("no-api", "the BigQuery API is off in the project `no-api`"),
        ("no-billing", "the project `no-billing` has no billing account"),
        ("no-such-project", "there is no project `no-such-project`"),
    ],
)
def test_project_that_runs_no_queries(opened: Any, failure: Any, project: str, message: str) -> None:
    error = failure(lambda: opened(project=project))
    assert (error.trouble, error.message) == ("compute", message)
    assert "`project`" in error.help


def test_parameters(opened: Any, failure: Any) -> None:
    assert failure(lambda: opened(zone="x")).message == "BigQuery takes no `zone`"
    assert failure(lambda: opened(labels="x")).trouble == "setting"
    assert failure(lambda: opened(project=None)).message == "no project is named"
    assert failure(lambda: opened(api_endpoint="http://example.com")).trouble == "setting"
    elsewhere = opened(dataset="SEGMENT", labels={"team": "audiences"})
    assert (elsewhere.database, elsewhere.schema) == ("shop-prod", "SEGMENT")
    assert elsewhere.run("SELECT COUNT(*) FROM user_traits").rows == [(5,)]


def test_missing_driver(opened: Any, failure: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "google.cloud", None)
    error = failure(opened)
    assert (error.trouble, error.help) == ("driver", "run `pip install 'datagraph-toolkit[bigquery]'`")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT * FROM `shop-prod`.`NOPE`.`X`", "there is no dataset `shop-prod.NOPE` in `US`"),
        ("SELECT * FROM `shop-prod`.`CUST`.`account`", "there is no table `shop-prod.CUST.account`"),
        ("SELECT ZIP FROM `shop-prod`.`CUST`.`ACCOUNT`", "there is no column `ZIP`"),
    ],
)
def test_missing_names(warehouse: BigQuery, failure: Any, sql: str, message: str) -> None:
    for ask in (warehouse.run, warehouse.dry_run):
        error = failure(lambda ask=ask: ask(sql))
        assert (error.trouble, error.message) == ("missing", message)


def test_refused_query(warehouse: BigQuery, failure: Any) -> None:
    error = failure(lambda: warehouse.run("SELEC 1"))
    assert (error.trouble, error.message) == ("query", "BigQuery refuses the query")
    assert error.detail.startswith("Syntax error")


def test_wrong_location(opened: Any, failure: Any) -> None:
    error = failure(lambda: list(opened(location="EU").columns("shop-prod", ["CUST"])))
    assert (error.trouble, error.message) == ("setting", "the dataset `CUST` is in `US`, not in `EU`")
    assert error.help == 'write `location = "US"`, or remove it'
    assert list(opened(location="EU").columns("shop-prod", ["NOPE"])) == []


def test_too_expensive(opened: Any, failure: Any) -> None:
    frugal = opened(maximum_bytes_billed=1000)
    error = failure(lambda: frugal.run("SELECT * FROM `shop-prod`.`CUST`.`CART`"))
    assert (error.trouble, error.message) == ("query", "the query costs more than `maximum_bytes_billed`")


def test_dry_run_tells_bytes(warehouse: BigQuery) -> None:
    table = "`shop-prod`.`CUST`.`CART`"
    # 40 rows, with an INT64 and a NUMERIC in each.
    assert warehouse.dry_run(f"SELECT ID, TOTAL FROM {table} WHERE ID > ?", [7]).read_bytes == 40 * (8 + 16)


def test_job_that_takes_too_long(opened: Any, failure: Any) -> None:
    error = failure(lambda: opened(job_timeout_ms=200).run("SELECT 1 /* sleep 20 */"))
    assert (error.trouble, error.message) == ("timeout", "the query took longer than `job_timeout_ms`")


@pytest.mark.parametrize("marker", ["/* busy 2 */", "/* throttle 2 */", "/* gateway 2 */"])
def test_busy_service_is_asked_again(warehouse: BigQuery, server: Server, marker: str) -> None:
    sql = f"SELECT 1 {marker}"
    assert warehouse.run(sql).rows == [(1,)]
    assert server.statements() == [sql] * 3


def test_service_that_stays_busy(server: Server, failure: Any) -> None:
    hasty = connect(server.parameters, timeout=0.5)
    error = failure(lambda: hasty.run("SELECT 1 /* busy 999 */"))
    hasty.close()
    # The driver has tried for as long as it may.
    assert (error.trouble, error.is_transient) == ("connection", False)


def test_failed_job_may_be_tried_again(warehouse: BigQuery, failure: Any) -> None:
    error = failure(lambda: warehouse.run("SELECT 1 /* crash */"))
    assert (error.trouble, error.is_transient) == ("connection", True)


_MANY = "UNNEST(GENERATE_ARRAY(1, 300000))"


@pytest.mark.parametrize(
    ("sql", "seconds"),
    [
        # The emulator answers after a second that the job has begun.
        ("SELECT 1 /* sleep 60 */", 0.3),
        ("SELECT 1 /* sleep 60 */", 1.5),
        (f"SELECT SUM(a * b) FROM {_MANY} AS a CROSS JOIN {_MANY} AS b", 1.5),
        ("SELECT 1 /* busy 999 */", 0.3),
    ],
)
def test_cancel(warehouse: BigQuery, failure: Any, sql: str, seconds: float) -> None:
    cancel = Timer(seconds, warehouse.cancel)
    cancel.start()
    error = failure(lambda: warehouse.run(sql))
    cancel.join()
    assert (error.trouble, error.message) == ("cancelled", "the query was stopped")
    assert warehouse.run("SELECT 1").rows == [(1,)]


def test_cancel_without_a_query(warehouse: BigQuery, server: Server) -> None:
    warehouse.cancel()
    assert bigquery.requests(str(server.parameters["api_endpoint"])) == []
    assert warehouse.run("SELECT 1").rows == [(1,)]


def test_values_come_as_pythons_types(warehouse: BigQuery) -> None:
    values = {
        "INT64 '9007199254740993'": 9007199254740993,
        "NUMERIC '12345678901234567890.123456789'": Decimal("12345678901234567890.123456789"),
        "1.5": 1.5,
        "TRUE": True,
        "'é'": "é",
        "FROM_BASE64('AP8=')": b"\x00\xff",
        "DATE '2024-02-29'": date(2024, 2, 29),
        "TIME '12:30:01.000002'": clock(12, 30, 1, 2),
        "DATETIME '2024-02-29 12:30:01'": datetime(2024, 2, 29, 12, 30, 1),
        "TIMESTAMP '2024-02-29 12:30:01+02'": datetime(2024, 2, 29, 10, 30, 1, tzinfo=timezone.utc),
        "CAST(NULL AS STRING)": None,
        "[1, 2]": [1, 2],
        "STRUCT(1 AS a)": {"a": 1},
    }
    columns = ", ".join(f"{it} AS c{n}" for n, it in enumerate(values))
    ((*row,),) = warehouse.run(f"SELECT {columns}").rows
    assert row == list(values.values())
    assert [type(it) for it in row] == [type(it) for it in values.values()]


def test_bound_values_keep_their_types(warehouse: BigQuery) -> None:
    values = [
        True,
        2**53 + 1,
        0.1,
        Decimal("0.1"),
        Decimal("1e-12"),
        "it's `\"\\ ? @x",
        b"\x00",
        date(2024, 2, 29),
        clock(1, 2, 3),
        datetime(2024, 2, 29, 1, 2, 3),
        datetime(2024, 2, 29, 1, 2, 3, tzinfo=timezone.utc),
        None,
    ]
    columns = ", ".join(f"? AS c{n}" for n in range(len(values)))
    assert warehouse.run(f"SELECT {columns}", values).rows == [tuple(values)]


def test_keys_of_several_columns(warehouse: BigQuery, server: Server) -> None:
    server.execute(
        "CREATE TABLE `shop-prod`.SEGMENT.shelf (hall INT64, place INT64, PRIMARY KEY (hall, place) NOT ENFORCED)"
    )
    server.execute(
        "CREATE TABLE `shop-prod`.SEGMENT.item (p INT64, h INT64, "
        "FOREIGN KEY (p, h) REFERENCES `shop-prod`.SEGMENT.shelf (place, hall) NOT ENFORCED)"
    )
    try:
        primary, foreign = warehouse.keys("shop-prod", ["SEGMENT"])
        assert (primary.kind, primary.table, primary.columns) == ("primary", "shelf", ("hall", "place"))
        assert (foreign.kind, foreign.table, foreign.columns) == ("foreign", "item", ("p", "h"))
        assert foreign[4:] == ("shop-prod", "SEGMENT", "shelf", ("place", "hall"))
    finally:
        server.execute("DROP TABLE `shop-prod`.SEGMENT.item")
        server.execute("DROP TABLE `shop-prod`.SEGMENT.shelf")


def test_comments_and_kinds_of_tables(warehouse: BigQuery, server: Server) -> None:
    comment = 'It\'s "big" \\ and\nlong'
    server.execute(
        "CREATE TABLE `shop-prod`.SEGMENT.told "
        "(id INT64 NOT NULL, at STRUCT<x INT64>) "
        f"OPTIONS (description = {json.dumps(comment)})"
    )
    server.execute("CREATE MATERIALIZED VIEW `shop-prod`.SEGMENT.kept AS SELECT id FROM `shop-prod`.SEGMENT.told")
    try:
        columns = list(warehouse.columns("shop-prod", ["SEGMENT"]))
        found = {(it.table, it.column): it for it in columns}
        told = found["told", "id"]
        assert (told.table_comment, told.nullable, told.rows) == (comment, False, 0)
        # A field within a column is no column.
        assert found["told", "at"].type == "STRUCT<x INT64>"
        assert len([it for it in columns if it.table == "told"]) == 2
        kept = found["kept", "id"]
        assert (kept.table_kind, kept.rows) == ("materialized view", None)
    finally:
        server.execute("DROP MATERIALIZED VIEW `shop-prod`.SEGMENT.kept")
        server.execute("DROP TABLE `shop-prod`.SEGMENT.told")


def test_three_queries_for_each_dataset(warehouse: BigQuery, server: Server) -> None:
    assert {it.schema for it in warehouse.columns("shop-prod", [])} == {"CUST", "PROD", "SEGMENT"}
    assert len(list(warehouse.keys("shop-prod", []))) == 7
    assert len(server.statements()) == 3 * 3


def test_only_selects_reach_the_server(server: Server, opened: Any) -> None:
    server.forget()
    connected = opened()
    assert server.statements() == ["SELECT 1"]
    list(connected.schemas())
    list(connected.columns("shop-prod", ["CUST"]))
    list(connected.keys("shop-prod", ["CUST"]))
    connected.run("SELECT ?", [1])
    connected.fork().close()
    Timer(0.3, connected.cancel).start()
    with pytest.raises(WarehouseError):
        connected.run("SELECT 1 /* sleep 60 */")
    assert {it.split()[0] for it in server.statements()} == {"SELECT"}
    # What the driver asks besides: the names of datasets, how a job is doing, its answer, and its end.
    job = "[0-9a-f-]+"
    allowed = re.compile(
        "POST /bigquery/v2/projects/shop-prod/jobs"
        "|GET /bigquery/v2/projects/shop-prod/datasets"
        f"|GET /bigquery/v2/projects/shop-prod/(queries|jobs)/{job}"
        f"|POST /bigquery/v2/projects/shop-prod/jobs/{job}/cancel"
    )
    asked = bigquery.requests(str(server.parameters["api_endpoint"]))
    assert [it for it in asked if not allowed.fullmatch(it)] == []


def test_hostile_names_do_nothing(warehouse: BigQuery, server: Server, failure: Any) -> None:
    hostile = "CUST`; DROP TABLE `shop-prod`.CUST.CART; -- "
    for database, schema in [("shop-prod", hostile), (hostile, "CUST"), ("shop-prod", shop.HOSTILE_TABLE)]:
        assert list(warehouse.columns(database, [schema])) == []
        assert list(warehouse.keys(database, [schema])) == []
    assert server.statements() == []
    for name in ("CART\\`; DROP TABLE `CART`; -- ", shop.HOSTILE_TABLE):
        failure(lambda name=name: warehouse.run(f"SELECT * FROM {quoted('bigquery', 'shop-prod', 'CUST', name)}"))
    assert warehouse.run("SELECT ?", ["'; DROP TABLE CART"]).rows == [("'; DROP TABLE CART",)]
    assert warehouse.run("SELECT COUNT(*) FROM `shop-prod`.`CUST`.`CART`").rows == [(40,)]


def test_worst_names_that_bigquery_takes(warehouse: BigQuery, server: Server) -> None:
    table, column = server.name(shop.HOSTILE_TABLE), server.name(shop.HOSTILE_COLUMN)
    assert column in {it.column for it in warehouse.columns("shop-prod", ["CUST"]) if it.table == table}
    sql = f"SELECT SUM({quoted('bigquery', column)}) FROM {quoted('bigquery', 'shop-prod', 'CUST', table)}"
    assert warehouse.run(sql).rows == [(6,)]
