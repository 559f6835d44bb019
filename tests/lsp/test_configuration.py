"""Settings, configurations, catalogs and folders, as they change while the editor is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from datagraph.catalog import Catalog
from tests.lsp.client import CAPABILITIES
from tests.lsp.inside import Inside
from tests.lsp.texts import EVERYTHING, GRAPH, MISSPELT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD_FASHIONED: dict[str, Any] = {"textDocument": {}}
CATALOG = """\
{
  "version": 1,
  "warehouse": "snowflake",
  "schemas": []
}
"""


@pytest.fixture
def inside() -> Iterator[Inside]:
    with Inside() as client:
        yield client


def codes(client: Inside, uri: str) -> list[str]:
    return [it["code"] for it in client.diagnostics(uri)]


def changed(*paths: Path) -> dict[str, Any]:
    return {"changes": [{"uri": it.as_uri(), "type": 2} for it in paths]}


def test_a_configuration_counts_as_soon_as_it_is_saved(inside: Inside, tmp_path: Path) -> None:
    inside.initialize(tmp_path.as_uri())
    uri = (tmp_path / "a.dg").as_uri()
    inside.open(uri, MISSPELT)
    assert codes(inside, uri) == ["DG201"]
    configuration = tmp_path / "datagraph.toml"
    configuration.write_text('ignore = ["DG201"]\n')
    inside.notify("workspace/didChangeWatchedFiles", changed(configuration))
    assert codes(inside, uri) == []
    configuration.unlink()
    # A client that watches nothing says only that a file was saved.
    inside.open(configuration.as_uri(), "", "toml")
    inside.notify("textDocument/didSave", {"textDocument": {"uri": configuration.as_uri()}})
    assert codes(inside, uri) == ["DG201"]


def test_the_client_is_asked_to_watch_what_decides(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "datagraph.toml").write_text('catalog = "kept/catalog.json"\n')
    inside.initialize(tmp_path.as_uri())
    asked = inside.asked("client/registerCapability")["registrations"]
    globs = [it["globPattern"] for it in asked[0]["registerOptions"]["watchers"]]
    assert {"**/datagraph.toml", "**/pyproject.toml"} <= set(globs)
    assert asked[1]["registerOptions"] == {"section": "datagraph"}
    inside.open((tmp_path / "a.dg").as_uri(), GRAPH)
    (catalog,) = inside.asked("client/registerCapability")["registrations"]
    pattern = {"baseUri": (tmp_path / "kept").as_uri(), "pattern": "catalog.json"}
    assert catalog["registerOptions"]["watchers"] == [{"globPattern": pattern}]


def test_nothing_is_asked_of_a_client_that_cannot_do_it(inside: Inside, tmp_path: Path) -> None:
    inside.initialize(tmp_path.as_uri(), capabilities=OLD_FASHIONED)
    inside.open((tmp_path / "a.dg").as_uri(), GRAPH)
    inside.settle()
    assert inside.requests == []


def test_a_catalog_that_changes_is_read_again(inside: Inside, tmp_path: Path) -> None:
    from datagraph.catalog.file import load

    assert isinstance(load(CATALOG), Catalog)
    catalog = tmp_path / "catalog.json"
    (tmp_path / "datagraph.toml").write_text('catalog = "catalog.json"\nselect = ["DG4"]\n')
    catalog.write_text(CATALOG)
    inside.initialize(tmp_path.as_uri())
    uri = (tmp_path / "a.dg").as_uri()
    inside.open(uri, GRAPH)
    assert set(codes(inside, uri)) == {"DG406"}
    catalog.write_text(CATALOG.replace("[]", '[{"database": "PROD", "name": "CUST", "complete": true}]'))
    inside.notify("workspace/didChangeWatchedFiles", changed(catalog))
    assert "DG403" in codes(inside, uri)


def test_the_settings_of_the_editor_count_per_folder(inside: Inside, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    inside.settings[one.as_uri()] = {"ignore": ["unknown-entity"]}
    inside.initialize(one.as_uri(), other.as_uri())
    inside.asked("workspace/configuration")
    uris = [(it / "a.dg").as_uri() for it in (one, other)]
    inside.settle()
    for uri in uris:
        inside.open(uri, MISSPELT)
    assert [codes(inside, it) for it in uris] == [[], ["DG201"]]
    inside.settings[other.as_uri()] = {"select": ["DG510"]}
    inside.settings[one.as_uri()] = {}
    inside.notify("workspace/didChangeConfiguration", {"settings": None})
    assert [codes(inside, it) for it in uris] == [["DG201"], []]


def test_a_client_that_cannot_be_asked_tells_its_settings(inside: Inside, tmp_path: Path) -> None:
    options = {"datagraph": {"select": ["DG510"]}}
    inside.initialize(tmp_path.as_uri(), capabilities=OLD_FASHIONED, initializationOptions=options)
    uri = (tmp_path / "a.dg").as_uri()
    inside.open(uri, MISSPELT)
    assert codes(inside, uri) == []
    inside.notify("workspace/didChangeConfiguration", {"settings": {"datagraph": {"select": []}}})
    assert codes(inside, uri) == ["DG201"]


def test_a_configuration_can_be_named_for_all_graphs(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text('extend-select = ["missing-description"]\n')
    inside.initialize(tmp_path.as_uri(), initializationOptions={"configuration": "strict.toml"})
    uri = (tmp_path / "a.dg").as_uri()
    inside.open(uri, GRAPH)
    assert "DG504" in codes(inside, uri)


def test_a_rule_that_there_is_not_is_said(inside: Inside, tmp_path: Path) -> None:
    inside.settings[""] = {"ignore": ["unused-entiti"]}
    inside.initialize(tmp_path.as_uri())
    message = inside.next("window/showMessage")["message"]
    assert "no rule named `unused-entiti`: did you mean `unused-entity`?" in message


def test_hints_and_lenses_can_be_switched_off(inside: Inside, tmp_path: Path) -> None:
    inside.initialize(tmp_path.as_uri())
    uri = (tmp_path / "a.dg").as_uri()
    inside.open(uri, GRAPH)
    document = {"textDocument": {"uri": uri}}
    assert inside.request("textDocument/inlayHint", {**document, "range": EVERYTHING})
    assert inside.request("textDocument/codeLens", document)
    inside.settings[tmp_path.as_uri()] = {"inlayHints": {"enable": False}, "codeLens.enable": False}
    inside.notify("workspace/didChangeConfiguration", {"settings": None})
    inside.asked("workspace/inlayHint/refresh")
    inside.asked("workspace/codeLens/refresh")
    assert inside.request("textDocument/inlayHint", {**document, "range": EVERYTHING}) is None
    assert inside.request("textDocument/codeLens", document) is None


def test_folders_come_and_go(inside: Inside, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "a.dg").write_text(GRAPH.replace("cart", folder.name))
    inside.initialize(one.as_uri())

    def names() -> set[str]:
        return {it["name"] for it in inside.request("workspace/symbol", {"query": "entity"})}

    assert names() == {"account-entity", "one-entity"}
    added = {"uri": other.as_uri(), "name": "other"}
    inside.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [added], "removed": []}})
    assert names() == {"account-entity", "one-entity", "other-entity"}
    removed = {"uri": one.as_uri(), "name": "one"}
    inside.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [removed]}})
    assert names() == {"account-entity", "other-entity"}


def test_a_client_that_pulls_is_told_to_ask_again(inside: Inside, tmp_path: Path) -> None:
    text_document = {**CAPABILITIES["textDocument"], "diagnostic": {}}
    inside.initialize(tmp_path.as_uri(), capabilities={**CAPABILITIES, "textDocument": text_document})
    uri = (tmp_path / "a.dg").as_uri()
    inside.open(uri, MISSPELT)
    asked = {"textDocument": {"uri": uri}}
    before = inside.request("textDocument/diagnostic", asked)
    (tmp_path / "datagraph.toml").write_text('ignore = ["DG201"]\n')
    inside.notify("workspace/didChangeWatchedFiles", changed(tmp_path / "datagraph.toml"))
    inside.asked("workspace/diagnostic/refresh")
    after = inside.request("textDocument/diagnostic", {**asked, "previousResultId": before["resultId"]})
    assert after["items"] == []
