"""A Databricks SQL warehouse in front of Sail: the connector's own Thrift service, over HTTP.

Run in the server's own environment: `python -I databricks_serve.py LOG sail`. It prints its port, and appends each
statement that arrives to LOG, a line of JSON each.
"""

# mypy: ignore-errors

from __future__ import annotations

import json
import os
import re
import sys
import threading
import uuid
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pyarrow as pa
from databricks.sql.thrift_api.TCLIService import TCLIService, ttypes
from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.transport.TTransport import TMemoryBuffer

# At the end: this folder holds a `databricks.py`, which must not stand before the connector.
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from databricks_engine import Engine, engine
from databricks_rows import described, normal, rows_in
from databricks_words import EngineError

TOKEN = "dapi-let-me-in"
SETUP_TOKEN = "dapi-setup"
# The driver reads the words of a failed request from these headers; the body is what the REST API would say.
_REASON = "X-Databricks-Reason-Phrase"
_MESSAGE = "X-Thriftserver-Error-Message"
_OK = ttypes.TStatus(statusCode=ttypes.TStatusCode.SUCCESS_STATUS)
_STATES = ttypes.TOperationState
_PAGE = 1000


class Operation:
    """A statement that was sent: it runs in a thread of its own."""

    def __init__(self, sql: str) -> None:
        self.guid = uuid.uuid4().bytes
        self.tag = self.guid.hex()
        self.sql = sql
        self.state = _STATES.RUNNING_STATE
        self.error = ""
        self.table = pa.table({})
        self.fetched = 0
        self.is_arrow = True
        self.done = threading.Event()
        self.cancelled = threading.Event()
        self.handle = ttypes.TOperationHandle(
            operationId=ttypes.THandleIdentifier(guid=self.guid, secret=b""),
            operationType=ttypes.TOperationType.EXECUTE_STATEMENT,
            hasResultSet=True,
        )


class Service:
    """All sessions and operations of the server."""

    def __init__(self, engine: Engine, log: str) -> None:
        self.engine = engine
        self._log = log
        self._lock = threading.Lock()
        self.sessions: dict[bytes, tuple[str, str]] = {}
        self.operations: dict[bytes, Operation] = {}
        self.refusals: Counter[str] = Counter()

    def record(self, **what: object) -> None:
        with self._lock, open(self._log, "a", encoding="utf-8") as file:
            file.write(json.dumps(what, default=str) + "\n")

    def run(self, operation: Operation, parameters: list[Any], namespace: tuple[str, str]) -> None:
        try:
            # A query that takes its time: the tests say so in a comment.
            if found := re.search(r"/\* sleep ([\d.]+) \*/", operation.sql):
                operation.cancelled.wait(float(found[1]))
            if not operation.cancelled.is_set():
                _refuse_forbidden(operation.sql)
                operation.table = normal(self.engine.run(operation.sql, parameters, namespace, operation.tag))
                operation.state = _STATES.FINISHED_STATE
        except Exception as error:  # noqa: BLE001 whatever it is, the client must hear of it
            operation.error = str(error) if isinstance(error, EngineError) else f"[INTERNAL_ERROR] {error}"
            operation.state = _STATES.ERROR_STATE
        finally:
            if operation.cancelled.is_set():
                operation.state = _STATES.CANCELED_STATE
            operation.done.set()


def _refuse_forbidden(sql: str) -> None:
    # https://docs.databricks.com/error-messages/insufficient-permissions-error-class.html
    if re.search(r"[.\s]`?forbidden`?\.", sql):
        raise EngineError(
            "[INSUFFICIENT_PERMISSIONS] Insufficient privileges:\n"
            "User does not have USE SCHEMA on Schema 'shop.forbidden'. SQLSTATE: 42501"
        )


def _failed(message: str) -> Any:
    return ttypes.TStatus(statusCode=ttypes.TStatusCode.ERROR_STATUS, errorMessage=message)


class Calls(TCLIService.Iface):
    """The calls of the Thrift service that the connector makes."""

    def __init__(self, service: Service, *, is_recorded: bool) -> None:
        self._service = service
        self._is_recorded = is_recorded

    def OpenSession(self, req: Any) -> Any:  # noqa: N802 the protocol's own names, here and below
        asked = req.initialNamespace
        catalog = ((asked and asked.catalogName) or self._service.engine.catalogs[0]).lower()
        schema = ((asked and asked.schemaName) or "default").lower()
        if problem := self._service.engine.problem_with(catalog, schema):
            return ttypes.TOpenSessionResp(
                status=_failed(problem), serverProtocolVersion=ttypes.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8
            )
        guid = uuid.uuid4().bytes
        self._service.sessions[guid] = (catalog, schema)
        version = ttypes.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8
        return ttypes.TOpenSessionResp(
            status=_OK,
            serverProtocolVersion=version,
            sessionHandle=ttypes.TSessionHandle(
                sessionId=ttypes.THandleIdentifier(guid=guid, secret=b""), serverProtocolVersion=version
            ),
            canUseMultipleCatalogs=True,
        )

    def CloseSession(self, req: Any) -> Any:  # noqa: N802
        self._service.sessions.pop(req.sessionHandle.sessionId.guid, None)
        return ttypes.TCloseSessionResp(status=_OK)

    def ExecuteStatement(self, req: Any) -> Any:  # noqa: N802
        parameters = [_bound(it) for it in req.parameters or ()]
        if self._is_recorded:
            self._service.record(sql=req.statement, parameters=parameters)
        operation = Operation(req.statement)
        operation.is_arrow = bool(req.canReadArrowResult)
        self._service.operations[operation.guid] = operation
        session = req.sessionHandle.sessionId.guid
        namespace = self._service.sessions.get(session)
        if namespace is None:
            # As after an idle time, or a new start of the warehouse.
            gone = ttypes.TStatusCode.INVALID_HANDLE_STATUS
            said = f"Invalid SessionHandle: SessionHandle [{uuid.UUID(bytes=session)}]"
            return ttypes.TExecuteStatementResp(status=ttypes.TStatus(statusCode=gone, errorMessage=said))
        if "/* the session ends */" in req.statement:
            del self._service.sessions[session]
        threading.Thread(target=self._service.run, args=(operation, parameters, namespace), daemon=True).start()
        if req.getDirectResults:
            operation.done.wait(5)
        return ttypes.TExecuteStatementResp(status=_OK, operationHandle=operation.handle)

    def GetOperationStatus(self, req: Any) -> Any:  # noqa: N802
        operation = self._operation(req)
        operation.done.wait(0.05)
        return ttypes.TGetOperationStatusResp(
            status=_OK,
            operationState=operation.state,
            errorMessage=operation.error and f"org.apache.hive.service.cli.HiveSQLException: {operation.error}",
            displayMessage=operation.error,
        )

    def CancelOperation(self, req: Any) -> Any:  # noqa: N802
        operation = self._operation(req)
        operation.cancelled.set()
        if not operation.done.is_set():
            self._service.engine.interrupt(operation.tag)
        return ttypes.TCancelOperationResp(status=_OK)

    def CloseOperation(self, req: Any) -> Any:  # noqa: N802
        self._service.operations.pop(req.operationHandle.operationId.guid, None)
        return ttypes.TCloseOperationResp(status=_OK)

    def GetResultSetMetadata(self, req: Any) -> Any:  # noqa: N802
        return described(self._operation(req).table, is_arrow=self._operation(req).is_arrow)

    def FetchResults(self, req: Any) -> Any:  # noqa: N802
        operation = self._operation(req)
        start = operation.fetched
        page = operation.table.slice(start, min(_PAGE, req.maxRows or _PAGE))
        operation.fetched += page.num_rows
        metadata = described(operation.table, is_arrow=operation.is_arrow)
        return ttypes.TFetchResultsResp(
            status=_OK,
            hasMoreRows=operation.fetched < operation.table.num_rows,
            results=rows_in(page, start, is_arrow=operation.is_arrow),
            resultSetMetadata=metadata,
        )

    def _operation(self, req: Any) -> Operation:
        return self._service.operations[req.operationHandle.operationId.guid]


def _bound(parameter: Any) -> Any:
    """The value that the driver sent beside the statement, as the engine's client binds it."""
    text = parameter.value.stringValue if parameter.value else None
    kind = parameter.type.partition("(")[0]
    if text is None or kind == "VOID":
        return None
    readers: dict[str, Any] = {
        **dict.fromkeys(("TINYINT", "SMALLINT", "INT", "BIGINT"), int),
        **dict.fromkeys(("FLOAT", "DOUBLE"), float),
        "BOOLEAN": "True".__eq__,
        "DECIMAL": Decimal,
        "DATE": date.fromisoformat,
        **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_NTZ"), datetime.fromisoformat),
    }
    return readers.get(kind, str)(text)


class Requests(BaseHTTPRequestHandler):
    """Logging in and finding the warehouse are answered in HTTP; the rest is Thrift."""

    protocol_version = "HTTP/1.1"
    # One write for each answer: two small ones would wait for each other, as TCP is.
    wbufsize = 1 << 16
    service: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if refusal := self._refusal(token, body):
            self._send(*refusal)
            return
        calls = Calls(self.service, is_recorded=token != SETUP_TOKEN)
        incoming, outgoing = TMemoryBuffer(body), TMemoryBuffer()
        TCLIService.Processor(calls).process(TBinaryProtocol(incoming), TBinaryProtocol(outgoing))
        self._send(200, outgoing.getvalue(), {"Content-Type": "application/x-thrift"})

    def _refusal(self, token: str, body: bytes) -> tuple[int, bytes, dict[str, str]] | None:
        warehouse = self.path.rpartition("/")[2]
        if token.startswith("expired-jwt"):
            return _json(401, _REASON, "ExpiredJwtException: JWT expired")
        if token == "dapi-no-right":
            return _json(403, _MESSAGE, "PERMISSION_DENIED: You do not have permission to use the SQL Warehouse")
        if token not in (TOKEN, SETUP_TOKEN):
            # A personal access token that is wrong, revoked or out of date.
            return _json(403, _REASON, "Invalid access token.")
        if warehouse == "starting":
            return _json(503, _MESSAGE, "TEMPORARILY_UNAVAILABLE: SQL warehouse is starting", {"Retry-After": "1"})
        if warehouse == "stopped":
            return _json(400, _MESSAGE, "INVALID_STATE: SQL warehouse stopped is stopped and cannot be started")
        if warehouse != "shop0123456789ab":
            said = f"ENDPOINT_NOT_FOUND: SQL warehouse {warehouse} does not exist at all in the database"
            return _json(404, _MESSAGE, said)
        # A statement that is refused for a while: the tests say so in a comment.
        if found := re.search(rb"/\* unavailable (\d+) (\w+) \*/", body):
            self.service.refusals[found[2].decode()] += 1
            if self.service.refusals[found[2].decode()] <= int(found[1]):
                return _json(503, _MESSAGE, "TEMPORARILY_UNAVAILABLE: try again", {"Retry-After": "1"})
        return None

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 the base class's name
        pass


def _json(
    status: int, header: str, message: str, more: dict[str, str] | None = None
) -> tuple[int, bytes, dict[str, str]]:
    code, _, text = message.rpartition(": ")
    body = json.dumps({"error_code": code or str(status), "message": text}).encode()
    return status, body, {header: message, "Content-Type": "application/json", **(more or {})}


def _end_with_parent() -> None:
    # The pipe ends when the process that holds its other end does, however that happens.
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    """Start the engine, then answer until the process is ended."""
    log, kind = sys.argv[1:]
    Requests.service = Service(engine(kind), log)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 this is how the port is told
    server.serve_forever()


if __name__ == "__main__":
    main()
