"""Serves one page over HTTP, and tells browsers when there is a new one; nothing else is to be had from it."""

from __future__ import annotations

import ipaddress
import json
import os
import socket
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.cli.current_page import CurrentPage, Shown

_HEADERS = {
    "Cache-Control": "no-store",
    # The rest of the policy is in the page; this part of it only counts in a header.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_BREATH = 15.0
"""Seconds after which a browser that waits is written to, to see whether it is still there."""


class PageServer(ThreadingHTTPServer):
    """Listens on an address from the moment that it is made; OSError if that cannot be."""

    daemon_threads = True
    # Elsewhere this only allows to listen again at once; on Windows, to listen where another does.
    allow_reuse_address = os.name != "nt"

    def __init__(self, host: str, port: int, current: CurrentPage) -> None:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family = found[0][0]
        self.current = current
        self._names = {"localhost", host.lower(), *([] if is_loopback(host) else [socket.gethostname().lower()])}
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        host = str(self.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    def knows(self, host: str) -> bool:
        """Whether a request was meant for this server: the `Host` header has an address, or a name of this machine.

        A site elsewhere can let its own name lead to this machine, and would then read the page in its visitor's
        browser (DNS rebinding); the header has that name.
        """
        name, _, port = host.strip().lower().rpartition(":") if not host.endswith("]") else (host, "", "")
        if not name:
            name, port = port, ""
        name = name.removeprefix("[").removesuffix("]")
        if port and port != str(self.server_port):
            return False
        return name in self._names or _is_address(name)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes while it is answered is nothing to speak of."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    server_version = "datagraph"
    sys_version = ""
    # For a request that does not come to its end.
    timeout = 20

    def do_GET(self) -> None:
        """The page, what happens to it, or a refusal."""
        if not self.server.knows(self.headers.get("Host", "")):
            self._answer(403, "text/plain", b"This server answers only to its own address.\n")
        elif self.path == "/":
            self._answer(200, "text/html", self.server.current.shown.html)
        elif self.path == "/events":
            self._tell()
        else:
            self._answer(404, "text/plain", b"There is one page here: /\n")

    def do_HEAD(self) -> None:
        """The same, without what is in it."""
        self.do_GET()

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self._begin(status, kind, {"Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell(self) -> None:
        """Write what is shown, and again whenever that changes, until the browser goes."""
        self._begin(200, "text/event-stream", {})
        shown = self.server.current.shown
        self._write(_events(shown))
        while self.command != "HEAD":
            after = self.server.current.wait(shown.number, _BREATH)
            self._write(_events(after) if after.number != shown.number else ":\n\n")
            shown = after

    def _begin(self, status: int, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": f"{kind}; charset=utf-8", **_HEADERS, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def handle(self) -> None:
        """Answer, unless the browser has gone."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


def _events(shown: Shown) -> str:
    """In the form of server-sent events; a trouble comes after the picture that it keeps from being replaced."""
    told = f"event: picture\ndata: {shown.version}\n\n"
    return told + (f"event: trouble\ndata: {json.dumps(shown.trouble)}\n\n" if shown.trouble else "")
