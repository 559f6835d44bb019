"""`datagraph serve`, and a browser that looks at what it serves."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.browser import Browser, browsing
from tests.diagrams.page.graphs import SHOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explorer")]

TITLE = "(document.querySelector('#panel:not([hidden]) h2')?.textContent ?? '')"
PLACE = "document.querySelector('#picture').style.transform"
TROUBLE = "(document.querySelector('#trouble:not([hidden])')?.textContent ?? '')"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("browser")) as running:
        yield running


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address that it tells."""
    command = [sys.executable, "-m", "datagraph", "serve", "--port", "0", *words]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("serving http://127.0.0.1:"), process.communicate(timeout=10)
        yield process, line.split()[1]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=10)


def test_page_follows_the_file_and_keeps_the_readers_place(browser: Browser, tmp_path: Path) -> None:
    graph, configuration = tmp_path / "graph.dg", tmp_path / "datagraph.toml"
    graph.write_text(SHOP, encoding="utf-8")
    configuration.touch()
    with serving(tmp_path) as (process, address):
        browser.open(f"{address}#entity=cart-entity", reducedMotion="reduce")
        browser.do("drag", [300, 700], [360, 720])
        before = browser.get(PLACE)
        # A change is drawn, and the reader stays where they were.
        graph.write_text(SHOP.replace('"Cart"', '"Basket"'), encoding="utf-8")
        assert browser.wait(f"{TITLE} === 'Basket' && {PLACE}") == before
        # So is what can be read of a graph with mistakes, and the mistakes are told.
        graph.write_text(SHOP.replace('"PRODUCTION.CUST.CART"', "PRODUCTION"), encoding="utf-8")
        assert browser.wait(f"{TITLE} === 'Cart' && document.querySelector('#panel .remarks')?.innerText")
        # What keeps a picture from being made is told beside the last one, which a reload shows too.
        configuration.write_text("severity = 1", encoding="utf-8")
        assert "severity" in browser.wait(TROUBLE)
        browser.get("location.reload()")
        assert "severity" in browser.wait(TROUBLE)
        assert browser.get(TITLE) == "Cart"
        configuration.write_text("", encoding="utf-8")
        assert browser.wait(f"{TROUBLE} === ''")
        graph.unlink()
        assert browser.wait(TROUBLE).startswith("error:")
        graph.write_text(SHOP, encoding="utf-8")
        assert browser.wait(f"{TROUBLE} === '' && !document.querySelector('#panel .remarks')")
        assert browser.do("complaints") == []
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert "has ended" in browser.wait(TROUBLE)


def test_port_that_is_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "graph.dg").write_text(SHOP, encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = run(tmp_path, "--port", str(port))
    assert told == (
        2,
        f"error: cannot listen on 127.0.0.1, port {port}: {os.strerror(98)}\n"
        "help: take another port, or any that is free: `--port 0`\n",
    )


def run(folder: Path, *words: str) -> tuple[int, str]:
    """A call that ends by itself: its exit code, and what it complains of."""
    command = [sys.executable, "-m", "datagraph", "serve", *words]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=20)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--port", "70000"], "error: `--port 70000` is no port"),
        (["-"], "error: standard input cannot be followed"),
        (["gone.dg"], "error: cannot read gone.dg"),
        (["--host", "nowhere.invalid"], "error: cannot listen on nowhere.invalid"),
    ],
)
def test_what_cannot_be_served_is_told(tmp_path: Path, words: list[str], told: str) -> None:
    (tmp_path / "graph.dg").write_text(SHOP, encoding="utf-8")
    code, complaint = run(tmp_path, *words)
    assert code == 2
    assert complaint.startswith(told)
    assert "Traceback" not in complaint
