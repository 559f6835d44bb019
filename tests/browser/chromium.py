"""A headless Chromium that takes orders."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import apt
from tests.browser.processes import running
from tests.editors.node import npm_install

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAYWRIGHT = "playwright-core@1.65.1"
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--window-size=1280,800",
    # What the page would load from elsewhere is not there, rather than late.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)
_PATIENCE = 60.0


@contextlib.contextmanager
def chromium(program: Path, home: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Start it; the address at which it takes orders. What it writes is below `home`."""
    profile = home / "browser"
    command = [str(program), *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with running(command, home / "browser.log", environment):
        told = profile / "DevToolsActivePort"
        end = time.monotonic() + _PATIENCE
        while not (told.is_file() and told.read_text(encoding="utf-8").count("\n")):
            assert time.monotonic() < end, "the browser did not come up"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{told.read_text(encoding='utf-8').splitlines()[0]}"


def playwright() -> Path:
    """The folder of the library that gives a browser its orders, for Node."""
    return npm_install("playwright", _PLAYWRIGHT) / "playwright-core"


def installed() -> Path:
    """The program, which is installed where that may be; the test is skipped if there is none to be had."""
    found = _find()
    # Fonts too: without one, letters have no width and the mouse finds no word.
    if found is None and apt.install("chromium", "fonts-dejavu-core"):
        found = _find()
    if found is None:
        pytest.skip(f"tests need a browser on the PATH: {' or '.join(_PROGRAMS)}")
    return Path(found)


def _find() -> str | None:
    return next((path for it in _PROGRAMS if (path := shutil.which(it))), None)
