"""Installs Graphviz for the tests that need its `dot`: `python -m tests.diagrams.install`; nothing if it is there."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_PACKAGES = ("graphviz", "fonts-dejavu-core")


def install_dot() -> None:
    """Install it with apt where that may install; else the test is skipped."""
    if shutil.which("dot") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # Tests run in several processes, and only one of them can install.
        with open(Path(tempfile.gettempdir()) / "datagraph-tests-graphviz.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for words in (["update"], ["install", "--yes", "--no-install-recommends", *_PACKAGES]):
                if shutil.which("dot") is None:
                    subprocess.run(["apt-get", "-qq", *words], check=False, env=silent, stdout=subprocess.DEVNULL)
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed: its `dot` is wanted on the PATH")


def main() -> None:
    """Install it, or say that its tests will be skipped."""
    try:
        install_dot()
    except pytest.skip.Exception as missing:
        sys.stderr.write(f"{missing}\n")


if __name__ == "__main__":
    main()
