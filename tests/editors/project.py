"""A project as a user has it: a virtual environment with the server in it, a configuration, and graphs."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

_SERVER = """\
#!/bin/sh
echo $$ >>'{pids}'
exec '{python}' -m datagraph "$@"
"""
_WAREHOUSE = """\
catalog = "catalog.json"

[warehouse.demo]
type = "duckdb"
database = ":memory:"
setup = ["warehouse.sql"]
"""
_PATIENCE = 15.0


class Project:
    """A folder with `datagraph.toml`; its graphs lie one folder deeper."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pids = folder / "pids"
        self._count = 0
        program = folder / ".venv" / "bin" / "datagraph"
        program.parent.mkdir(parents=True)
        program.write_text(_SERVER.format(pids=self._pids, python=sys.executable), encoding="utf-8")
        program.chmod(0o755)
        (folder / "datagraph.toml").touch()

    def write(self, text: str) -> Path:
        """A new file with this text."""
        self._count += 1
        path = self.folder / "graphs" / f"graph{self._count}.dg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def write_with_warehouse(self, text: str, script: str) -> Path:
        """A new file in a folder of its own, with a warehouse that the script fills, and no catalog yet."""
        self._count += 1
        folder = self.folder / f"warehouse{self._count}"
        folder.mkdir()
        (folder / "datagraph.toml").write_text(_WAREHOUSE, encoding="utf-8")
        (folder / "warehouse.sql").write_text(script, encoding="utf-8")
        path = folder / "graph.dg"
        path.write_text(text, encoding="utf-8")
        return path

    def survivors(self) -> list[int]:
        """The servers that run on although their editor is gone; they are stopped."""
        pids = [int(it) for it in self._pids.read_text(encoding="utf-8").split()] if self._pids.exists() else []
        end = time.monotonic() + _PATIENCE
        while any(_runs(it) for it in pids) and time.monotonic() < end:
            time.sleep(0.05)
        left = [it for it in pids if _runs(it)]
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        return left


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # What has ended and is waited for by nobody keeps its number.
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")
