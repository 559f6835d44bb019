"""Other Pythons than the one that runs the tests: some emulators do not run on every version."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def python_of(*versions: str) -> str:
    """A Python of one of these versions, such as `3.13`, the first one that is found; the test is skipped without."""
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if running in versions:
        return sys.executable
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for version in versions:
        found = [Path(it) for it in [shutil.which(f"python{version}")] if it]
        for candidate in [*found, *sorted(home.glob(f"versions/{version}.*/bin/python"), reverse=True)]:
            # pyenv's own `python3.13` is a script that fails if that version is not chosen.
            if subprocess.run([candidate, "--version"], check=False, capture_output=True).returncode == 0:
                return str(candidate)
    listed = " or ".join(f"python{it}" for it in versions)
    pytest.skip(f"an emulator needs {listed}: put it on the PATH, or install it by pyenv")
