"""Snowflake's protocol on this machine: the server of `fakesnow`, and in front of it what that lacks.

A program of its own, run in the server's environment: `python snowflake_serve.py PORT RECORD`. Every request is written
to the file RECORD, a line of JSON each, but for those of the user ADMIN. A comment in a query asks for a fault:
`/* sleep 5 */` takes five seconds, `/* busy 2 */` answers HTTP 503 twice, `/* throttle 2 */` the same with 429.
"""

# The server's packages, and the modules of its directory, are not found where the project's types are checked.
# mypy: ignore-errors

from __future__ import annotations

import base64
import gzip
import json
import re
import sys
import threading
import traceback
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

# Only the end of the path is safe: our own directory has a file called `snowflake` too.
sys.path.append(str(Path(__file__).with_name("snowflake_emulator")))

import keys
import logins
import mends
import metadata
import sqlglot
import uvicorn
from answers import RefusalError, done, family, listed
from sqlglot import TokenType, exp
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

# The role CASHIER has no SELECT on what is in this schema.
HIDDEN_SCHEMA = "PROD"


class Session:
    """Who is logged in, and what that session does now; `limit` is the longest that a statement may take."""

    def __init__(self, user: str, role: str, warehouse: str, limit: float, fake: Any) -> None:
        self.user, self.role, self.warehouse, self.limit, self.fake = user, role, warehouse, limit, fake
        self.number = uuid.uuid4().int % 10**15
        self.running: set[threading.Event] = set()

    def path(self, table: exp.Table) -> keys.Path:
        """A table's full name."""
        parts = [keys.stored(it) for it in table.parts]
        return (*(self.fake.database or "", self.fake.schema or "")[: 3 - len(parts)], *parts)


RECORD = Path(sys.argv[2])
SESSIONS: dict[str, Session] = {}
RESULTS: dict[str, dict[str, Any]] = {}
ATTEMPTS: dict[str, int] = {}


async def body(request: Request) -> dict[str, Any]:
    """The JSON that came."""
    raw = await request.body()
    if request.headers.get("Content-Encoding") == "gzip":
        raw = gzip.decompress(raw)
    return json.loads(raw or b"{}")


def again(request: Request, content: dict[str, Any], search: str = "") -> Request:
    """The same request with another body: a body can be read but once."""
    text = json.dumps(content).encode()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": text, "more_body": False}

    headers = [it for it in request.scope["headers"] if it[0] != b"content-encoding"]
    return Request({**request.scope, "headers": headers, "query_string": search.encode()}, receive)


def session_of(request: Request) -> Session | None:
    """Whose request it is, by the token of the log-in."""
    token = request.headers.get("Authorization", "")
    return SESSIONS.get(token.partition('Token="')[2].rstrip('"'))


def record(request: Request, sql: str | None = None) -> None:
    """Write down a request, unless it is the tests' own."""
    session = session_of(request)
    if session is None or session.user != logins.ADMIN:
        with RECORD.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"path": request.url.path, "sql": sql}) + "\n")


async def log_in(request: Request) -> Response:
    """Check who comes, as Snowflake does; version 5 of the connector wants more in the answer than fakesnow gives."""
    record(request)
    data = (await body(request))["data"]
    if data["ACCOUNT_NAME"] != logins.ACCOUNT:
        # Every name under snowflakecomputing.com leads to a server; that of no account answers so.
        return Response(status_code=404)
    user, settings = str(data.get("LOGIN_NAME", "")).upper(), data["SESSION_PARAMETERS"]
    query = {name: value.upper() for name, value in request.query_params.items()}
    role, warehouse = query.get("roleName") or "PUBLIC", query.get("warehouse", "")
    database, schema = query.get("databaseName", ""), query.get("schemaName", "")
    is_admin = user == logins.ADMIN
    found = {"database": is_admin or metadata.exists(database), "schema": is_admin or metadata.exists(database, schema)}
    found["warehouse"] = warehouse in ("", *logins.WAREHOUSES)
    try:
        logins.check(data, user, role)
        missing = [name for name, is_there in found.items() if not is_there]
        if missing and str(settings.get("CLIENT_VALIDATE_DEFAULT_PARAMETERS")).lower() == "true":
            raise RefusalError("390201", "08004", f"The requested {missing[0]} does not exist or not authorized.")
    except RefusalError as refusal:
        return JSONResponse(refusal.body())
    # Without that parameter, a default that does not exist is no default.
    defaults = {"databaseName": database if found["database"] else "", "schemaName": schema if found["schema"] else ""}
    search = urlencode({name: value for name, value in defaults.items() if value})
    answer = json.loads((await mends.server.login_request(again(request, {"data": data}, search))).body)
    token = answer["data"]["token"]
    fake = mends.server.sessions[token]
    limit = float(settings.get("STATEMENT_TIMEOUT_IN_SECONDS", 172800))
    session = SESSIONS[token] = Session(user, role, warehouse if found["warehouse"] else "", limit, fake)
    names = {"databaseName": fake.database, "schemaName": fake.schema, "roleName": role}
    answer["data"] |= {"masterToken": f"master-{token}", "validityInSeconds": 3600, "masterValidityInSeconds": 14400}
    answer["data"] |= {"sessionId": session.number, "sessionInfo": {**names, "warehouseName": warehouse or None}}
    # Snowflake wants the connector's statistics, unless the log-in says otherwise.
    wants = str(settings.get("CLIENT_TELEMETRY_ENABLED", True)).lower() == "true"
    answer["data"]["parameters"].append({"name": "CLIENT_TELEMETRY_ENABLED", "value": wants})
    return JSONResponse(answer)


async def query(request: Request) -> Response:
    """Run what comes: one statement, or several if the client says how many."""
    asked = await body(request)
    sql = asked["sqlText"]
    record(request, sql)
    session = session_of(request)
    if session is None:
        return JSONResponse(RefusalError("390104", "08001", "User must login again to access the service.").body())
    if found := re.search(r"/\* (busy|throttle) (\d+) \*/", sql):
        number = request.query_params["requestId"]
        ATTEMPTS[number] = ATTEMPTS.get(number, 0) + 1
        if ATTEMPTS[number] <= int(found[2]):
            return Response(status_code=503 if found[1] == "busy" else 429)
    if int((asked.get("parameters") or {}).get("MULTI_STATEMENT_COUNT", 1)) < 2:
        return JSONResponse(await answered(request, session, asked))
    children = [await answered(request, session, {**asked, "sqlText": it}) for it in statements(sql)]
    for child in children:
        if not child["success"]:
            return JSONResponse(child)
        RESULTS[child["data"]["queryId"]] = child
    return JSONResponse(family(children))


def statements(sql: str) -> list[str]:
    """Statements that semicolons part; a semicolon in a quoted name parts nothing."""
    tokens = sqlglot.tokenize(sql, read="snowflake")
    ends = [it.start for it in tokens if it.token_type is TokenType.SEMICOLON]
    parts = [sql[start:end] for start, end in zip([0, *(it + 1 for it in ends)], [*ends, len(sql)], strict=True)]
    return [it.strip() for it in parts if it.strip()]


async def answered(request: Request, session: Session, asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to one statement."""
    try:
        return await run(request, session, asked)
    except RefusalError as refusal:
        return refusal.body()
    except Exception as error:  # noqa: BLE001 as Snowflake itself: a mistake of the server's is told to the client
        traceback.print_exc()
        return RefusalError("000603", "XX000", f"SQL execution internal error: {error}").body()


async def run(request: Request, session: Session, asked: dict[str, Any]) -> dict[str, Any]:
    """One statement: by ourselves where fakesnow is wrong, else by fakesnow."""
    sql = asked["sqlText"]
    if found := re.search(r"/\* sleep ([\d.]+) \*/", sql):
        await pause(session, float(found[1]))
    if found := re.match(r"SELECT SYSTEM\$CANCEL_ALL_QUERIES\((\d+)\)", sql):
        stopped = [it for other in SESSIONS.values() if other.number == int(found[1]) for it in other.running]
        for stop in stopped:
            stop.set()
        return listed(["SYSTEM$CANCEL_ALL_QUERIES"], [(f"{len(stopped)} cancelled.",)])
    if found := re.match(r"ALTER USER (\w+) SET RSA_PUBLIC_KEY='([^']*)'", sql):
        logins.PUBLIC_KEYS[found[1]] = base64.b64decode(found[2])
        return done()
    if sql.startswith("COMMENT ON "):
        # fakesnow does it, and then cannot describe what it did.
        session.fake.cursor().execute(sql)
        return done()
    if sql.startswith("SHOW"):
        return metadata.show(sql)
    if sql.startswith("EXPLAIN "):
        return await explain(request, session, {**asked, "sqlText": sql.removeprefix("EXPLAIN ")})
    tree = parsed(sql)
    if isinstance(tree, exp.Query):
        check_tables(session, tree)
    elif isinstance(tree, exp.Create) and tree.kind == "TABLE" and isinstance(tree.this, exp.Schema):
        metadata.KEYS[session.path(tree.this.this)] = keys.taken(tree, session.path)
        asked = {**asked, "sqlText": tree.sql(dialect="snowflake")}
    elif isinstance(tree, exp.Alter) and (more := keys.added(tree, session.path)):
        metadata.KEYS.setdefault(session.path(tree.this), []).extend(more)
        return done()
    return await by_fakesnow(request, asked)


async def pause(session: Session, seconds: float) -> None:
    """A query that takes its time: until it is cancelled, or the session's limit ends it."""
    stop = threading.Event()
    session.running.add(stop)
    await run_in_threadpool(stop.wait, min(seconds, session.limit))
    session.running.discard(stop)
    if stop.is_set():
        raise RefusalError("000604", "57014", "SQL execution canceled")
    if seconds > session.limit:
        words = f"Statement reached its statement or warehouse timeout of {session.limit:.0f} second(s)"
        raise RefusalError("000630", "57014", words + " and was canceled.")


def parsed(sql: str) -> exp.Expression:
    """A statement's tree."""
    try:
        return sqlglot.parse_one(sql, read="snowflake")
    except sqlglot.ParseError as error:
        first = error.errors[0]
        place = f"line {first['line']} at position {first['col']} unexpected '{first['highlight']}'"
        raise RefusalError("001003", "42000", f"SQL compilation error:\nsyntax error {place}.") from None


async def by_fakesnow(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Hand a request on."""
    answer = json.loads((await mends.server.query_request(again(request, asked))).body)
    if answer["success"]:
        return answer
    words = r'[Cc]olumn(?: with name)? "?([^"\n]*?)"? (?:not found|does not exist)'
    if missing := re.search(words, str(answer.get("message"))):
        message = f"SQL compilation error: error line 1 at position 0\ninvalid identifier '{missing[1]}'"
        raise RefusalError("000904", "42000", message)
    if answer.get("code") == "261000":
        raise RefusalError("000603", "XX000", "SQL execution internal error: " + answer["message"])
    return answer


def check_tables(session: Session, tree: exp.Query) -> None:
    """Refuse what Snowflake refuses before it runs a query: names not stored so, a missing right, missing compute."""
    common = {keys.stored(it.args["alias"].this) for it in tree.find_all(exp.CTE)}
    tables = [it for it in tree.find_all(exp.Table) if isinstance(it.this, exp.Identifier)]
    tables = [it for it in tables if it.db or keys.stored(it.this) not in common]
    # A name with nothing before it, in a session without defaults, is left to fakesnow, which refuses it rightly.
    for database, schema, name in (it for it in map(session.path, tables) if all(it)):
        words = {"Database": (database,), "Schema": (database, schema), "Object": (database, schema, name)}
        for word, path in words.items():
            if not metadata.exists(*path):
                message = f"SQL compilation error:\n{word} '{'.'.join(path)}' does not exist or not authorized."
                raise RefusalError("002003", "42S02" if word == "Object" else "02000", message)
        if session.role == "CASHIER" and schema == HIDDEN_SCHEMA:
            message = f"SQL access control error:\nInsufficient privileges to operate on table '{name}'"
            raise RefusalError("003001", "42501", message)
    if tables and not session.warehouse:
        message = "No active warehouse selected in the current session.  Select an active warehouse with the"
        raise RefusalError("000606", "57P03", message + " 'use warehouse' command.")
    if tables and session.warehouse == "SPENT_WH":
        message = f"Warehouse '{session.warehouse}' cannot be resumed because resource monitor 'BUDGET' has exceeded"
        raise RefusalError("090073", "22000", message + " its quota.")


async def explain(request: Request, session: Session, asked: dict[str, Any]) -> dict[str, Any]:
    """EXPLAIN's table, after the statement was compiled; the first row has what the whole statement would read."""
    tree = parsed(asked["sqlText"])
    check_tables(session, tree)
    described = await by_fakesnow(request, {**asked, "describeOnly": True})
    if not described["success"]:
        return described
    tables = [".".join(session.path(it)) for it in tree.find_all(exp.Table) if it.db]
    names = ["step", "id", "parentOperators", "operation", "objects", "alias", "expressions", "partitionsTotal"]
    names += ["partitionsAssigned", "bytesAssigned"]
    plan = [(None, None, None, "GlobalStats", None, None, None, len(tables), len(tables), 1024 * len(tables))]
    plan += [(1, 0, None, "Result", None, None, "*", None, None, None)]
    plan += [(1, n, "[0]", "TableScan", it, None, "*", 1, 1, 1024) for n, it in enumerate(tables, 1)]
    return listed(names, plan, numbers=("step", "id", "partitionsTotal", "partitionsAssigned", "bytesAssigned"))


async def result(request: Request) -> Response:
    """The answer to one of many statements."""
    record(request)
    return JSONResponse(RESULTS[request.path_params["number"]])


async def fine(request: Request) -> Response:
    """What needs no answer."""
    record(request)
    return JSONResponse({"data": None, "success": True})


app = Starlette(
    routes=[
        Route("/session/v1/login-request", log_in, methods=["POST"]),
        Route("/queries/v1/query-request", query, methods=["POST"]),
        Route("/queries/{number}/result", result),
        Route("/telemetry/send", fine, methods=["POST"]),
        Route("/up", lambda _: Response()),
        Route("/session", fine, methods=["POST"]),
        Route("/session/heartbeat", fine, methods=["POST"]),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
