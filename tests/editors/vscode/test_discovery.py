"""Which language server the extension starts; its own code, run by Node without an editor."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editors.node import node24
from tests.editors.vscode.install import EXTENSION

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("vscode")]
SCRIPT = Path(__file__).with_name("discover.mjs")


def test_setting_comes_before_everything(tmp_path: Path) -> None:
    programs(tmp_path, "tools/datagraph", "shop/.venv/bin/datagraph")
    assert found(tmp_path, setting="${workspaceFolder}/../tools/datagraph", folders=["shop"]) == "tools/datagraph"


def test_setting_may_begin_at_home(tmp_path: Path) -> None:
    programs(tmp_path, "tools/datagraph")
    assert found(tmp_path, setting="~/tools/datagraph") == "tools/datagraph"


def test_setting_that_names_nothing_finds_no_other_server(tmp_path: Path) -> None:
    programs(tmp_path, "shop/.venv/bin/datagraph")
    assert found(tmp_path, setting="/nowhere/datagraph", folders=["shop"]) is None


def test_environment_of_the_workspace_comes_before_the_active_one(tmp_path: Path) -> None:
    programs(tmp_path, "shop/venv/bin/datagraph", "active/bin/datagraph", "usr/datagraph")
    assert found(tmp_path, folders=["shop"], VIRTUAL_ENV="active", PATH="usr") == "shop/venv/bin/datagraph"


def test_second_folder_of_the_workspace_is_searched_too(tmp_path: Path) -> None:
    programs(tmp_path, "shop/graph.dg", "bank/.venv/bin/datagraph")
    assert found(tmp_path, folders=["shop", "bank"]) == "bank/.venv/bin/datagraph"


def test_active_environment_comes_before_the_path(tmp_path: Path) -> None:
    programs(tmp_path, "active/bin/datagraph", "usr/datagraph")
    assert found(tmp_path, VIRTUAL_ENV="active", PATH="usr") == "active/bin/datagraph"


def test_interpreter_that_is_chosen_in_the_editor(tmp_path: Path) -> None:
    programs(tmp_path, "conda/bin/python", "conda/bin/datagraph", "usr/datagraph")
    assert found(tmp_path, interpreters=["conda/bin/python"], PATH="usr") == "conda/bin/datagraph"


def test_path_is_searched_last_and_without_its_relative_entries(tmp_path: Path) -> None:
    programs(tmp_path, "usr/datagraph")
    assert found(tmp_path, PATH="usr") == "usr/datagraph"
    assert answer(tmp_path, {"environment": {"PATH": "usr"}})["found"] is None


def test_file_that_cannot_be_run_is_no_server(tmp_path: Path) -> None:
    programs(tmp_path, "shop/.venv/bin/datagraph")
    (tmp_path / "shop/.venv/bin/datagraph").chmod(0o644)
    assert found(tmp_path, folders=["shop"]) is None


def test_installation_goes_into_the_environment_of_the_workspace(tmp_path: Path) -> None:
    programs(tmp_path, "shop/.venv/bin/python")
    told = answer(tmp_path, {"folders": [str(tmp_path / "shop")]})
    assert told == {"found": None, "python": str(tmp_path / "shop/.venv/bin/python")}


def programs(home: Path, *paths: str) -> None:
    for path in paths:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text("", encoding="utf-8")
        (home / path).chmod(0o755)


def found(
    home: Path, *, setting: str = "", folders: Any = (), interpreters: Any = (), **environment: str
) -> str | None:
    """Where the server is below `home`; so are all paths that are given."""
    search = {
        "setting": setting,
        "folders": [str(home / it) for it in folders],
        "interpreters": [str(home / it) for it in interpreters],
        "environment": {name: str(home / it) for name, it in environment.items()},
    }
    command = answer(home, search)["found"]
    return command and os.path.relpath(command["command"], home)


def answer(home: Path, search: dict[str, Any]) -> Any:
    whole = {"setting": "", "folders": [], "interpreters": [], "environment": {}, **search}
    plan = json.dumps({"discovery": (EXTENSION / "src" / "discovery.ts").as_uri(), "search": whole})
    command = [str(node24()), str(SCRIPT), plan]
    environment = {**os.environ, "HOME": str(home)}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
