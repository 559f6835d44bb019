"""Graphviz, for the tests that need the real `dot`; it is installed if it is not there."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest


def install_dot() -> None:
    """Install Graphviz with apt where that may install; else the test is skipped."""
    if shutil.which("dot") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", "graphviz", "fonts-dejavu-core"]):
            subprocess.run(["apt-get", "-qq", *words], check=False, env=silent, stdout=subprocess.DEVNULL)
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed: its `dot` is wanted on the PATH")
