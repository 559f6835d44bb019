"""Messages over standard input and output, or over one connection of TCP."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from datagraph_lsp.server import Server

_LONGEST_HEADER = 8192


def serve_stdio(server: Server) -> int:
    """Serve the client at the other end of standard input and output; returns the exit code."""
    # What a driver may print must not get between messages: it goes to standard error.
    own = os.dup(1)
    os.dup2(2, 1)
    return serve(server, sys.stdin.buffer, os.fdopen(own, "wb"))


def serve_tcp(server: Server, port: int) -> int:
    """Wait on this machine for one client, and serve it; 0 takes any free port, and standard error says which."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        sys.stderr.write(f"listening on 127.0.0.1:{listener.getsockname()[1]}\n")
        sys.stderr.flush()
        connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return serve_socket(server, connection)


def serve_socket(server: Server, connection: socket.socket) -> int:
    """Serve the client at the other end of a connection, and close it; returns the exit code."""
    with connection, connection.makefile("rb") as reader:
        try:
            return serve(server, reader, connection.makefile("wb"))
        finally:
            # The thread that waits for a message would keep the reader from being closed.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def serve(server: Server, reader: BinaryIO, writer: BinaryIO) -> int:
    """Serve one client until it says `exit` or is gone, and close the writer.

    Returns the exit code: 1 unless the client has said `shutdown` before.
    """
    with suppress(KeyboardInterrupt):
        return asyncio.run(_serve(server, reader, writer))
    return 1


async def _serve(server: Server, reader: BinaryIO, writer: BinaryIO) -> int:
    loop = asyncio.get_running_loop()
    ended = server.begin(loop)
    server.protocol.set_writer(_Flushing(writer))
    # Not pygls's reader, for which each line of a message's head is a trip through a pool of threads.
    Thread(target=_read, args=(server, reader, loop), daemon=True).start()
    try:
        return await ended
    finally:
        server.close()
        # What is left to write has no reader.
        with suppress(OSError):
            writer.close()


class _Flushing:
    """A writer as pygls takes it."""

    def __init__(self, writer: BinaryIO) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        self._writer.write(data)
        self._writer.flush()

    def close(self) -> None:
        self._writer.close()


def _read(server: Server, reader: BinaryIO, loop: asyncio.AbstractEventLoop) -> None:
    """Read messages in a thread of its own until there are no more."""
    # When the loop is closed, the server has ended while this thread was waiting.
    with suppress(RuntimeError):
        try:
            while (body := _next_body(reader)) is not None:
                _pass_on(server, body, loop)
        except (OSError, ValueError) as error:
            loop.call_soon_threadsafe(server.log, f"the connection is broken: {error}")
        loop.call_soon_threadsafe(server.end, 0 if server.protocol.is_shut_down else 1)


def _pass_on(server: Server, body: bytes, loop: asyncio.AbstractEventLoop) -> None:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        loop.call_soon_threadsafe(server.protocol.refuse_message)
        return
    if isinstance(message, dict) and message.get("method") == "$/cancelRequest":
        # The request may still wait for its turn; then it need not be done at all.
        params = message.get("params")
        server.protocol.withdrawn.add(params.get("id", "") if isinstance(params, dict) else "")
    loop.call_soon_threadsafe(server.receive, message)


def _next_body(reader: BinaryIO) -> bytes | None:
    """The next message's body; None at the end. ValueError if its head tells no length."""
    length = None
    while line := reader.readline(_LONGEST_HEADER):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
        elif not line.strip() and length is not None:
            body = reader.read(length)
            return body if len(body) == length else None
    return None
