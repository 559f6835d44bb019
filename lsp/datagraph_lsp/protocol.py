"""JSON-RPC whose messages stay the dictionaries that they come as."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from itertools import count
from logging import DEBUG
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import JsonRPCProtocol

from datagraph_lsp.reporting import LOGGER
from datagraph_lsp.wire import (
    INTERNAL_ERROR,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    PARSE_ERROR,
    REQUEST_CANCELLED,
    REQUEST_FAILED,
    Written,
    write,
)

if TYPE_CHECKING:
    from concurrent.futures import Future

    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

    MessageId = int | str


class Refused(JsonRpcException):
    """A request that cannot be done, for a reason that the user is shown; nothing is wrong with the server."""

    CODE = REQUEST_FAILED


class Protocol(JsonRPCProtocol):
    """What pygls does between messages and handlers, without its conversions.

    pygls makes an object of each message and everything in it, and turns it back into dictionaries to send it, which
    costs milliseconds where the answer itself costs less; see `benchmarks/`. So the handlers here take the parameters
    as they came, and return what is sent. Of pygls remain the registry of handlers, and how it runs functions and
    coroutines.

    `withdrawn` are requests that the client has cancelled before they were begun: whoever reads messages adds them at
    once, however many others are waiting.
    """

    _server: Server

    def __init__(self, server: Server, converter: Any) -> None:
        super().__init__(server, converter)
        self.withdrawn: set[MessageId] = set()
        self.trace = "off"
        self.is_initialized = False
        self.is_shut_down = False
        self._own_ids = count(1)

    def handle_message(self, message: Any) -> None:
        """Give a message, a dictionary, to its handler."""
        method = message.get("method")
        if method is None:
            self._take_response(message)
        elif "id" in message:
            self._handle_request(message["id"], method, message.get("params"))
        elif method == "$/cancelRequest":
            self._handle_cancel_notification(message["params"]["id"])
        elif self.is_initialized or method == "exit":
            self._handle_notification(method, message.get("params"))

    def refuse_message(self) -> None:
        """Answer what is not JSON, and so has no id."""
        self._refuse(None, PARSE_ERROR, "the message is not JSON")

    def notify(self, method: str, params: Json = None) -> None:
        """Send a notification."""
        self._send_data({"jsonrpc": "2.0", "method": method, "params": params})

    async def ask(self, method: str, params: Json = None) -> Json:
        """Send a request, and wait for what the client answers; JsonRpcException if that is an error."""
        msg_id = f"datagraph-{next(self._own_ids)}"
        # pygls keeps both kinds of futures in one place, and uses what they have in common.
        future: Any = asyncio.get_running_loop().create_future()
        self._request_futures[msg_id] = future
        self._send_data({"jsonrpc": "2.0", "id": msg_id, "method": method, "params": params})
        return await future

    def _handle_request(self, msg_id: MessageId, method_name: str, params: Json) -> None:
        handler = self.fm.builtin_features.get(method_name)
        if msg_id in self.withdrawn:
            self._refuse(msg_id, REQUEST_CANCELLED, "the request is cancelled")
        elif self.is_shut_down:
            self._refuse(msg_id, INVALID_REQUEST, "the server is shut down")
        elif not self.is_initialized and method_name != "initialize":
            self._refuse(msg_id, NOT_INITIALIZED, "the server is not initialized")
        elif handler is None:
            self._refuse(msg_id, METHOD_NOT_FOUND, f"no method named {method_name}")
        else:
            done = partial(self._answer, msg_id, method_name, time.perf_counter())
            self._execute_handler(msg_id, handler, done, (params,))

    def _handle_notification(self, method_name: str, params: Json) -> None:
        handler = self.fm.builtin_features.get(method_name)
        if handler is not None:
            number = f"notification-{next(self._own_ids)}"
            done = partial(self._conclude, number, method_name, time.perf_counter())
            self._execute_handler(number, handler, done, (params,))

    def _answer(self, msg_id: MessageId, method: str, begun: float, future: Future[Json]) -> None:
        self._request_futures.pop(msg_id, None)
        error = None if future.cancelled() else future.exception()
        if future.cancelled():
            self._refuse(msg_id, REQUEST_CANCELLED, "the request is cancelled")
        elif isinstance(error, JsonRpcException):
            self._refuse(msg_id, error.code, error.message)
        elif error is not None:
            self._server.report(method, error)
            self._refuse(msg_id, INTERNAL_ERROR, f"a bug in datagraph, in {method}; the server's log has more")
        else:
            result = future.result()
            written = result if isinstance(result, Written) else write(result)
            self._send(f'{{"jsonrpc":"2.0","id":{write(msg_id)},"result":{written}}}')
        self._log_trace(method, begun)

    def _conclude(self, number: str, method: str, begun: float, future: Future[Json]) -> None:
        self._request_futures.pop(number, None)
        error = None if future.cancelled() else future.exception()
        if error is not None:
            self._server.report(method, error)
        self._log_trace(method, begun)

    def _handle_cancel_notification(self, msg_id: MessageId) -> None:
        # What was cancelled before its turn is answered by now.
        self.withdrawn.discard(msg_id)
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.cancel()

    def _take_response(self, message: Object) -> None:
        future = self._request_futures.pop(message.get("id", ""), None)
        if future is None or future.done():
            return
        error = message.get("error")
        if error is None:
            future.set_result(message.get("result"))
        else:
            future.set_exception(JsonRpcException(error.get("message"), error.get("code")))

    def _refuse(self, msg_id: MessageId | None, code: int, message: str) -> None:
        self._send_data({"jsonrpc": "2.0", "id": msg_id, "error": {"code": code, "message": message}})

    def _log_trace(self, method: str, begun: float) -> None:
        if self.trace == "off" and not LOGGER.isEnabledFor(DEBUG):
            return
        message = f"{method} took {(time.perf_counter() - begun) * 1000:.1f} ms"
        LOGGER.debug(message)
        if self.trace != "off":
            self.notify("$/logTrace", {"message": message})

    def _send_data(self, data: Any) -> None:
        self._send(write(data))

    def _send(self, body: str) -> None:
        if self.writer is None:
            return
        try:
            self.writer.write(f"Content-Length: {len(body)}\r\n\r\n{body}".encode("ascii"))
        except (OSError, ValueError):
            # Nobody reads any more.
            self._server.end(1)
