"""`warehouse`, `introspect`, and what `validate` and `fix` do with a catalog or a warehouse, on the embedded DuckDB."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from datagraph.catalog import Catalog
from datagraph.catalog.file import dump, load
from tests.cli.calls import call

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
"""
TABLES = """\
ATTACH ':memory:' AS PROD;
USE PROD;
CREATE SCHEMA PROD.CUST;
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY, ACCOUNT_ID BIGINT REFERENCES CUST.ACCOUNT (ID));
CREATE SCHEMA PROD.OTHER;
CREATE TABLE PROD.OTHER.THING (ID BIGINT);
USE memory;
"""
CONFIGURATION = """\
[warehouse.demo]
type = "duckdb"
setup = ["tables.sql"]
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Writes files into the current directory."""

    def write(**files: str) -> None:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".", 1)).write_text(text)

    monkeypatch.chdir(tmp_path)
    write(graph_dg=GRAPH, tables_sql=TABLES, datagraph_toml=CONFIGURATION)
    return write


def names(text: str) -> list[str]:
    catalog = load(text)
    assert isinstance(catalog, Catalog)
    return [str(it.path) for it in catalog.tables()]


def test_the_catalog_holds_what_the_graph_names_and_no_more() -> None:
    result = call("introspect")
    assert result.code == 0
    assert names(result.out) == ["PROD.CUST.ACCOUNT"]
    assert result.err == "found 1 table with 2 columns\n"
    assert call("introspect").out == result.out


def test_whole_schemas_and_everything_can_be_asked_for() -> None:
    assert names(call("introspect", "--schema", "PROD.CUST").out) == ["PROD.CUST.ACCOUNT", "PROD.CUST.CART"]
    both = call("introspect", "graph.dg", "--schema", "PROD.OTHER").out
    assert names(both) == ["PROD.CUST.ACCOUNT", "PROD.OTHER.THING"]
    assert names(call("introspect", "--all").out) == ["PROD.CUST.ACCOUNT", "PROD.CUST.CART", "PROD.OTHER.THING"]


def test_a_schema_that_is_none_is_said_to_be() -> None:
    result = call("introspect", "--schema", "a.b.c")
    assert (result.code, result.out) == (2, "")
    assert "`a.b.c` does not name a schema" in result.err


def test_what_is_not_there_is_told(project: Callable[..., None]) -> None:
    project(graph_dg=GRAPH.replace("ACCOUNT", "ACCOUNTS"))
    result = call("introspect")
    assert result.code == 0
    assert "not found: PROD.CUST.ACCOUNTS" in result.err


def test_the_configured_catalog_is_where_it_goes_and_where_it_comes_from(
    project: Callable[..., None], tmp_path: Path
) -> None:
    project(datagraph_toml='catalog = "catalog.json"\n' + CONFIGURATION)
    assert call("introspect").out == ""
    assert names((tmp_path / "catalog.json").read_text()) == ["PROD.CUST.ACCOUNT"]
    (tmp_path / "tables.sql").unlink()
    assert call("validate").code == 0
    project(graph_dg=GRAPH.replace('"ID"', '"NUMBER"'))
    result = call("validate")
    assert result.code == 1
    assert "DG404" in result.out


def test_a_catalog_needs_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("introspect", "-o", "catalog.json").code == 0
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    assert call("validate", "--catalog", "catalog.json").code == 0
    result = call("validate", "--warehouse", "demo")
    assert result.code == 2
    assert "the driver for duckdb is not installed; run `pip install 'datagraph-toolkit[duckdb]'`" in result.out


@pytest.mark.parametrize("option", [("--catalog", "catalog.json"), ("--warehouse", "demo")])
def test_live_and_offline_find_the_same(project: Callable[..., None], option: tuple[str, str]) -> None:
    project(graph_dg=GRAPH.replace("PROD.CUST.ACCOUNT", "PROD.CUST.ACOUNT").replace('"ID"', '"NUMBER"'))
    call("introspect", "-o", "catalog.json")
    result = call("validate", *option, "--format", "json")
    assert result.code == 1
    (file,) = json.loads(result.out)["files"]
    assert [it["code"] for it in file["diagnostics"]] == ["DG403"]
    assert file["diagnostics"][0]["fixes"][0]["applicability"] == "safe"


def test_fix_uses_what_is_known_of_the_warehouse(project: Callable[..., None], tmp_path: Path) -> None:
    project(graph_dg=GRAPH.replace("PROD.CUST.ACCOUNT", "PROD.CUST.account"))
    assert call("fix").code == 0
    assert "PROD.CUST.account" in (tmp_path / "graph.dg").read_text()
    assert call("fix", "--warehouse", "demo").code == 0
    assert (tmp_path / "graph.dg").read_text() == GRAPH


def test_a_default_warehouse_is_asked_unless_there_is_a_catalog(project: Callable[..., None], tmp_path: Path) -> None:
    project(datagraph_toml='default-warehouse = "demo"\n' + CONFIGURATION, graph_dg=GRAPH.replace('"ID"', '"NUMBER"'))
    assert call("validate").code == 1
    (tmp_path / "empty.json").write_text(dump(Catalog("duckdb")))
    result = call("validate", "--catalog", "empty.json")
    assert "DG404" not in result.out


def test_one_connection_alone_does_not_make_validate_ask_it(project: Callable[..., None]) -> None:
    project(graph_dg=GRAPH.replace('"ID"', '"NUMBER"'))
    assert call("validate").code == 0


def test_catalog_and_warehouse_exclude_each_other() -> None:
    result = call("validate", "--catalog", "c.json", "--warehouse", "demo")
    assert result.code == 2
    assert "exclude each other" in result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "there is no such file"),
        ("{", "not a catalog file: expecting property name"),
        ("{}", "not a catalog file: `version` is missing"),
    ],
)
def test_an_unreadable_catalog_is_told_and_the_graph_still_checked(
    text: str | None, told: str, project: Callable[..., None], tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "catalog.json").write_text(text)
    project(graph_dg=GRAPH.replace('name               = "Account"\n', ""))
    result = call("validate", "--catalog", "catalog.json")
    assert result.code == 2
    assert told in result.out
    assert "DG105" in result.out


@pytest.mark.parametrize(
    ("configuration", "arguments", "told"),
    [
        ("", ("--warehouse", "demo"), "no warehouse named `demo`"),
        (CONFIGURATION, ("--warehouse", "dmo"), "did you mean `demo`?"),
        (CONFIGURATION.replace("tables", "nothing"), ("--warehouse", "demo"), "No such file"),
        ('[warehouse.demo]\ntype = "duckdb"\ndatabase = "x.duckdb"\n', ("--warehouse", "demo"), "no database file"),
        (
            '[warehouse.demo]\ntype = "postgres"\npassword_env = "NOT_SET_HERE"\n',
            ("--warehouse", "demo"),
            "`NOT_SET_HERE`",
        ),
        ('[warehouse.demo]\ndbt_profile = "shop"\n', ("--warehouse", "demo"), "profiles.yml"),
    ],
)
def test_a_warehouse_that_cannot_be_used_is_told_and_the_graph_still_checked(
    configuration: str,
    arguments: tuple[str, ...],
    told: str,
    project: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", os.getcwd())
    project(datagraph_toml=configuration, graph_dg=GRAPH.replace('name               = "Account"\n', ""))
    result = call("validate", *arguments)
    assert result.code == 2
    assert told in result.out
    assert "DG105" in result.out
    other = call("introspect", *arguments)
    assert (other.code, other.out) == (2, "")
    assert told in other.err
    assert "Traceback" not in result.err + other.err


def test_a_report_for_programs_tells_of_the_warehouse_too() -> None:
    result = call("validate", "--warehouse", "nowhere", "--format", "json")
    assert result.code == 2
    assert json.loads(result.out)["files"][0]["error"].startswith("no warehouse named `nowhere`")


def test_warehouses_are_listed_without_their_secrets(
    project: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "hunter2")
    more = '[warehouse.live]\ntype = "redshift"\nhost = "h"\ndatabase = "shop"\npassword_env = "SHOP_PASSWORD"\n'
    project(datagraph_toml='default-warehouse = "live"\n' + CONFIGURATION + more)
    result = call("warehouse", "list")
    assert result.code == 0
    assert result.out.splitlines() == [
        "demo  duckdb     setup=['tables.sql']",
        "live  redshift   host=h database=shop  (default)",
    ]


def test_a_written_password_is_refused_and_not_shown(project: Callable[..., None]) -> None:
    project(datagraph_toml='[warehouse.live]\ntype = "redshift"\ndatabase = "shop"\npassword = "hunter2"\n')
    for words in (("validate",), ("introspect",), ("warehouse", "list"), ("warehouse", "test"), ("fmt", "--check")):
        result = call(*words)
        assert result.code == 2, words
        assert "DG904" in result.out + result.err
        assert "hunter2" not in result.out + result.err


def test_a_connection_is_tested() -> None:
    result = call("warehouse", "test")
    assert result.code == 0
    assert result.out.startswith("demo: duckdb answers in ")
    assert call("warehouse", "test", "nowhere").code == 2
    assert call("warehouse", "do").code == 2


def test_no_warehouse_is_no_list() -> None:
    os.remove("datagraph.toml")
    result = call("warehouse", "list")
    assert (result.code, result.out) == (0, "")
    assert "no warehouse is configured" in result.err
