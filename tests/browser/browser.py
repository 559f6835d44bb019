"""A browser, to which the tests say what its user does, and which they ask what is on its page."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser import chromium
from tests.editors.node import node24

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRIVER = Path(__file__).with_name("driver.mjs")
_PATIENCE = 10.0


class Browser:
    """What `driver.mjs` can do, by name: `browser.do("press", "Tab")`. It has one page."""

    def __init__(self, process: subprocess.Popen[bytes], patience: float) -> None:
        self._process = process
        self._patience = patience
        self._received = b""

    def do(self, name: str, *arguments: object) -> Any:
        """Run one of the driver's actions, and return what it gives."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"name": name, "arguments": arguments}).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._line())
        assert "error" not in answer, f"{name} {arguments}: {answer['error']}"
        return answer["result"]

    def open(self, address: str, **options: object) -> None:
        """A new page, with nothing left of the one before."""
        self.do("open", address, options)

    def get(self, expression: str) -> Any:
        """What an expression of JavaScript gives in the page."""
        return self.do("get", expression)

    def wait(self, expression: str) -> Any:
        """The same once it is something, such as true."""
        return self.do("wait", expression)

    def press(self, *keys: str) -> None:
        """One key after the other."""
        self.do("press", *keys)

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        end = time.monotonic() + 3 * self._patience
        while b"\n" not in self._received:
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, end - time.monotonic()))
            assert ready, "the browser does not answer"
            got = os.read(self._process.stdout.fileno(), 1 << 16)
            assert got, "the browser's driver has ended"
            self._received += got
        line, _, self._received = self._received.partition(b"\n")
        return line


@contextlib.contextmanager
def browsing(home: Path, patience: float = _PATIENCE) -> Iterator[Browser]:
    """A running browser that writes only below a directory; the test is skipped if there is none to be had.

    `patience` is how many seconds it waits for what is asked of it.
    """
    program, library = chromium.installed(), chromium.playwright()
    with chromium.chromium(program, home, {**os.environ, "HOME": str(home)}) as address:
        plan = {"playwright": str(library), "browser": address, "patience": patience * 1000}
        command = [str(node24()), str(_DRIVER), json.dumps(plan)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            yield Browser(process, patience)
        finally:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
            process.stdout.close()
