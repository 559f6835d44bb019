"""Environments of their own for the servers, whose packages go together neither with the project's nor each other's."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_HOMES = _HERE.parents[2] / ".venv-servers"


def make(name: str, *versions: str, is_alone: bool = False) -> None:
    """Make the environment of a name with what its file of requirements lists, unless it is there with exactly that.

    It is of the first of some versions of Python that is found, else of the one that runs; the test is skipped if there
    is none. `is_alone` leaves out what the packages themselves require.
    """
    home, requirements = _HOMES / name, _HERE / f"{name}-requirements.txt"
    wanted, stamp = requirements.read_text(encoding="utf-8"), home / "installed.txt"
    _HOMES.mkdir(exist_ok=True)
    # Servers are installed side by side, and two kinds of warehouses share PostgreSQL's.
    with open(_HOMES / f"{name}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
            return
        running = _python_of(*versions) if versions else sys.executable
        subprocess.run([running, "-m", "venv", "--clear", home], check=True)
        pip = [str(python(name)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *(["--no-deps"] if is_alone else []), "-r", str(requirements)], check=True)
        stamp.write_text(wanted, encoding="utf-8")


def python(name: str) -> Path:
    """The Python of an environment."""
    return _HOMES / name / "bin" / "python"


def _python_of(*versions: str) -> str:
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
