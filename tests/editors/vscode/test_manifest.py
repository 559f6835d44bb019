"""What the extension says of itself agrees with the rest of the project."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datagraph.version import __version__
from datagraph_lsp.commands import ADVERTISED
from datagraph_lsp.preferences import Preferences, read_preferences
from tests.editors.vscode.install import EXTENSION

MANIFEST: Any = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
SETTINGS: Any = MANIFEST["contributes"]["configuration"]["properties"]
# The client's own, of which the server knows nothing.
CLIENT = {"datagraph.path", "datagraph.trace.server"}
SERVER = sorted(SETTINGS.keys() - CLIENT)


def test_version_is_that_of_the_toolkit() -> None:
    assert MANIFEST["version"] == __version__


def test_defaults_are_what_the_server_takes_for_not_set() -> None:
    assert read_preferences(section({name: SETTINGS[name]["default"] for name in SERVER})) == Preferences()


@pytest.mark.parametrize("name", SERVER)
def test_setting_is_one_that_the_server_reads(name: str) -> None:
    other = {"string": "other.toml", "array": ["DG201"], "boolean": False}[SETTINGS[name]["type"]]
    assert read_preferences(section({name: other})) != Preferences()


def test_every_command_of_the_server_is_in_the_palette() -> None:
    assert set(ADVERTISED) <= {it["command"] for it in MANIFEST["contributes"]["commands"]}


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def section(settings: dict[str, object]) -> dict[str, object]:
    """The settings as VS Code hands out the section: as nested objects."""
    nested: dict[str, Any] = {}
    for name, value in settings.items():
        *way, last = name.split(".")[1:]
        place = nested
        for part in way:
            place = place.setdefault(part, {})
        place[last] = value
    return nested
