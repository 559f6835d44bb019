"""A client of the language server: JSON-RPC to a process of its own, or to a server in this one."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.cli.calls import command, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import IO

Object = dict[str, Any]

PATIENCE = 20.0
"""Seconds after which an answer is missing rather than late."""

# What a present-day editor can do.
CAPABILITIES: Object = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "workspaceFolders": True,
        "workspaceEdit": {"documentChanges": True},
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
        "inlayHint": {"refreshSupport": True},
        "codeLens": {"refreshSupport": True},
        "diagnostics": {"refreshSupport": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown"],
                "insertTextModeSupport": {"valueSet": [1, 2]},
            }
        },
        "hover": {"contentFormat": ["markdown"]},
        "definition": {"linkSupport": True},
        "typeDefinition": {"linkSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "foldingRange": {"lineFoldingOnly": True},
        "rename": {"prepareSupport": True},
        "codeAction": {"disabledSupport": True, "resolveSupport": {"properties": ["edit"]}},
        "documentLink": {"tooltipSupport": True},
    },
}


class ServerError(Exception):
    """An error in place of a result."""

    def __init__(self, error: Object) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]
        self.message: str = error["message"]


class Client:
    """One connection; whatever the server sends is kept in the order in which it came.

    `told` is what it says of itself, `answers` are those that nobody has waited for, by number. `settings` answers
    `workspace/configuration`, by the folder that it is asked for, "" in general. Other requests of the server are
    answered with null.
    """

    def __init__(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        self.settings: dict[str, Object] = {}
        self.requests: list[Object] = []
        self.notifications: list[Object] = []
        self._reader = reader
        self._writer = writer
        self._incoming: queue.Queue[Object | None] = queue.Queue()
        self.told: Object = {}
        self.answers: dict[int | None, Object] = {}
        self._held: list[bytes] | None = None
        self._next = 0
        self.reading = threading.Thread(target=self._read, daemon=True)
        self.reading.start()

    def initialize(self, *folders: str, capabilities: Object | None = None, **more: Any) -> Object:
        """Begin, and take over what the server says of itself."""
        params: Object = {
            "processId": None,
            "capabilities": CAPABILITIES if capabilities is None else capabilities,
            "workspaceFolders": [{"uri": it, "name": it.rpartition("/")[2]} for it in folders],
            **more,
        }
        self.told = self.request("initialize", params)
        self.notify("initialized", {})
        return self.told

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Send all that is said within in one piece."""
        self._held = []
        yield
        held, self._held = self._held, None
        self._writer.write(b"".join(held))
        self._writer.flush()

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def begin(self, method: str, params: Any = None) -> int:
        """Send a request without waiting; returns its number."""
        self._next += 1
        self._send({"id": self._next, "method": method, "params": params})
        return self._next

    def finish(self, number: int) -> Any:
        """Wait for the answer to a request."""
        self.wait(lambda: number in self.answers, f"an answer to request {number}")
        answer = self.answers.pop(number)
        if "error" in answer:
            raise ServerError(answer["error"])
        return answer["result"]

    def request(self, method: str, params: Any = None) -> Any:
        """Send a request, and wait for the answer."""
        return self.finish(self.begin(method, params))

    def wait(self, is_there: Callable[[], bool], what: str) -> None:
        """Take messages until something has come."""
        while not is_there():
            try:
                message = self._incoming.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"the server does not send {what}") from None
            if message is None:
                raise AssertionError(f"the server is gone without {what}")
            self._take(message)

    def settle(self) -> None:
        """Wait until the server has dealt with all that was sent."""
        self.request("workspace/symbol", {"query": "no such slug at all"})

    def next(self, method: str, *, where: Callable[[Any], bool] = lambda _: True) -> Any:
        """Wait for a notification, or take the first that came; returns its parameters."""
        fits = lambda it: it["method"] == method and where(it["params"])  # noqa: E731
        self.wait(lambda: any(map(fits, self.notifications)), method)
        found = next(filter(fits, self.notifications))
        self.notifications.remove(found)
        return found["params"]

    def asked(self, method: str) -> Any:
        """Wait for a request of the server's, or take the first that came; returns its parameters."""
        self.wait(lambda: any(it["method"] == method for it in self.requests), method)
        found = next(it for it in self.requests if it["method"] == method)
        self.requests.remove(found)
        return found["params"]

    def open(self, uri: str, text: str, language: str = "datagraph") -> None:
        """Open a document."""
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, *changes: Object) -> None:
        """Change a document."""
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def close(self, uri: str) -> None:
        """Close a document."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str, version: int | None = None) -> list[Object]:
        """The next diagnostics that are pushed for a document, or those of a version."""

        def is_meant(params: Object) -> bool:
            return params["uri"] == uri and version in (None, params.get("version"))

        found: list[Object] = self.next("textDocument/publishDiagnostics", where=is_meant)["diagnostics"]
        return found

    def _send(self, message: Object) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        data = b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        if self._held is not None:
            self._held.append(data)
            return
        self._writer.write(data)
        self._writer.flush()

    def _take(self, message: Object) -> None:
        if "method" not in message:
            self.answers[message["id"]] = message
        elif "id" in message:
            self.requests.append(message)
            self._send({"id": message["id"], "result": self._result(message)})
        else:
            self.notifications.append(message)

    def _result(self, message: Object) -> Any:
        if message["method"] == "workspace/configuration":
            return [self.settings.get(it.get("scopeUri", "")) for it in message["params"]["items"]]
        return {"applied": True} if message["method"] == "workspace/applyEdit" else None

    def _read(self) -> None:
        try:
            while head := self._reader.readline():
                length = int(head.partition(b":")[2])
                assert self._reader.readline() == b"\r\n"
                self._incoming.put(json.loads(self._reader.read(length)))
        except (OSError, ValueError):
            pass
        self._incoming.put(None)


class Process(Client):
    """A client of a process of its own, which ends with the context."""

    def __init__(self, *words: str, cwd: Path | None = None, **variables: str) -> None:
        self.process = subprocess.Popen(
            command("lsp", *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            # No pages of rules are written where no directory can be.
            env=environment(**{"XDG_CACHE_HOME": os.devnull, **variables}),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        super().__init__(self.process.stdout, self.process.stdin)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if self.process.poll() is None and kind is None:
            self.request("shutdown")
            self.notify("exit")
        try:
            self.process.wait(PATIENCE if kind is None else 0.5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
