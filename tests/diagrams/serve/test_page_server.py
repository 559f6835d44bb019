"""What the server answers, and to whom."""

from __future__ import annotations

import http.client
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from datagraph.cli.current_page import CurrentPage
from datagraph.cli.page_server import PageServer

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = '<html data-version="">é'


@pytest.fixture
def server() -> Iterator[PageServer]:
    with PageServer("127.0.0.1", 0, CurrentPage(PAGE)) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(server: PageServer, path: str, host: str = "", method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    return connection.getresponse()


def test_page_says_its_version_and_is_kept_by_nobody(server: PageServer) -> None:
    answer = ask(server, "/")
    assert answer.status == 200
    assert answer.read().decode() == PAGE.replace('""', f'"{server.current.shown.version}"')
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Server"].strip() == "datagraph"


@pytest.mark.parametrize("host", ["localhost:{}", "127.0.0.1:{}", "[::1]:{}", "LOCALHOST:{}", "192.168.1.7:{}"])
def test_own_addresses_are_answered(server: PageServer, host: str) -> None:
    assert ask(server, "/", host.format(server.server_port)).status == 200


@pytest.mark.parametrize("host", ["evil.example:{}", "evil.example", "localhost.evil.example:{}", "127.0.0.1:1", " "])
@pytest.mark.parametrize("path", ["/", "/events", "/other"])
def test_names_that_lead_here_from_elsewhere_are_refused(server: PageServer, host: str, path: str) -> None:
    assert ask(server, path, host.format(server.server_port)).status == 403


@pytest.mark.parametrize("path", ["/graph.dg", "/../graph.dg", "/%2e%2e/etc/passwd", "//other", "/?x", "*"])
def test_there_is_nothing_else(server: PageServer, path: str) -> None:
    assert ask(server, path).status == 404


def test_nothing_can_be_sent(server: PageServer) -> None:
    assert ask(server, "/", method="POST").status == 501


def test_browsers_are_told_of_new_pages_and_of_what_is_wrong(server: PageServer) -> None:
    events = ask(server, "/events")
    assert events.headers["Content-Type"].startswith("text/event-stream")

    def told() -> list[str]:
        return [events.readline().decode().strip() for _ in range(3)]

    first = server.current.shown.version
    assert told() == ["event: picture", f"data: {first}", ""]
    server.current.complain("a\nb")
    assert told() == ["event: picture", f"data: {first}", ""]
    assert told() == ["event: trouble", 'data: "a\\nb"', ""]
    assert ask(server, "/").read() == server.current.shown.html
    server.current.show("new")
    assert told() == ["event: picture", f"data: {server.current.shown.version}", ""]
    assert server.current.shown.version != first
    assert not server.current.shown.trouble
    events.close()
