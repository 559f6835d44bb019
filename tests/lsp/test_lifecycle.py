"""From the first message to the last, however the last one comes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.calls import call, command, environment, process
from tests.lsp.client import PATIENCE, Client, Process, ServerError
from tests.lsp.inside import Inside

if TYPE_CHECKING:
    from pathlib import Path

CANCELLED, NOT_INITIALIZED, INVALID_REQUEST, PARSE_ERROR = -32800, -32002, -32600, -32700


def test_the_editor_ends_the_server(folder: Path) -> None:
    with Process() as client:
        told = client.initialize(folder.as_uri())
        assert told["serverInfo"]["name"] == "datagraph"
        with pytest.raises(ServerError, match="no method named no/such"):
            client.request("no/such")
        assert client.request("shutdown") is None
        with pytest.raises(ServerError, match="the server is shut down") as refused:
            client.request("textDocument/hover", {})
        assert refused.value.code == INVALID_REQUEST
        client.notify("exit")
        assert client.process.wait(PATIENCE) == 0
        assert client.process.stderr is not None
        assert client.process.stderr.read() == b""


def test_an_exit_without_a_shutdown_is_a_failure() -> None:
    with Inside() as client:
        client.notify("exit")
        assert client.exit_code() == 1


def test_the_server_ends_when_its_client_is_gone() -> None:
    with Process() as client:
        client.initialize()
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.process.wait(PATIENCE) == 1


def test_the_server_ends_when_the_editors_process_is_gone_though_the_pipe_is_open() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as editor, Inside() as client:
        client.initialize(processId=editor.pid)
        editor.send_signal(signal.SIGTERM)
        editor.wait()
        assert client.exit_code() == 1


def test_nothing_is_answered_before_the_beginning() -> None:
    with Inside() as client:
        with pytest.raises(ServerError, match="not initialized") as refused:
            client.request("textDocument/hover", {})
        assert refused.value.code == NOT_INITIALIZED
        client.initialize()


def test_what_is_no_message_is_refused_and_the_server_lives_on(client: Process) -> None:
    assert client.process.stdin is not None
    client.process.stdin.write(b"Content-Length: 1\r\n\r\n{Content-Length: 2\r\n\r\n[]")
    client.process.stdin.flush()
    client.wait(lambda: None in client.answers, "an answer without a number")
    assert client.answers.pop(None)["error"]["code"] == PARSE_ERROR
    client.settle()


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (None, "utf-16"),
        (["utf-16"], "utf-16"),
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-8", "utf-16", "utf-32"], "utf-32"),
        (["ebcdic"], "utf-16"),
    ],
)
def test_the_cheapest_unit_of_columns_is_agreed_on(offered: list[str] | None, chosen: str) -> None:
    from datagraph_lsp.client import Client as Capabilities

    assert Capabilities({"general": {"positionEncodings": offered}} if offered else {}).encoding == chosen


def test_a_request_that_waits_for_its_turn_can_be_cancelled(client: Process) -> None:
    from benchmarks.graphs import graph

    uri = "untitled:large"
    with client.at_once():
        client.open(uri, graph(300))
        first = client.begin("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        second = client.begin("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        client.notify("$/cancelRequest", {"id": second})
    assert client.finish(first)
    with pytest.raises(ServerError) as refused:
        client.finish(second)
    assert refused.value.code == CANCELLED
    client.close(uri)


def test_what_is_done_is_traced_for_those_who_ask(client: Process) -> None:
    client.notify("$/setTrace", {"value": "messages"})
    client.settle()
    client.settle()
    client.next("$/logTrace", where=lambda it: bool(re.fullmatch(r"workspace/symbol took [\d.]+ ms", it["message"])))
    client.notify("$/setTrace", {"value": "off"})
    client.settle()
    client.notifications.clear()
    client.settle()
    assert not client.notifications


def test_a_client_may_connect_by_tcp(folder: Path) -> None:
    server = subprocess.Popen(command("lsp", "--tcp", "0"), stderr=subprocess.PIPE, env=environment())
    try:
        assert server.stderr is not None
        host, port = re.findall(rb"listening on (127\.0\.0\.1):(\d+)", server.stderr.readline())[0]
        with (
            socket.create_connection((host.decode(), int(port))) as connection,
            connection.makefile("rb") as reader,
            connection.makefile("wb") as writer,
        ):
            client = Client(reader, writer)
            assert client.initialize(folder.as_uri())["capabilities"]["hoverProvider"]
            client.request("shutdown")
            client.notify("exit")
            assert server.wait(PATIENCE) == 0
    finally:
        server.kill()
        server.wait()
        assert server.stderr is not None
        server.stderr.close()


def test_without_its_packages_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datagraph.cli.lsp.find_spec", lambda name: None if name == "pygls" else name)
    result = call("lsp")
    assert (result.code, result.out) == (2, "")
    assert "pip install 'datagraph-toolkit[lsp]'" in result.err


def test_what_was_asked_can_be_logged() -> None:
    body = b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}'
    result = process("lsp", "--log-level", "debug", stdin=b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    assert result.code == 1
    assert re.fullmatch(r"DEBUG initialize took [\d.]+ ms\n", result.err)


def test_a_port_is_a_number() -> None:
    result = call("lsp", "--tcp", "http")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: `--tcp http` is no port, such as 2087\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows lets several listen on one port")
def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = process("lsp", "--tcp", str(taken.getsockname()[1]))
    assert result.code == 2
    assert "already in use" in result.err
