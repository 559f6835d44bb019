"""Diagnostics, pushed and pulled."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from datagraph_lsp.paths import path_of
from tests.lsp.client import CAPABILITIES, PATIENCE, Process, ServerError
from tests.lsp.inside import Inside
from tests.lsp.texts import GRAPH, MISSPELT, covered, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PULLING = {**CAPABILITIES, "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}}}


@pytest.fixture
def pulling(tmp_path: Path) -> Iterator[Inside]:
    """A client that asks for diagnostics, with a folder of two graphs."""
    (tmp_path / "a.dg").write_text(MISSPELT)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.dg").write_text(GRAPH)
    with Inside() as client:
        client.initialize(tmp_path.as_uri(), capabilities=PULLING)
        yield client


def test_a_diagnostic_has_all_that_an_editor_shows(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened(MISSPELT)
    (found,) = client.diagnostics(uri, 1)
    assert covered(MISSPELT, found["range"]) == "carts-entity"
    assert (found["severity"], found["code"], found["source"]) == (1, "DG201", "datagraph")
    assert found["message"].startswith("no entity named `carts-entity`: ")
    assert found["data"]["rule"] == "unknown-entity"
    assert found["data"]["fixes"] == [{"title": "change to `cart-entity`", "applicability": "safe"}]
    (related,) = found["relatedInformation"]
    assert related["location"]["uri"] == uri
    assert covered(MISSPELT, related["location"]["range"]) == "cart-entity"


def test_a_client_that_shows_no_other_places_is_told_of_them() -> None:
    with Inside() as client:
        client.initialize(capabilities={})
        client.open("untitled:a", MISSPELT)
        (found,) = client.diagnostics("untitled:a")
        assert found["message"].splitlines()[1:] == ["line 12: did you mean `cart-entity`, declared here?"]


def test_advice_is_tagged(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened(
        GRAPH.replace(
            "  profile {",
            '  entity "spare" {\n    name = "S"\n    table_ref = "A.B.C"\n    primary_key = "I"\n  }\n  profile {',
        )
    )
    (unused,) = client.diagnostics(uri)
    assert (unused["code"], unused["tags"]) == ("DG501", [1])
    uri = opened(GRAPH.replace("v1.0.0", "v0.0.6"))
    assert [2] in [it.get("tags") for it in client.diagnostics(uri)]


def test_parse_errors_are_there_whatever_the_rest_is(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened("data_graph {\n  entity {\n")
    assert "DG027" in [it["code"] for it in client.diagnostics(uri)]


def test_a_diagnostic_links_to_its_rules_page(folder: Path, tmp_path: Path) -> None:
    with Process(cwd=folder, XDG_CACHE_HOME=str(tmp_path)) as client:
        client.initialize(folder.as_uri())
        client.open("untitled:a", MISSPELT)
        (found,) = client.diagnostics("untitled:a")
        page = Path(path_of(found["codeDescription"]["href"]))
        assert page.is_relative_to(tmp_path)
        end = time.monotonic() + PATIENCE
        while not page.exists():
            assert time.monotonic() < end, "there is no page"
            time.sleep(0.05)
    assert "unknown-entity" in page.read_text()


def test_a_client_that_pulls_gets_nothing_pushed(pulling: Inside) -> None:
    pulling.open("untitled:a", MISSPELT)
    pulling.settle()
    assert [it for it in pulling.notifications if it["method"] == "textDocument/publishDiagnostics"] == []
    report = pulling.request("textDocument/diagnostic", {"textDocument": {"uri": "untitled:a"}})
    assert (report["kind"], [it["code"] for it in report["items"]]) == ("full", ["DG201"])


def test_a_client_that_cannot_be_told_to_pull_again_gets_them_pushed() -> None:
    capabilities = {**PULLING, "workspace": {}}
    with Inside() as client:
        result = client.initialize(capabilities=capabilities)
        assert "diagnosticProvider" not in result["capabilities"]
        client.open("untitled:a", MISSPELT)
        assert [it["code"] for it in client.diagnostics("untitled:a")] == ["DG201"]


def test_a_report_that_has_not_changed_is_not_sent_again(pulling: Inside) -> None:
    pulling.open("untitled:a", MISSPELT)
    asked = {"textDocument": {"uri": "untitled:a"}}
    first = pulling.request("textDocument/diagnostic", asked)
    again = pulling.request("textDocument/diagnostic", {**asked, "previousResultId": first["resultId"]})
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}
    pulling.change("untitled:a", 2, {"text": GRAPH})
    third = pulling.request("textDocument/diagnostic", {**asked, "previousResultId": first["resultId"]})
    assert (third["kind"], third["items"]) == ("full", [])


def test_the_workspace_is_all_graphs_open_or_not(pulling: Inside, tmp_path: Path) -> None:
    opened, gone = (tmp_path / "deep" / "b.dg").as_uri(), (tmp_path / "gone.dg").as_uri()
    pulling.open(opened, MISSPELT)
    known = [{"uri": gone, "value": "1"}]
    items = pulling.request("workspace/diagnostic", {"previousResultIds": known})["items"]
    found = {it["uri"]: (it["version"], [one["code"] for one in it["items"]]) for it in items}
    assert found == {opened: (1, ["DG201"]), (tmp_path / "a.dg").as_uri(): (None, ["DG201"]), gone: (None, [])}
    known = [{"uri": it["uri"], "value": it.get("resultId", "")} for it in items]
    again = pulling.request("workspace/diagnostic", {"previousResultIds": known[:2]})["items"]
    assert [it["kind"] for it in again] == ["unchanged", "unchanged"]


def test_workspace_diagnostics_come_in_parts_with_progress(pulling: Inside) -> None:
    tokens = {"partialResultToken": "parts", "workDoneToken": "work"}
    assert pulling.request("workspace/diagnostic", {"previousResultIds": [], **tokens}) == {"items": []}
    progress = [it["params"] for it in pulling.notifications if it["method"] == "$/progress"]
    parts = [item for it in progress if it["token"] == "parts" for item in it["value"]["items"]]
    assert len(parts) == 2
    assert [it["value"]["kind"] for it in progress if it["token"] == "work"] == ["begin", "report", "end"]


def test_work_over_the_workspace_can_be_cancelled(pulling: Inside, tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"more{number}.dg").write_text(MISSPELT)
    with pulling.at_once():
        asked = pulling.begin("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "work"})
    pulling.next("$/progress")
    pulling.notify("$/cancelRequest", {"id": asked})
    with pytest.raises(ServerError) as refused:
        pulling.finish(asked)
    assert refused.value.code == -32800
    assert pulling.request("textDocument/hover", place((tmp_path / "a.dg").as_uri(), MISSPELT, "entity"))


def test_the_mistakes_of_a_configuration_are_on_it(tmp_path: Path) -> None:
    configuration, graph = tmp_path / "datagraph.toml", tmp_path / "a.dg"
    configuration.write_text('selct = ["DG2"]\n')
    with Inside() as client:
        client.initialize(tmp_path.as_uri())
        client.open(graph.as_uri(), GRAPH)
        (found,) = client.diagnostics(configuration.as_uri())
        assert (found["code"], found["range"]["end"]) == ("DG901", {"line": 0, "character": 5})
        client.open(configuration.as_uri(), 'select = ["DG2"\n', "toml")
        assert [it["code"] for it in client.diagnostics(configuration.as_uri())] == ["DG903"]
        client.change(configuration.as_uri(), 2, {"text": 'select = ["DG2"]\n'})
        assert client.diagnostics(configuration.as_uri()) == []
        client.close(configuration.as_uri())
        # On the disk it is as it was.
        assert [it["code"] for it in client.diagnostics(configuration.as_uri())] == ["DG901"]


def test_a_catalog_that_cannot_be_read_is_said_where_it_is_named(tmp_path: Path) -> None:
    configuration, graph, catalog = tmp_path / "datagraph.toml", tmp_path / "a.dg", tmp_path / "catalog.json"
    configuration.write_text('\ncatalog = "catalog.json"\n')
    with Inside() as client:
        client.initialize(tmp_path.as_uri())
        client.open(graph.as_uri(), GRAPH)
        (found,) = client.diagnostics(configuration.as_uri())
        assert found["code"] == "DG905"
        assert "cannot read `catalog.json`: there is no such file" in found["message"]
        assert covered(configuration.read_text(), found["range"]) == '"catalog.json"'
        catalog.write_text("{}")
        event: dict[str, Any] = {"changes": [{"uri": catalog.as_uri(), "type": 1}]}
        client.notify("workspace/didChangeWatchedFiles", event)
        assert client.diagnostics(configuration.as_uri()) == []
        assert [it["code"] for it in client.diagnostics(catalog.as_uri())] == ["DG905"]
