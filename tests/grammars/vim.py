"""Vim, with our files in its runtime path."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import apt

PLUGIN = Path(__file__).parents[2] / "lsp" / "vim"
_PATIENCE = 60.0


def install() -> None:
    """Let apt-get install Vim if there is none with syntax files, and the user may."""
    if _vim() is None:
        apt.install("vim-nox")


def run(script: str, directory: Path) -> Any:
    """Run Vim script in a directory, with no other configuration; what the script puts into `g:answer` comes back."""
    install()
    program = _vim()
    if program is None:
        pytest.skip("no Vim with syntax files: install the package vim-nox, or the like")
    source, answer = directory / "script.vim", directory / "answer.json"
    last = f"call writefile([json_encode(g:answer)], '{answer}')\nqall!\n"
    source.write_text(f"{script}\n{last}", encoding="utf-8")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [program, "-u", "NONE", "-i", "NONE", "--not-a-term", "-n", "-N", "-e", "-s"]
    settings = f"set rtp^={PLUGIN} encoding=utf-8 | filetype plugin indent on | syntax on"
    finished = subprocess.run(
        [*command, "-c", settings, "-S", str(source)],
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert answer.exists(), (finished.stdout + finished.stderr).decode(errors="replace")
    return json.loads(answer.read_text(encoding="utf-8"))


def _vim() -> str | None:
    """A Vim that has syntax highlighting and its runtime files; Debian's smallest has neither."""
    found = shutil.which("vim")
    if found is None:
        return None
    features = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    return found if "+syntax" in features and "+quickfix" in features else None
