"""BigQuery's REST protocol over DuckDB: local-bigquery, mended where it strays, with faults on demand.

It runs in an environment of its own (`bigquery-requirements.txt`), as `python bigquery_serve.py PORT DIRECTORY LOG`.
Each request is a line of the log, with the SQL in it if there is any; those with the header `X-Setup` are not.
A comment in a query asks for a fault: `/* sleep 5 */` takes five seconds, `/* busy 2 */` answers HTTP 503 twice,
`/* throttle 2 */` refuses twice for too many requests, `/* gateway 2 */` answers twice as no Google API does,
`/* crash */` fails as a job. Some projects and callers are refused always, see below.
Bodies of errors are as https://cloud.google.com/bigquery/docs/error-messages and the API's answers show them.
"""

# The server's packages are not installed where the project's types are checked.
# mypy: ignore-errors

from __future__ import annotations

import base64
import json
import re
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import duckdb
import sqlglot
import uvicorn

PORT, DIRECTORY, LOG = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
MINIMUM_BYTES = 10 * 1024 * 1024
# https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types#data_type_sizes; a string has two bytes more
# than its letters in UTF-8.
WIDTHS = {"BOOLEAN": 1, "INTEGER": 8, "FLOAT": 8, "NUMERIC": 16, "DATE": 8, "TIME": 8, "DATETIME": 8, "TIMESTAMP": 8}
SLEEP = re.compile(r"/\* sleep (\d+) \*/")
AGAIN = re.compile(r"/\* (busy|throttle|gateway) (\d+) \*/")


# --- DuckDB -----------------------------------------------------------------------------------------------------------

_connect = duckdb.connect


def connect(*args: Any, config: dict[str, str] | None = None, **kwargs: Any) -> Any:
    """Connect with ducklake from its wheel, for there may be no network; DuckDB 1.5 takes no TimeZone in `config`."""
    import duckdb_extension_ducklake

    extensions = Path(duckdb_extension_ducklake.__file__).parent / "extensions"
    file = extensions / f"v{duckdb.__version__}" / "ducklake.duckdb_extension"
    connection = _connect(*args, **kwargs)
    connection.execute(f"SET extension_directory = '{DIRECTORY / 'extensions'}'; INSTALL '{file}'; LOAD ducklake")
    if config:
        connection.execute(f"SET TimeZone = '{config['TimeZone']}'")
    return connection


duckdb.connect = connect

from local_bigquery import errors  # noqa: E402 the connection comes first
from local_bigquery.app import app  # noqa: E402
from local_bigquery.catalog import datasets, row_access, tables  # noqa: E402
from local_bigquery.engine import database  # noqa: E402
from local_bigquery.jobs import runner  # noqa: E402
from local_bigquery.settings import settings  # noqa: E402
from local_bigquery.sql.rules import information_schema  # noqa: E402
from local_bigquery.sql.rules import tables as table_rules  # noqa: E402

# The functions of geography need one more extension of DuckDB's, and nothing here asks for them.
database.FUNCTIONS = [it for it in database.FUNCTIONS if it.stem != "geography"]
errors.STATUSES["bytesBilledLimitExceeded"] = (400, "INVALID_ARGUMENT")
errors.STATUSES["internalError"] = (500, "INTERNAL")


# What is known of a table takes a dozen queries. But for the results of jobs, it changes only by what sets tables up.
CACHES: list[Any] = []


def kept(function: Any) -> Any:
    CACHES.append(cache(function))
    return CACHES[-1]


def load(project: str, dataset: str, table: str) -> Any:
    return (_load if dataset == tables.RESULTS else _load_once)(project, dataset, table)


_load = tables.load
_load_once = kept(_load)
tables.load = load


# --- What BigQuery does, and local-bigquery does not ------------------------------------------------------------------


def check_dataset(project: str, dataset: str, table: str) -> None:
    """Refuse a dataset that is not there, is elsewhere, or that the caller may not read."""
    name = f"{project}:{dataset}.{table}"
    if project not in database.projects() or (dataset == "PROD" and caller().startswith("visitor@")):
        raise errors.BigQueryError(
            "accessDenied",
            f"Access Denied: Table {name}: User does not have permission to query table {name}, or perhaps it does "
            "not exist.",
        )
    if not datasets.exists(project, dataset):
        raise errors.BigQueryError("notFound", f"Not found: Dataset {project}:{dataset} was not found in location US")


def caller() -> str:
    return str(row_access.members()[0].partition(":")[2])


def checked(name: str, view: Any) -> Any:
    found = kept(view)

    def rows(project: str, dataset: str | None) -> Any:
        if dataset:
            check_dataset(project, dataset, f"INFORMATION_SCHEMA.{name}")
        return found(project, dataset)

    return rows


def key_column_usage(project: str, dataset: str | None) -> Any:
    """The view, with a foreign key's positions in the primary key that it refers to, not in itself."""
    columns, rows = key_column_usage_by_itself(project, dataset)
    for row in rows:
        table = tables.load(*row[3:6])
        for name, _, own, referenced in information_schema._keys(table):
            if name == row[2] and referenced:
                identity, others = referenced
                primary = tables.load(*identity).tableConstraints.primaryKey.columns
                row[-1] = primary.index(others[own.index(row[6])]) + 1
    return columns, rows


key_column_usage_by_itself = information_schema.VIEWS["KEY_COLUMN_USAGE"]
information_schema.VIEWS["KEY_COLUMN_USAGE"] = key_column_usage
for _name, _view in list(information_schema.VIEWS.items()):
    information_schema.VIEWS[_name] = checked(_name, _view)

_check = table_rules._check


def check(tree: Any, table: Any, is_target: bool) -> None:
    # The results of jobs lie in a schema of local-bigquery's own.
    if not is_target and table.catalog != "emulator":
        check_dataset(table.catalog, table.db, table.name)
    _check(tree, table, is_target)


table_rules._check = check


def read_bytes(query: str, references: Any) -> int:
    """What a query reads: each column that it names, of each table, whole."""
    names = {it.name.casefold() for it in sqlglot.parse_one(query, dialect="bigquery").find_all(sqlglot.exp.Column)}
    is_whole = sqlglot.parse_one(query, dialect="bigquery").find(sqlglot.exp.Star) is not None
    total = 0
    for reference in references or ():
        path = tables.reference(reference)
        count = int(tables.load(*path).numRows)
        for field in tables.columns(*path):
            if is_whole or field.name.casefold() in names:
                total += count * WIDTHS[field.type] if field.type in WIDTHS else text_bytes(path, field.name)
    return total


def text_bytes(path: tuple[str, str, str], column: str) -> int:
    text = f"sum(2 + strlen({database.quote(column)}::VARCHAR))"
    return int(database.fetch(f"SELECT coalesce({text}, 0) FROM {tables.name(*path)}")[0][0])


_dry_run, _query = runner._dry_run, runner._query


def dry_run(project: str, configuration: Any) -> Any:
    job = _dry_run(project, configuration)
    read = str(read_bytes(configuration.query.query, job.statistics.query.referencedTables))
    query = job.statistics.query.replace(totalBytesProcessed=read)
    return job.replace(statistics=job.statistics.replace(query=query.dump(), totalBytesProcessed=read))


def query(job: Any, session: Any, running: Any) -> Any:
    """Run a job, after the seconds that `/* sleep N */` asks for, and not if it would be too expensive."""
    config = job.configuration.query
    if marker := SLEEP.search(config.query):
        begin, limit = time.monotonic(), job.configuration.jobTimeoutMs
        while time.monotonic() < begin + int(marker[1]):
            if running.cancelled:
                raise duckdb.InterruptException
            if limit and time.monotonic() > begin + int(limit) / 1000:
                said = f"Job execution was cancelled: Job timed out after {int(limit) / 1000:g}s"
                raise errors.BigQueryError("stopped", said)
            time.sleep(0.02)
    if "/* crash */" in config.query:
        said = (
            "An internal error occurred and the request could not be completed. This is usually caused by a transient "
        )
        raise errors.BigQueryError("internalError", f"{said}issue. Retrying the job with back-off may help.")
    limit = config.maximumBytesBilled
    if limit and int(limit) < MINIMUM_BYTES:
        # At least 10 MB are billed for each query that reads a table.
        raise errors.BigQueryError(
            "bytesBilledLimitExceeded",
            f"Query exceeded limit for bytes billed: {limit}. {MINIMUM_BYTES} or higher required.",
        )
    return _query(job, session, running)


runner._dry_run, runner._query = dry_run, query


# --- The wire ---------------------------------------------------------------------------------------------------------

_CONSOLE = "https://console.developers.google.com/apis/api/bigquery.googleapis.com/overview?project"
AGAIN_FAULTS = {
    "busy": (503, "backendError", "UNAVAILABLE", "The service is currently unavailable."),
    "throttle": (
        403,
        "rateLimitExceeded",
        "PERMISSION_DENIED",
        "Exceeded rate limits: too many api requests per user per method for this user_method. For more information, "
        "see https://cloud.google.com/bigquery/docs/troubleshoot-quotas",
    ),
}
PROJECT_FAULTS = {
    "no-api": (
        403,
        "accessNotConfigured",
        "PERMISSION_DENIED",
        f"BigQuery API has not been used in project no-api before or it is disabled. Enable it by visiting {_CONSOLE}"
        "=no-api then retry.",
    ),
    "no-billing": (
        403,
        "billingNotEnabled",
        "PERMISSION_DENIED",
        "Billing has not been enabled for this project. Enable billing at https://console.cloud.google.com/billing. "
        "DML queries are not allowed in the free tier.",
    ),
    "no-such-project": (404, "notFound", "NOT_FOUND", "Not found: Project no-such-project"),
}
CALLER_FAULTS = {
    "revoked@": (
        401,
        "authError",
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    ),
    "stranger@": (
        403,
        "accessDenied",
        "PERMISSION_DENIED",
        "Access Denied: Project shop-prod: User does not have bigquery.jobs.create permission in project shop-prod.",
    ),
}


class Wire:
    """Logs each request, and answers with the fault that it is due."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.refusals: dict[str, int] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if scope["path"] == "/requests":
            await answer(send, 200, logged())
            return
        if "x-setup" not in headers:
            log(scope, body)
            fault = self.fault(scope["path"], headers, body)
            if fault:
                await answer(send, *fault)
                return
        if scope["path"] == "/token":
            await answer(send, *token(body))
            return
        chunks = iter([{"type": "http.request", "body": body}])

        async def replay() -> Any:
            return next(chunks, None) or await receive()

        await self.inner(scope, replay, send)
        if "x-setup" in headers:
            for it in CACHES:
                it.cache_clear()

    def fault(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any] | None:
        project = path.partition("/projects/")[2].partition("/")[0]
        if project in PROJECT_FAULTS:
            return error(*PROJECT_FAULTS[project])
        claims = row_access._claims(headers.get("authorization"))
        for name, fault in CALLER_FAULTS.items():
            if str(claims.get("email", "")).startswith(name):
                return error(*fault)
        if not path.endswith("/jobs") or not body:
            return None
        job = json.loads(body)
        sql = job["configuration"]["query"]["query"]
        return self.refused(sql) or self.elsewhere(job, sql)

    def refused(self, sql: str) -> tuple[int, Any] | None:
        marker = AGAIN.search(sql)
        if marker is None or self.refusals.get(sql, 0) == int(marker[2]):
            self.refusals.pop(sql, None)
            return None
        self.refusals[sql] = self.refusals.get(sql, 0) + 1
        if marker[1] == "gateway":
            return 502, "<html><title>502 Bad Gateway</title></html>"
        return error(*AGAIN_FAULTS[marker[1]])

    @staticmethod
    def elsewhere(job: Any, sql: str) -> tuple[int, Any] | None:
        """Every dataset here is in the US; a job that is sent elsewhere finds none of them."""
        place = job.get("jobReference", {}).get("location") or "US"
        found = re.search(r"`shop-prod`\.`(\w+)`", sql)
        if place.upper() == "US" or found is None:
            return None
        dataset = f"shop-prod:{found[1]}"
        return error(404, "notFound", "NOT_FOUND", f"Not found: Dataset {dataset} was not found in location {place}")


def log(scope: Any, body: bytes) -> None:
    line = {"request": f"{scope['method']} {scope['path']}"}
    if scope["method"] == "POST" and body.startswith(b"{"):
        sent = json.loads(body)
        sql = sent.get("configuration", {}).get("query", sent).get("query")
        if sql is not None:
            line["sql"] = sql
    with LOG.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def logged() -> list[str]:
    lines = LOG.read_text(encoding="utf-8").splitlines() if LOG.exists() else []
    return [json.loads(it)["request"] for it in lines]


def error(status: int, reason: str, name: str, message: str) -> tuple[int, Any]:
    """An error as Google's APIs write it."""
    detail = {"message": message, "domain": "global", "reason": reason}
    return status, {"error": {"code": status, "message": message, "errors": [detail], "status": name}}


def token(body: bytes) -> tuple[int, Any]:
    """Google's token endpoint: for the assertion of a service account's key, or a user's refresh token.

    https://datatracker.ietf.org/doc/html/rfc6749#section-5 has its answers. The access token is a JWT, from which
    local-bigquery learns who calls; nobody checks its signature.
    """
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    claims = row_access._claims(f"Bearer {form['assertion']}") if "assertion" in form else {}
    email = claims.get("iss") or form.get("refresh_token", "")
    if email.startswith("expired@"):
        return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
    payload = base64.urlsafe_b64encode(json.dumps({"email": email}).encode()).decode().rstrip("=")
    return 200, {"access_token": f"e30.{payload}.c2ln", "expires_in": 3599, "token_type": "Bearer"}


async def answer(send: Any, status: int, content: Any) -> None:
    body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    headers = [(b"content-type", b"application/json; charset=UTF-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    settings.data_dir = DIRECTORY / "data"
    settings.default_project_id, settings.default_dataset_id = "shop-prod", "CUST"
    uvicorn.run(Wire(app), host="127.0.0.1", port=PORT, log_level="warning")
