"""VS Code with nothing in it but our extension."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.editors.editor import Editor
from tests.editors.vscode.install import install, pack
from tests.editors.vscode.workbench import workbench

if TYPE_CHECKING:
    from tests.editors.vscode.install import Tools
    from tests.editors.vscode.workbench import Workbench

_DRIVER = Path(__file__).with_name("driver.mjs")


class VSCode(Editor):
    """A browser window; quitting it also ends the editor's server and the browser."""

    def __init__(self, tools: Tools, running: Workbench, stack: contextlib.ExitStack, directory: Path) -> None:
        self._stack = stack
        plan = {"playwright": str(tools.playwright), "address": running.address, "browser": running.browser}
        super().__init__([str(tools.node), str(_DRIVER), json.dumps(plan)], {}, directory)

    def quit(self) -> None:
        """End the editor; nothing of it is left."""
        with self._stack:
            super().quit()


def start(directory: Path) -> VSCode:
    """A new VS Code that writes only below a directory."""
    tools = install()
    with contextlib.ExitStack() as stack:
        running = stack.enter_context(workbench(tools, pack(), directory))
        return VSCode(tools, running, stack.pop_all(), directory)
