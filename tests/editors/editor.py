"""A running editor, to which the tests say what its user does."""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_PATIENCE = 60.0


class Editor:
    """An editor that runs `driver.lua` or `driver.el`: both do the same, and wait for the server a bounded time.

    Lines and columns count from 0, columns in code points, whatever the editor itself counts in. What is asked of only
    one of the editors goes through `call`.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], directory: Path) -> None:
        self._log = directory / "stderr"
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=directory,
                env={**os.environ, **environment},
            )
        self._received = b""

    def call(self, name: str, *arguments: object) -> Any:
        """Run one of the driver's functions, and return what it does."""
        assert self._process.stdin is not None
        request = json.dumps({"name": name, "arguments": arguments}) + "\n"
        self._process.stdin.write(request.encode())
        self._process.stdin.flush()
        answer = json.loads(self._line())
        assert "error" not in answer, f"{name}: {answer['error']}"
        return answer["result"]

    def open(self, path: Path) -> None:
        """Open a file and wait until the server looks after it."""
        self.call("open", str(path))

    def text(self) -> str:
        """What stands in the buffer."""
        text: str = self.call("text")
        return text

    def replace(self, before: str, after: str) -> None:
        """Change the first place in the buffer that reads `before`, which has no line end."""
        self.call("replace", before, after)

    def diagnostics(self, count: int) -> list[tuple[tuple[int, int], tuple[int, int], str, str, str]]:
        """The start, end, severity, code and message of each, once there are `count` of them."""
        found = self.call("diagnostics", count)
        return [(tuple(start), tuple(end), *words) for start, end, *words in found]

    def hover(self, place: tuple[int, int]) -> str:
        """The text that is shown."""
        text: str | None = self.call("hover", *place)
        return text or ""

    def complete(self, place: tuple[int, int]) -> list[str]:
        """The labels that are offered."""
        labels: list[str] = self.call("complete", *place)
        return labels

    def accept(self, place: tuple[int, int], label: str) -> str:
        """The buffer after that completion."""
        text: str = self.call("accept", *place, label)
        return text

    def rename(self, place: tuple[int, int], name: str) -> str:
        """The buffer after the renaming."""
        text: str = self.call("rename", *place, name)
        return text

    def quick_fix(self, place: tuple[int, int], title: str) -> tuple[list[str], str]:
        """The titles of all fixes at a place, and the buffer after that one."""
        titles, text = self.call("quick_fix", *place, title)
        return titles, text

    def format(self) -> str:
        """The buffer after formatting."""
        text: str = self.call("format")
        return text

    def check_entity(self, place: tuple[int, int]) -> str:
        """What the warehouse tells of the entity at a place."""
        text: str = self.call("check_entity", *place)
        return text

    def show_diagram(self) -> str:
        """What is written in the picture of the graph."""
        text: str = self.call("show_diagram")
        return text

    def refresh_catalog(self) -> None:
        """Have the warehouse read again; the editor does not wait for the end of it."""
        self.call("refresh_catalog")

    def close(self) -> None:
        """Close the buffer without saving it."""
        self.call("close")

    def quit(self) -> None:
        """End the editor; nothing of it is left."""
        try:
            if self._process.poll() is None:
                self.call("quit")
                self._process.wait(10)
        finally:
            self._process.kill()
            self._process.communicate()

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        end = time.monotonic() + _PATIENCE
        while b"\n" not in self._received:
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(self._process.stdout.fileno(), 1 << 16) if ready else b""
            if not piece:
                log = self._log.read_text(encoding="utf-8", errors="replace")
                raise AssertionError(f"the editor {'is gone' if ready else 'does not answer'}: {log}")
            self._received += piece
        line, self._received = self._received.split(b"\n", 1)
        return line
