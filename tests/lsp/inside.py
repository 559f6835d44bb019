"""A server in this process, for what needs no process of its own or must be tampered with."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from datagraph_lsp.server import Server
from datagraph_lsp.transport import serve_socket
from tests.lsp.client import PATIENCE, Client

if TYPE_CHECKING:
    from types import TracebackType


class Inside(Client):
    """A client of a server that runs in a thread of this process, and ends with the context."""

    def __init__(self) -> None:
        self.server = Server()
        self._connection, other = socket.socketpair()
        self._codes: list[int] = []
        self._server_thread = threading.Thread(target=self._serve, args=(other,), daemon=True)
        self._server_thread.start()
        self._streams = self._connection.makefile("rb"), self._connection.makefile("wb")
        super().__init__(*self._streams)

    def exit_code(self) -> int:
        """Wait for the server's end."""
        self._server_thread.join(PATIENCE)
        return self._codes[0]

    def vanish(self) -> None:
        """Break the connection off."""
        self._connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Inside:
        return self

    def __exit__(self, _: object, __: object, ___: TracebackType | None) -> None:
        if self._server_thread.is_alive():
            self.vanish()
        self._server_thread.join(PATIENCE)
        self.reading.join(PATIENCE)
        for stream in self._streams:
            # What was not sent any more cannot be.
            with suppress(OSError):
                stream.close()
        self._connection.close()

    def _serve(self, connection: socket.socket) -> None:
        self._codes.append(serve_socket(self.server, connection))
