"""Installs Graphviz for the tests that need its `dot`: `python -m tests.diagrams.install`; nothing if it is there."""

from __future__ import annotations

import shutil
import sys

import pytest

from tests import apt


def install_dot() -> None:
    """Install it with apt where that may install; else the test is skipped."""
    if shutil.which("dot") is None and not apt.install("graphviz", "fonts-dejavu-core"):
        pytest.skip("Graphviz is not installed: its `dot` is wanted on the PATH")


def main() -> None:
    """Install it, or say that its tests will be skipped."""
    try:
        install_dot()
    except pytest.skip.Exception as missing:
        sys.stderr.write(f"{missing}\n")


if __name__ == "__main__":
    main()
