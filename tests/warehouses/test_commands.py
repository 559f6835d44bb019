"""The commands, as a user calls them, against every kind of warehouse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlglot import exp

from datagraph.catalog import Catalog, TablePath
from datagraph.catalog.file import load
from datagraph.warehouse.kinds import KINDS
from datagraph.warehouse.sql import quoted
from tests.cli.calls import call
from tests.warehouses.kinds import EVERY_KIND
from tests.warehouses.servers.shop import HOSTILE_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.warehouses.servers.server import Server

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "@DB.@CUST.@ACCOUNT"
    primary_key = "@ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "@DB.@CUST.@CART"
    primary_key = "@ID"
  }

  entity "product-entity" {
    name        = "Product"
    table_ref   = "@DB.@PROD.@PRODUCT"
    primary_key = "@SKU"
  }

  profile {
    profile_folder = "@DB.@SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "@EMAIL"
      }

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.@ID = cart-entity.@ACCOUNT_ID"

        relationship "products" {
          name           = "Products"
          related_entity = "product-entity"

          junction_table {
            table_ref     = "@DB.@CUST.@CART_PRODUCT"
            primary_key   = "@ID"
            left_join_on  = "cart-entity.@ID = @CART_ID"
            right_join_on = "@PRODUCT_ID = product-entity.@SKU"
          }
        }
      }
    }

    relationship "favourites" {
      name           = "Favourites"
      related_entity = "product-entity"

      trait {
        name     = "favourite"
        join_key = "@SKU"
      }
    }
  }
}
"""


@pytest.fixture(params=EVERY_KIND)
def server(request: pytest.FixtureRequest, server_of: Callable[[str], Server]) -> Server:
    return server_of(request.param)


@pytest.fixture
def project(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project directory with the graph of the shop and a connection called `here`."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    settings = "".join(f"{name} = {json.dumps(value)}\n" for name, value in server.parameters.items())
    (tmp_path / "datagraph.toml").write_text(f'[warehouse.here]\ntype = "{server.kind}"\n{settings}', encoding="utf-8")
    (tmp_path / "graph.dg").write_text(graph(server), encoding="utf-8")
    return tmp_path


def graph(server: Server, text: str = GRAPH) -> str:
    """The graph with names as the server stores them."""
    words = ("ACCOUNT_ID", "ACCOUNT", "CART_PRODUCT", "CART_ID", "CART", "CUST", "EMAIL", "PRODUCT_ID", "PRODUCT")
    text = text.replace("@DB", server.database)
    for word in (*words, "PROD", "SEGMENT", "SKU", "LOOSE", "ID"):
        text = text.replace(f"@{word}", server.name(word))
    return text


def found(*words: str) -> list[tuple[str, str]]:
    """The codes of a report, each with the text at its place."""
    result = call(*words, "--format", "json")
    (file,) = [it for it in json.loads(result.out)["files"] if it["path"].endswith("graph.dg")]
    with open("graph.dg", encoding="utf-8") as opened:
        text = opened.read()
    return [(it["code"], at(text, it["range"])) for it in file["diagnostics"]]


def at(text: str, place: dict[str, Any]) -> str:
    return text[place["start"]["offset"] : place["end"]["offset"]]


@pytest.mark.usefixtures("project")
def test_the_connection_answers() -> None:
    result = call("warehouse", "test", "here")
    assert result.code == 0
    assert " answers in " in result.out


@pytest.mark.usefixtures("project")
def test_a_right_graph_has_nothing_said_of_it() -> None:
    assert found("validate", "--warehouse", "here") == []


def test_the_catalog_says_offline_what_the_warehouse_says_live(server: Server, project: Path) -> None:
    assert call("introspect", "-o", "catalog.json").code == 0
    assert found("validate", "--catalog", "catalog.json") == []
    cart = TablePath(server.database, server.name("CUST"), server.name("CART"))
    catalog = load((project / "catalog.json").read_text(encoding="utf-8"))
    assert isinstance(catalog, Catalog)
    assert catalog.warehouse == server.kind
    assert catalog.table(cart)
    secrets = "".join(server.environment.values())
    assert not secrets or secrets not in (project / "catalog.json").read_text(encoding="utf-8")
    wrong = (
        graph(server)
        .replace(f'.{server.name("PRODUCT")}"', f'.{server.name("PRODUCTS")}"')
        .replace(f"cart-entity.{server.name('ACCOUNT_ID')}", f"cart-entity.{server.name('ACCOUNTS_ID')}")
        .replace(f'join_key = "{server.name("EMAIL")}"', f'join_key = "{server.name("EMAIL").swapcase()}"')
    )
    (project / "graph.dg").write_text(wrong, encoding="utf-8")
    call("introspect", "-o", "catalog.json")
    live = found("validate", "--warehouse", "here")
    assert live == [
        ("DG403", server.name("PRODUCTS")),
        ("DG405", server.name("EMAIL").swapcase()),
        ("DG404", server.name("ACCOUNTS_ID")),
    ]
    assert found("validate", "--catalog", "catalog.json") == live
    assert call("fix", "--warehouse", "here").code == 0
    assert (project / "graph.dg").read_text(encoding="utf-8") == graph(server)


def test_a_whole_schema_holds_the_hostile_table(server: Server, project: Path) -> None:
    schema = f"{server.database}.{server.name('CUST')}"
    assert call("introspect", "--schema", schema, "-o", "catalog.json").code == 0
    catalog = load((project / "catalog.json").read_text(encoding="utf-8"))
    assert isinstance(catalog, Catalog)
    names = {it.path.name for it in catalog.tables()}
    assert server.name(HOSTILE_TABLE) in names


def test_every_figure_of_the_data_is_counted_alike(server: Server, project: Path) -> None:
    assert found("check", "--warehouse", "here", "--figures", "figures.json") == []
    (figures,) = json.loads((project / "figures.json").read_text(encoding="utf-8"))["files"]
    assert {name: it["rows"] for name, it in figures["entities"].items()} == {
        "account-entity": 20,
        "cart-entity": 40,
        "product-entity": 12,
    }
    ways = {
        name: [
            it["cardinality"],
            *(it[way][word] for way in ("forward", "backward") for word in ("met", "joined", "median")),
        ]
        for name, it in figures["relationships"].items()
    }
    assert ways == {
        "user-accounts": ["1:1", 18, 18, 1, 18, 18, 1],
        "user-carts": ["1:many", 15, 40, 3, 40, 40, 1],
        "products": ["many:many", 40, 80, 2, 10, 80, 8],
        "favourites": ["1:1", 5, 5, 1, 5, 5, 1],
    }
    assert figures["relationships"]["user-accounts"]["profiles"] == 18
    assert server.kind


def test_a_join_is_counted_and_shown(server: Server, project: Path) -> None:
    counts = {"user-carts": 40, "products": 80, "user-accounts": 18, "favourites": 5, "cart-entity": 40}
    assert {slug: int(call("count", slug).out) for slug in counts} == counts
    lines = call("preview", "account-entity", "-n", "3", "--format", "csv").out.splitlines()
    names = [server.name(it) for it in ("ID", "EMAIL", "NAME", "CREATED_AT")]
    assert lines[0] == ",".join(names)
    assert len(lines) == 4
    both = call("preview", "user-carts", "-n", "2", "--format", "csv").out.splitlines()
    assert len(both) == 3
    assert f"cart-entity.{server.name('ACCOUNT_ID')}" in both[0]
    assert project


def test_a_dry_run_shows_the_queries_and_sends_none(server: Server, project: Path) -> None:
    server.forget()
    result = call("check", "--dry-run")
    assert result.code == 0
    assert "SELECT" in result.out
    assert "user-carts" in result.out
    # On BigQuery it is the request, not its SQL, that says it is a dry run: see `test_bigquery`.
    if server.kind not in ("duckdb", "bigquery"):
        queries = [it for it in server.statements() if "AS heading" in it]
        assert queries
        assert [it for it in queries if not it.lstrip().startswith("EXPLAIN") and not it.endswith("LIMIT 0")] == []
    assert project


LOOSE = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "@DB.@CUST.@ACCOUNT"
    primary_key = "@ID"
  }

  entity "loose-entity" {
    name        = "Loose"
    table_ref   = "@DB.@CUST.@LOOSE"
    primary_key = "@ID"
  }

  profile {
    profile_folder = "@DB.@SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "@EMAIL"
      }

      relationship "loose-ends" {
        name           = "Loose ends"
        related_entity = "loose-entity"
        join_on        = "account-entity.@ID = loose-entity.@ACCOUNT_ID"
      }
    }
  }
}
"""


def make_loose(server: Server, columns: str, rows: str = "") -> None:
    """Make a table anew without our code: columns are named in capitals, each an integer."""
    names = [server.name(it) for it in columns.split()]
    path = TablePath(server.database, server.name("CUST"), server.name("LOOSE"))
    # Some warehouses name no other database than the connection's.
    database = "" if server.kind in ("duckdb", "postgres", "redshift") else path.database
    table = quoted(server.kind, database, path.schema, path.name)
    whole = exp.DataType.build("BIGINT").sql(dialect=KINDS[server.kind].dialect)
    server.execute(f"DROP TABLE IF EXISTS {table}")
    server.execute(f"CREATE TABLE {table} ({', '.join(f'{quoted(server.kind, it)} {whole}' for it in names)})")
    if rows:
        server.execute(f"INSERT INTO {table} VALUES {rows}")


def test_faults_in_the_data_are_found(server: Server, project: Path) -> None:
    # 5 comes twice, one account does not exist, one row names none.
    make_loose(server, "ID ACCOUNT_ID", "(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (5, 5), (6, 999), (7, NULL)")
    (project / "graph.dg").write_text(graph(server, LOOSE), encoding="utf-8")
    sides = f"loose-entity.{server.name('ACCOUNT_ID')}"
    assert found("check", "--warehouse", "here") == [
        ("DG701", server.name("ID")),
        ("DG705", sides),
        ("DG707", sides),
    ]
    assert call("check").code == 1
    assert found("check", "--only", "duplicate-primary-key") == [("DG701", server.name("ID"))]


def test_what_changes_in_the_warehouse_is_told_in_two_classes(server: Server, project: Path) -> None:
    make_loose(server, "ID ACCOUNT_ID")
    (project / "graph.dg").write_text(graph(server, LOOSE), encoding="utf-8")
    assert call("introspect", "-o", "catalog.json").code == 0
    unchanged = call("drift", "--catalog", "catalog.json", "--warehouse", "here")
    assert unchanged.code == 0, unchanged
    make_loose(server, "ID ACCOUNT_ID MORE")
    more = call("drift", "--catalog", "catalog.json", "--warehouse", "here", "--format", "json")
    assert more.code == 0
    assert {it["severity"] for file in json.loads(more.out)["files"] for it in file["diagnostics"]} == {"info"}
    make_loose(server, "ID")
    less = call("drift", "--catalog", "catalog.json", "--warehouse", "here", "--format", "json")
    assert less.code == 1
    assert "error" in {it["severity"] for file in json.loads(less.out)["files"] for it in file["diagnostics"]}


def test_a_graph_is_drafted_from_the_tables(server: Server, project: Path) -> None:
    schemas = [f"--schema={server.database}.{server.name(it)}" for it in ("CUST", "PROD", "SEGMENT")]
    assert call("init", "--warehouse", "here", "--prove", *schemas, "-o", "draft.dg").code == 0
    draft = (project / "draft.dg").read_text(encoding="utf-8")
    assert call("validate", "draft.dg", "--warehouse", "here").code == 0
    drafted = {" ".join(it.split()) for it in draft.splitlines()}
    email, number, account = server.name("EMAIL"), server.name("ID"), server.name("ACCOUNT_ID")
    assert {
        'type = "email"',
        f'join_key = "{email}"',
        f'join_on = "account.{number} = cart.{account}"',
        f'table_ref = "{server.database}.{server.name("CUST")}.{server.name("CART_PRODUCT")}"',
        f'left_join_on = "cart.{number} = {server.name("CART_ID")}"',
        f'right_join_on = "{server.name("PRODUCT_ID")} = product.{server.name("SKU")}"',
    } <= drafted


def test_nothing_answers_at_a_wrong_place(server: Server, project: Path) -> None:
    if server.kind == "duckdb":
        settings = 'database = "nowhere.duckdb"\n'
    else:
        # Port 9 of this machine is nobody's.
        places = {
            "snowflake": 'account = "nobody"\nhost = "127.0.0.1"\nport = 9\nprotocol = "http"\nuser = "u"\n',
            "bigquery": 'project = "shop-prod"\nanonymous = true\napi_endpoint = "http://127.0.0.1:9"\n',
            "databricks": '_connection_uri = "http://127.0.0.1:9"\nhttp_path = "/sql/1.0/warehouses/x"\n',
            "postgres": 'host = "127.0.0.1"\nport = 9\ndbname = "shop"\nuser = "u"\n',
            "redshift": 'host = "127.0.0.1"\nport = 9\ndatabase = "shop"\nuser = "u"\n',
        }
        settings = places[server.kind]
        secret = {"databricks": "access_token"}.get(server.kind, "password")
        if server.kind != "bigquery":
            settings += f'{secret}_env = "DATAGRAPH_TEST_NOBODY"\n'
    (project / "datagraph.toml").write_text(
        f'[warehouse.here]\ntype = "{server.kind}"\ntimeout = 3\n{settings}', encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATAGRAPH_TEST_NOBODY", "hunter2")
        result = call("warehouse", "test", "here")
    assert result.code == 2
    assert result.out == ""
    assert "error: " in result.err
    assert "help: " in result.err
    assert "hunter2" not in result.err
    assert "Traceback" not in result.err
