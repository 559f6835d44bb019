"""VS Code in a browser: code-server and a headless Chromium, for as long as a block lasts."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.chromium import chromium
from tests.browser.processes import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.editors.vscode.install import Tools

_PATIENCE = 60.0
_SETTINGS = {
    "chat.disableAIFeatures": True,
    "editor.minimap.enabled": False,
    "editor.stickyScroll.enabled": False,
    "extensions.autoCheckUpdates": False,
    "extensions.ignoreRecommendations": True,
    "files.autoSave": "off",
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.commandCenter": False,
    "window.confirmBeforeClose": "never",
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.enableExperiments": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}
# A proxy that nobody is behind: the server's own calls home end at once.
_NOWHERE = "http://127.0.0.1:9"


class Workbench(NamedTuple):
    """Where the editor is served, and where the browser takes orders."""

    address: str
    browser: str


@contextlib.contextmanager
def workbench(tools: Tools, extension: Path, home: Path) -> Iterator[Workbench]:
    """Start both, the extension installed; everything they write is below `home`."""
    extensions = home / "extensions"
    user = home / "user"
    (user / "User").mkdir(parents=True)
    (user / "User" / "settings.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    places = ["--user-data-dir", str(user), "--extensions-dir", str(extensions)]
    common = [str(tools.node), str(tools.code_server), *places]
    environment = _environment(home)
    installing = [*common, "--install-extension", str(extension)]
    # It says much of native modules that it does without.
    done = subprocess.run(installing, check=False, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    address = f"127.0.0.1:{_free_port()}"
    flags = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"]
    with (
        running([*common, *flags, "--bind-addr", address], home / "code-server.log", environment),
        chromium(tools.browser, home, environment) as browser,
    ):
        _wait_for(lambda: _answers(address))
        yield Workbench(f"http://{address}", browser)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VSCODE", "VIRTUAL_ENV"))}
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        kept[name] = kept[name.lower()] = _NOWHERE
    kept["NO_PROXY"] = kept["no_proxy"] = "127.0.0.1,localhost"
    # Without the folder that this Python's own `datagraph` is in: what the extension finds is the workspace's matter.
    on_path = [it for it in kept.get("PATH", os.defpath).split(os.pathsep) if not shutil.which("datagraph", path=it)]
    return {
        **kept,
        "PATH": os.pathsep.join(on_path),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "EXTENSIONS_GALLERY": json.dumps({"serviceUrl": _NOWHERE, "itemUrl": _NOWHERE}),
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _answers(address: str) -> bool:
    host, port = address.split(":")
    with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
        return True
    return False


def _wait_for(happens: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not happens():
        assert time.monotonic() < end, "VS Code did not come up"
        time.sleep(0.05)
