"""An editor as far as a benchmark needs one: it sends what is typed, and waits for the answer."""

from __future__ import annotations

import json
import subprocess
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Place = tuple[int, int]
"""A line and a column, both from 0."""

URI = "file:///benchmark/graph.dg"


class Client:
    """A language server in a process of its own, which is told of one document.

    `seconds` of an exchange count from before its first byte is written until the last one of the answer is read.
    """

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._id = 0
        self._version = 1
        capabilities = {
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {
                "publishDiagnostics": {"versionSupport": True},
                "semanticTokens": {
                    "requests": {"full": {"delta": True}},
                    "tokenTypes": [],
                    "tokenModifiers": [],
                    "formats": ["relative"],
                },
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            },
        }
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})

    def open(self, text: str) -> float:
        """Open the document; returns the seconds until its diagnostics."""
        document = {"uri": URI, "languageId": "datagraph", "version": self._version, "text": text}
        return self._until_published("textDocument/didOpen", {"textDocument": document})

    def change(self, start: Place, end: Place, text: str) -> float:
        """Replace what is between two places; returns the seconds until the diagnostics of that version."""
        self._version += 1
        edit = {"range": {"start": _position(start), "end": _position(end)}, "text": text}
        document = {"uri": URI, "version": self._version}
        return self._until_published("textDocument/didChange", {"textDocument": document, "contentChanges": [edit]})

    def request(self, method: str, params: dict[str, Any]) -> tuple[float, Any]:
        """Ask; returns the seconds until the answer, and its result."""
        self._id += 1
        own = self._id
        seconds, answer = self._exchange(
            {"id": own, "method": method, "params": params}, lambda it: it.get("id") == own
        )
        assert "error" not in answer, answer
        return seconds, answer["result"]

    def close(self) -> None:
        """End the server."""
        self.request("shutdown", {})
        self._send({"method": "exit"})
        self._process.wait(10)

    def _until_published(self, method: str, params: dict[str, Any]) -> float:
        def is_answer(message: dict[str, Any]) -> bool:
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and message["params"].get("version") == self._version

        return self._exchange({"method": method, "params": params}, is_answer)[0]

    def _exchange(self, message: dict[str, Any], is_answer: Callable[[dict[str, Any]], bool]) -> tuple[float, Any]:
        begun = time.perf_counter()
        self._send(message)
        while True:
            body = self._read()
            seconds = time.perf_counter() - begun
            received = json.loads(body)
            if is_answer(received):
                return seconds, received
            if "method" in received and "id" in received:
                self._send({"id": received["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> bytes:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()) != b"\r\n":
            assert line, "the server has ended"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return self._process.stdout.read(length)


def _position(place: Place) -> dict[str, int]:
    return {"line": place[0], "character": place[1]}
