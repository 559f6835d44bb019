"""`datagraph drift`: its options and formats, which catalog and which warehouse, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.cli.calls import call
from tests.drift.shop import GRAPH, SETTINGS, TABLES, alter, drift, found, open_shop

BREAKS = "ALTER TABLE crm.account DROP COLUMN email"
CHANGES = "ALTER TABLE crm.account ADD COLUMN city VARCHAR"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(*words: str) -> str:
    result = call("drift", *words)
    assert (result.code, result.out) == (2, "")
    return result.err


def test_json_and_sarif_name_rules_and_places() -> None:
    open_shop()
    alter(BREAKS + ";" + CHANGES)
    result = call("drift", "--format", "json")
    assert (result.code, result.err) == (1, "drift: 1 of 2 findings break a graph\n")
    (file,) = json.loads(result.out)["files"]
    assert [(it["code"], it["severity"]) for it in file["diagnostics"]] == [("DG814", "info"), ("DG802", "error")]
    (run,) = json.loads(call("drift", "--format", "sarif").out)["runs"]
    assert [(it["ruleId"], it["level"]) for it in run["results"]] == [("DG814", "note"), ("DG802", "error")]
    assert {it["id"] for it in run["tool"]["driver"]["rules"]} == {"DG802", "DG814"}


def test_a_report_goes_to_a_file() -> None:
    open_shop()
    alter(BREAKS)
    assert call("drift", "--format", "json", "--output", "drift.json").out == ""
    assert json.loads(Path("drift.json").read_text())["summary"]["errors"] == 1


def test_only_the_class_of_a_change_decides_unless_the_call_says_otherwise() -> None:
    open_shop()
    Path("datagraph.toml").write_text('fail-on = "info"\n' + SETTINGS)
    alter(CHANGES)
    assert drift().code == 0
    assert drift("--fail-on", "info").code == 1
    Path("datagraph.toml").write_text(SETTINGS + '\n[severity]\ntable-changed = "error"\n')
    assert drift().code == 1


def test_rules_are_chosen() -> None:
    open_shop()
    alter(BREAKS + ";" + CHANGES)
    assert "DG814" not in drift("--select", "column-gone").out
    assert "DG802" not in drift("--ignore", "DG80").out
    Path("datagraph.toml").write_text('select = ["DG2"]\nextend-select = ["DG504"]\nignore = ["DG814"]\n' + SETTINGS)
    assert "DG802" in drift().out
    assert "1 error in 1 file" in drift().out
    assert refused("--select", "DG8,DG2") == "error: `DG2` is not about drift: choose among the rules of DG8\n"
    assert refused("--select", "table-gnoe").startswith("error: no rule named `table-gnoe`")


def test_a_comment_silences_a_change() -> None:
    open_shop(
        graph=GRAPH.replace('        join_key = "email"', '        join_key = "email" # datagraph: ignore[DG802]')
    )
    assert found(BREAKS) == []


def test_mistakes_of_the_graph_itself_are_not_its_business() -> None:
    open_shop(graph=GRAPH.replace('related_entity = "cart-entity"', 'related_entity = "carts-entity"'))
    assert found(CHANGES) == ["graph.dg DG814 `shop.crm.account` has changed: new column `city`"]


def test_a_graph_that_cannot_be_read_whole_is_compared_as_far_as_it_goes() -> None:
    open_shop()
    Path("graph.dg").write_text(GRAPH.replace('    primary_key = "id"', "    primary_key = id", 1))
    alter(BREAKS)
    result = drift()
    assert (result.code, "DG802" in result.out) == (1, True)
    assert result.err.startswith("warning: a part of graph.dg cannot be read, and is not compared; `datagraph validate")


def test_a_graph_that_is_not_there_is_named_and_the_others_are_compared() -> None:
    open_shop()
    alter(BREAKS)
    result = drift("graph.dg", "gone.dg")
    assert (result.code, "DG802" in result.out) == (2, True)
    assert "cannot read gone.dg: there is no such file" in result.out


def test_standard_input_is_a_graph() -> None:
    open_shop()
    alter(BREAKS)
    assert call("drift", "-", "--format", "concise", "--stdin-filename", "new.dg", stdin=GRAPH).out.startswith(
        "new.dg:"
    )


def test_tables_of_one_graph_are_no_news_for_another() -> None:
    open_shop()
    start, end = GRAPH.index('  entity "cart'), GRAPH.index("  profile {")
    Path("b.dg").write_text('data_graph {\n  version = "v1.0.0"\n' + GRAPH[start:end] + "}\n")
    assert found("ALTER TABLE crm.cart ADD COLUMN extra INTEGER", "b.dg", "graph.dg") == [
        f"{it} DG814 `shop.crm.cart` has changed: new column `extra`" for it in ("b.dg", "graph.dg")
    ]
    # Only the one graph is asked for, so the profile's tables and the accounts are the catalog's business.
    assert found("DROP TABLE segment.user_traits", "b.dg")[1:] == [
        "catalog.json DG814 table `shop.segment.user_traits` is gone"
    ]


def test_configurations_that_share_a_catalog_share_what_they_name() -> None:
    open_shop()
    for name, kept in (("a", GRAPH), ("b", GRAPH.replace("crm.cart", "crm.stock"))):
        Path(name).mkdir()
        Path(name, "graph.dg").write_text(kept)
        Path(name, "datagraph.toml").write_text(SETTINGS.replace("shop.duckdb", "../shop.duckdb"))
    assert call("introspect", "a", "b", "--config", "datagraph.toml", "--output", "catalog.json").code == 0
    alter("ALTER TABLE crm.cart ADD COLUMN x INTEGER; ALTER TABLE crm.stock ADD COLUMN x INTEGER")
    result = drift("a", "b", "--catalog", "catalog.json")
    assert [(it.partition(":")[0], it.partition("`")[2][:10]) for it in result.out.splitlines()[:-1]] == [
        ("a/graph.dg", "shop.crm.c"),
        ("b/graph.dg", "shop.crm.s"),
    ]


def test_both_catalog_and_warehouse_may_be_named() -> None:
    open_shop()
    alter(BREAKS)
    Path("catalog.json").rename("old.json")
    Path("datagraph.toml").write_text(SETTINGS + '\n[warehouse.other]\ntype = "duckdb"\ndatabase = "other.duckdb"\n')
    assert drift("--catalog", "old.json", "--warehouse", "shop").code == 1
    Path("old.json").rename("catalog.json")
    assert drift("--warehouse", "shop").code == 1
    assert (
        refused()
        == "error: there are several warehouses\nhelp: choose one with `--warehouse`: `shop`, `other`; or "
        + ("set `default-warehouse`\n")
    )


def test_without_a_catalog_there_is_nothing_to_compare() -> None:
    open_shop()
    Path("datagraph.toml").write_text(SETTINGS.partition("\n")[2])
    assert refused().startswith("error: no catalog is named\nhelp: write `--catalog FILE`")
    assert "cannot read gone.json: there is no such file" in refused("--catalog", "gone.json")
    Path("broken.json").write_text("{")
    assert "error[DG905]: not a catalog file" in refused("--catalog", "broken.json")


def test_a_warehouse_that_is_not_there_is_said_in_words() -> None:
    open_shop()
    Path("shop.duckdb").unlink()
    assert refused().startswith("error: there is no database file")
    Path("datagraph.toml").write_text('catalog = "catalog.json"\n')
    assert refused().startswith("error: no warehouse is named\nhelp: write `[warehouse.NAME]` into ")


def test_the_catalog_of_another_connection_is_refused() -> None:
    open_shop()
    text = Path("catalog.json").read_text()
    Path("catalog.json").write_text(text.replace('"warehouse": "duckdb"', '"warehouse": "snowflake"'))
    assert refused().startswith(
        "error: the catalog is of a snowflake warehouse, and the connection is to duckdb\nhelp: "
    )
    Path("catalog.json").write_text(text)
    duckdb.connect("empty.duckdb").close()
    Path("datagraph.toml").write_text(SETTINGS.replace("shop.duckdb", "empty.duckdb"))
    assert refused().startswith(
        "error: the catalog is of the database `shop`, and the connection is to `empty`\nhelp: "
    )


def test_a_database_that_was_emptied_is_no_other_one() -> None:
    open_shop()
    assert len(found("DROP SCHEMA crm CASCADE; DROP SCHEMA segment CASCADE")) == 3


def test_only_the_part_that_the_catalog_holds_is_read() -> None:
    open_shop(tables=TABLES + 'CREATE TABLE crm."od\'d ""name" (id INTEGER);')
    assert found('ALTER TABLE crm."od\'d ""name" ADD COLUMN x INTEGER') == []
    assert call("introspect", "--schema", "shop.crm", "graph.dg", "--output", "catalog.json").code == 0
    assert found('ALTER TABLE crm."od\'d ""name" ADD COLUMN y INTEGER') == [
        "catalog.json DG814 `shop.crm.od'd \"name` has changed: new column `y`"
    ]
