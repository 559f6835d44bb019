"""Installs what the tests in VS Code need: `python -m tests.editors.vscode.install`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.browser import chromium
from tests.editors.node import HOME, ROOT, environment, node24, npm, npm_ci, npm_install

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = ROOT / "lsp" / "vscode"
PACKED = EXTENSION / "dist" / "datagraph.vsix"
_CODE_SERVER = "code-server@4.139.1"
# Extensions that come with the editor, have nothing to do with ours, and speak to the network or take their time.
_UNWANTED = (
    "copilot",
    "git",
    "git-base",
    "github",
    "github-authentication",
    "microsoft-authentication",
    "ms-vscode.js-debug",
)


class Tools(NamedTuple):
    """The programs: Node, code-server's script, the browser; and the folder of the browser's driver."""

    node: Path
    code_server: Path
    playwright: Path
    browser: Path


def install() -> Tools:
    """Install what is missing, and say where everything is; the tests are skipped if there is no browser to be had."""
    browser = chromium.installed()
    node = node24()
    code_server = _code_server()
    playwright = chromium.playwright()
    npm_ci(EXTENSION)
    return Tools(node, code_server, playwright, browser)


def pack() -> Path:
    """Build the extension and pack it, from what is in the project now."""
    done = subprocess.run(
        ["npm", "run", "package"], check=False, cwd=EXTENSION, env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return PACKED


def _code_server() -> Path:
    package = npm_install("code-server", _CODE_SERVER) / "code-server"
    editor = package / "lib" / "vscode"
    ready = HOME / "code-server-inner.txt"
    if not ready.is_file() or ready.read_text(encoding="utf-8") != _CODE_SERVER:
        # What its script for after the installation does. Nothing is compiled: it runs without its native modules.
        for folder in (editor, editor / "extensions"):
            npm("install", "--omit=dev", folder=folder)
        for name in _UNWANTED:
            shutil.rmtree(editor / "extensions" / name, ignore_errors=True)
        ready.write_text(_CODE_SERVER, encoding="utf-8")
    return package / "out" / "node" / "entry.js"


def main() -> None:
    """Install everything; what this machine lacks is said, and the tests are then skipped."""
    try:
        install()
    except pytest.skip.Exception as missing:
        sys.stderr.write(f"{missing}\n")


if __name__ == "__main__":
    main()
