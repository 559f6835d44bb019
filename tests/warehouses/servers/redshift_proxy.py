"""A door in front of PostgreSQL that writes down every SQL text, and on demand looks like Redshift from outside.

Run as a program inside the server's environment; it imports nothing but the standard library. Its one argument is JSON:
`socket`, the path of PostgreSQL's own; `record`, the file that takes the SQL texts, one JSON string a line; `fault`, a
file that makes the next log-in fail; `disguise`, whether to look like Redshift. It prints the port that it listens on.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import struct
import sys

_SSL_REQUEST, _GSS_REQUEST, _CANCEL_REQUEST = 80877103, 80877104, 80877102
# Redshift's driver sends parameters of its own (`client_protocol_version`, `driver_version`, `os_version`, …), which
# PostgreSQL refuses as settings that it does not know.
_STANDARD_PARAMETERS = (b"user", b"database", b"application_name", b"client_encoding", b"options")


class Door:
    def __init__(self, socket: str, record: str, fault: str, *, disguise: bool) -> None:
        self._socket = socket
        self._record = record
        self._fault = fault
        self._disguise = disguise

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            first = await self._first_packet(reader, writer)
            if first and not await self._has_failed(first, writer):
                await self._join(first, reader, writer)
        writer.close()

    async def _first_packet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        while True:
            (length,) = struct.unpack("!i", await reader.readexactly(4))
            body = await reader.readexactly(length - 4)
            (code,) = struct.unpack("!i", body[:4])
            if code not in (_SSL_REQUEST, _GSS_REQUEST):
                return self._startup(code, body)
            writer.write(b"N")
            await writer.drain()

    def _startup(self, code: int, body: bytes) -> bytes:
        if code != _CANCEL_REQUEST and self._disguise:
            words = body[4:].split(b"\0")
            pairs = [it for it in zip(words[::2], words[1::2], strict=False) if it[0] in _STANDARD_PARAMETERS]
            body = body[:4] + b"".join(name + b"\0" + value + b"\0" for name, value in pairs) + b"\0"
        return struct.pack("!i", len(body) + 4) + body

    async def _has_failed(self, first: bytes, writer: asyncio.StreamWriter) -> bool:
        """Refuse a log-in once, if the file says so; requests to cancel pass."""
        if struct.unpack("!i", first[4:8])[0] == _CANCEL_REQUEST or not os.path.exists(self._fault):
            return False
        with open(self._fault, encoding="utf-8") as file:
            code, message = json.load(file)
        os.unlink(self._fault)
        fields = b"".join(
            it.encode() + b"\0" for it in ("SFATAL", "VFATAL", f"C{code}", f"M{message}", "Fpostmaster.c", "L1", "Rx")
        )
        writer.write(b"E" + struct.pack("!i", len(fields) + 5) + fields + b"\0")
        await writer.drain()
        return True

    async def _join(self, first: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind_reader, behind_writer = await asyncio.open_unix_connection(self._socket)
        behind_writer.write(first)
        await behind_writer.drain()
        tasks = [
            asyncio.ensure_future(self._questions(reader, behind_writer, is_ready := asyncio.Event())),
            asyncio.ensure_future(self._answers(behind_reader, writer, is_ready)),
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            behind_writer.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _questions(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_ready: asyncio.Event
    ) -> None:
        while True:
            head = await reader.readexactly(5)
            body = await reader.readexactly(struct.unpack("!i", head[1:])[0] - 4)
            if head[:1] == b"H" and self._disguise and not is_ready.is_set():
                # The driver ends its password with a Flush. A PostgreSQL that refuses the log-in does not read it, and
                # what is left unread makes the socket throw away the refusal.
                continue
            # Query holds its SQL; Parse holds the statement's name before it. Values are in Bind, passwords in `p`.
            if head[:1] in (b"Q", b"P"):
                sql = body.split(b"\0")[0 if head[:1] == b"Q" else 1]
                with open(self._record, "a", encoding="utf-8") as file:
                    file.write(json.dumps(sql.decode("utf-8", "replace")) + "\n")
            writer.write(head + body)
            await writer.drain()

    async def _answers(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_ready: asyncio.Event
    ) -> None:
        while self._disguise and not is_ready.is_set():
            head = await reader.readexactly(5)
            body = await reader.readexactly(struct.unpack("!i", head[1:])[0] - 4)
            if head[:1] == b"S" and body.startswith(b"server_version\0"):
                # Redshift has called itself PostgreSQL 8.0.2 since its first day.
                body = b"server_version\x008.0.2\0"
            elif head[:1] == b"E":
                # 28P01 came with PostgreSQL 9.0; Redshift answers a wrong password with 28000.
                body = body.replace(b"\0C28P01\0", b"\0C28000\0")
            elif head[:1] == b"Z":
                is_ready.set()
            writer.write(head[:1] + struct.pack("!i", len(body) + 4) + body)
            await writer.drain()
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


async def main() -> None:
    door = Door(**json.loads(sys.argv[1]))
    server = await asyncio.start_server(door.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 this is how the port is told
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
