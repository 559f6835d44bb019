"""The commands of the editor, against a warehouse on this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.client import ServerError
from tests.lsp.inside import Inside
from tests.lsp.texts import GRAPH, MISSPELT, edited, position

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES = """\
ATTACH ':memory:' AS PROD;
CREATE SCHEMA PROD.CUST;
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY);
CREATE TABLE PROD.CUST.CART (ID BIGINT, ACCOUNT_ID BIGINT);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1), (2);
INSERT INTO PROD.CUST.CART VALUES (1, 1), (1, 1), (2, 9);
"""
ENDLESS = """\
ATTACH ':memory:' AS PROD;
CREATE SCHEMA PROD.CUST;
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY);
CREATE VIEW PROD.CUST.CART AS
  SELECT sum(a.range * b.range % 7)::BIGINT AS ID, 1::BIGINT AS ACCOUNT_ID FROM range(10000000) a, range(10000000) b;
"""
CONFIGURATION = """\
catalog = "catalog.json"
default-warehouse = "demo"

[warehouse.demo]
type = "duckdb"
setup = ["tables.sql"]
"""
REQUEST_FAILED, CANCELLED, INVALID_PARAMS = -32803, -32800, -32602


@pytest.fixture
def inside(tmp_path: Path) -> Iterator[Inside]:
    """A client in a folder with a graph, its configuration and its warehouse."""
    (tmp_path / "datagraph.toml").write_text(CONFIGURATION)
    (tmp_path / "tables.sql").write_text(TABLES)
    (tmp_path / "a.dg").write_text(GRAPH)
    with Inside() as client:
        client.initialize(tmp_path.as_uri())
        client.open((tmp_path / "a.dg").as_uri(), GRAPH)
        yield client


def execute(client: Inside, command: str, *arguments: Any) -> Any:
    return client.request("workspace/executeCommand", {"command": command, "arguments": list(arguments)})


def test_refreshing_writes_the_catalog_and_checks_against_it(inside: Inside, tmp_path: Path) -> None:
    uri, configuration = (tmp_path / "a.dg").as_uri(), (tmp_path / "datagraph.toml").as_uri()
    assert "there is no such file" in inside.diagnostics(configuration)[0]["message"]
    inside.change(uri, 2, {"text": GRAPH.replace("PROD.CUST.CART", "PROD.CUST.KART")})
    found = execute(inside, "datagraph.refreshCatalog")
    assert found == {"path": str(tmp_path / "catalog.json"), "tables": 2, "columns": 3}
    assert json.loads((tmp_path / "catalog.json").read_text())["warehouse"] == "duckdb"
    # What the editor holds counts, not what is on the disk.
    inside.next(
        "textDocument/publishDiagnostics",
        where=lambda it: it["uri"] == uri and "DG403" in [one["code"] for one in it["diagnostics"]],
    )
    inside.diagnostics(configuration)
    assert "found 2 tables with 3 columns in demo" in inside.next("window/showMessage")["message"]


def test_work_in_the_warehouse_shows_its_progress(inside: Inside) -> None:
    execute(inside, "datagraph.refreshCatalog")
    token = inside.asked("window/workDoneProgress/create")["token"]
    progress = [it["params"] for it in inside.notifications if it["method"] == "$/progress"]
    assert {it["token"] for it in progress} == {token}
    kinds = [it["value"]["kind"] for it in progress]
    assert kinds == ["begin", *["report"] * (len(kinds) - 2), "end"]
    told = [it["value"].get("message") for it in progress]
    assert {"connecting to demo", "reading the warehouse's tables"} <= set(told)


def test_without_a_catalog_file_nothing_is_refreshed(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "datagraph.toml").write_text(CONFIGURATION.replace('catalog = "catalog.json"\n', ""))
    changed = {"uri": (tmp_path / "datagraph.toml").as_uri(), "type": 2}
    inside.notify("workspace/didChangeWatchedFiles", {"changes": [changed]})
    with pytest.raises(ServerError, match=r'write `catalog = "catalog.json"` into ') as refused:
        execute(inside, "datagraph.refreshCatalog")
    assert refused.value.code == REQUEST_FAILED


def test_trouble_with_the_warehouse_is_told_in_its_words(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "tables.sql").unlink()
    with pytest.raises(ServerError, match=r"tables\.sql") as refused:
        execute(inside, "datagraph.refreshCatalog")
    assert refused.value.code == REQUEST_FAILED
    inside.settle()
    assert not [it for it in inside.notifications if it["method"] == "window/logMessage"]


def test_checking_an_entity_tells_its_figures(inside: Inside, tmp_path: Path) -> None:
    uri = (tmp_path / "a.dg").as_uri()
    found = execute(inside, "datagraph.checkEntity", uri, position(GRAPH, "PROD.CUST.CART"))["markdown"]
    assert found.startswith("## cart-entity\n\n| rows | no key | repeated keys |\n| --- | --- | --- |\n| 3 | 0 | 1 |\n")
    assert "| user-carts | 50% | 67% | 2 / 2 / 2 | 1 / 1 / 1 | 1:many |" in found
    assert "**error[DG701]**" in found
    assert inside.next("window/showMessage")["message"].startswith("cart-entity: 3 rows, ")


def test_there_must_be_an_entity_at_the_cursor(inside: Inside, tmp_path: Path) -> None:
    uri = (tmp_path / "a.dg").as_uri()
    with pytest.raises(ServerError, match="there is no entity at the cursor"):
        execute(inside, "datagraph.checkEntity", uri, position(GRAPH, "version"))
    with pytest.raises(ServerError, match="there is no Data Graph open"):
        execute(inside, "datagraph.checkEntity")


@pytest.mark.parametrize("way", ["request", "progress"])
def test_a_query_that_takes_for_ever_can_be_cancelled(inside: Inside, tmp_path: Path, way: str) -> None:
    (tmp_path / "tables.sql").write_text(ENDLESS)
    arguments = [(tmp_path / "a.dg").as_uri(), position(GRAPH, "cart-entity")]
    asked = inside.begin("workspace/executeCommand", {"command": "datagraph.checkEntity", "arguments": arguments})
    token = inside.asked("window/workDoneProgress/create")["token"]
    inside.next("$/progress", where=lambda it: "asking the warehouse" in it["value"].get("message", ""))
    # Meanwhile the server answers everything else.
    inside.settle()
    if way == "request":
        inside.notify("$/cancelRequest", {"id": asked})
    else:
        inside.notify("window/workDoneProgress/cancel", {"token": token})
    with pytest.raises(ServerError) as refused:
        inside.finish(asked)
    assert refused.value.code == CANCELLED
    inside.next("$/progress", where=lambda it: it["value"]["kind"] == "end")


def test_all_fixes_can_be_applied_by_command(inside: Inside, tmp_path: Path) -> None:
    uri = (tmp_path / "a.dg").as_uri()
    inside.change(uri, 2, {"text": MISSPELT})
    assert execute(inside, "datagraph.fixAll", uri) is True
    (changed,) = inside.asked("workspace/applyEdit")["edit"]["documentChanges"]
    assert changed["textDocument"]["version"] == 2
    assert edited(MISSPELT, changed["edits"]) == GRAPH
    inside.change(uri, 3, {"text": GRAPH})
    assert execute(inside, "datagraph.fixAll", uri) is False


def test_commands_that_editors_make_their_own_are_named(inside: Inside) -> None:
    # Not `fixAll`: an extension has its own under that name, and two of one name keep it from starting.
    commands = inside.told["capabilities"]["executeCommandProvider"]["commands"]
    assert commands == ["datagraph.refreshCatalog", "datagraph.checkEntity"]
    with pytest.raises(ServerError, match="no command named") as refused:
        execute(inside, "datagraph.paint")
    assert refused.value.code == INVALID_PARAMS


def test_the_graph_is_drawn_with_the_places_of_its_blocks(inside: Inside, tmp_path: Path) -> None:
    uri = (tmp_path / "a.dg").as_uri()
    drawn = execute(inside, "datagraph.showDiagram", uri, {"theme": "dark"})
    assert drawn["svg"].startswith("<svg")
    start = {it["id"]: it["range"]["start"]["line"] for it in drawn["places"]}
    lines = GRAPH.split("\n")
    assert lines[start["entity:cart-entity"]].strip() == 'entity "cart-entity" {'
    assert lines[start["relationship:user-carts"]].strip() == 'relationship "user-carts" {'


def test_what_cannot_be_drawn_is_refused(inside: Inside, tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="no theme named pink"):
        execute(inside, "datagraph.showDiagram", (tmp_path / "a.dg").as_uri(), {"theme": "pink"})
    with pytest.raises(ServerError, match="no Data Graph open"):
        execute(inside, "datagraph.showDiagram", (tmp_path / "none.dg").as_uri())
