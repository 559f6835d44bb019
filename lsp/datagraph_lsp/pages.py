"""The rules' pages as files, so that an editor can open the one that a diagnostic links to."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from datagraph.rules import rule_named
from datagraph.version import __version__
from datagraph_lsp.paths import uri_of


class RulePages:
    """Has a rule's page written, as `datagraph explain` shows it, when a diagnostic first links to it.

    Pages lie in the user's cache, by the version that wrote them: an editor may open one long after the server ended.
    """

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._wanted: SimpleQueue[tuple[str, str]] = SimpleQueue()
        self._writer: Thread | None = None

    def address(self, code: str) -> str:
        """The address of the page of the rule with a code, which is there within seconds."""
        found = self._addresses.get(code)
        if found is None:
            found = self._addresses[code] = self._ordered(code)
        return found

    def _ordered(self, code: str) -> str:
        rule = rule_named(code)
        if rule is None:
            return ""
        path = os.path.join(_cache(), "datagraph", "rules", __version__, f"{rule.code}-{rule.name}.md")
        if not os.path.isfile(path):
            self._wanted.put((code, path))
            if self._writer is None:
                self._writer = Thread(target=self._write_all, daemon=True)
                self._writer.start()
        return uri_of(path)

    def _write_all(self) -> None:
        while True:
            # Without a page a link leads nowhere; that is no reason to trouble anybody.
            with suppress(OSError, subprocess.SubprocessError):
                _write(*self._wanted.get())


def _write(code: str, path: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    # In a process of its own: to show what a rule finds takes half a second, and for some rules a warehouse.
    words = [sys.executable, "-m", "datagraph", "explain", code, "--format", "markdown"]
    page = subprocess.run(  # noqa: S603 the words are ours
        words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True
    ).stdout
    # Under another name first: several servers may write the same page.
    draft = f"{path}.{os.getpid()}"
    with open(draft, "wb") as file:
        file.write(page)
    os.replace(draft, path)


def _cache() -> str:
    """The directory for what can be made anew, by the customs of the system."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    return chosen if os.path.isabs(chosen) else os.path.join(home, ".cache")
