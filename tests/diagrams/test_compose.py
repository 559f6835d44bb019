"""What a picture shows of a graph: text in, the scene out in words."""

from __future__ import annotations

import pytest

from datagraph.catalog import Catalog, Column, Schema, Table, TablePath, Type
from datagraph.catalog.measurements import (
    EntityMeasurement,
    Link,
    Measurements,
    RelationshipMeasurement,
    Side,
    Spread,
)
from datagraph.diagrams.compose import compose
from datagraph.diagrams.scene import Choice, Scene
from datagraph.rules import Evidence
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.view import view_of
from tests.strategies import any_texts, often

SHOP = """\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "product" {
    name        = "Product"
    table_ref   = "PROD.SHOP.PRODUCT"
    primary_key = "SKU"
  }

  entity "lead" {
    name        = "Lead"
    table_ref   = "PROD.CRM.LEAD"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"

        relationship "cart-products" {
          name           = "Products"
          related_entity = "product"

          junction_table {
            table_ref     = "PROD.CUST.CART_PRODUCT"
            primary_key   = "ID"
            left_join_on  = "cart.ID = CART_ID"
            right_join_on = "PRODUCT_ID = product.SKU"
          }
        }
      }
    }

    relationship "favourites" {
      name           = "Favourites"
      related_entity = "product"

      trait {
        name     = "favourite"
        join_key = "SKU"
      }
    }
  }
}
"""
CATALOG = Catalog(
    "snowflake",
    schemas={
        ("PROD", "CUST"): Schema(
            "PROD",
            "CUST",
            {
                "CART": Table(
                    TablePath("PROD", "CUST", "CART"),
                    columns=(
                        Column("ACCOUNT_ID", Type("NUMBER(38,0)", "integer")),
                        Column("TOTAL", Type("NUMBER(10,2)", "decimal"), comment="with tax"),
                        Column("ID", Type("NUMBER(38,0)", "integer")),
                    ),
                )
            },
        )
    },
)


def scene(text: str = SHOP, choice: Choice = Choice(), evidence: Evidence = Evidence()) -> Scene:  # noqa: B008 plain data
    return compose(view_of(text, DEFAULT_SETTINGS, evidence), choice, "graphs/shop.dg")


def nodes(found: Scene) -> list[str]:
    return [f"{it.id} {it.depth or '–'}" for it in found.nodes]


def edges(found: Scene) -> list[str]:
    return [
        f"{it.source} {it.source_many or '?'}:{it.target_many or '?'} {it.target}, {it.kind} {it.left} = {it.right}"
        for it in found.edges
    ]


def test_the_profile_comes_first_and_each_node_has_its_depth() -> None:
    assert nodes(scene()) == [
        "profile 1",
        "entity:account 2",
        "entity:cart 3",
        "entity:product 2",
        "entity:lead –",
        "junction:cart-products 4",
    ]


def test_relationships_tell_what_they_match_and_how_many() -> None:
    assert edges(scene()) == [
        "profile one:many entity:account, external id email = EMAIL",
        "entity:account one:many entity:cart, join ID = ACCOUNT_ID",
        "entity:cart one:many junction:cart-products, junction ID = CART_ID",
        "junction:cart-products many:one entity:product, junction PRODUCT_ID = SKU",
        "profile many:one entity:product, trait favourite = SKU",
    ]


def test_a_junction_is_folded_into_its_relationship() -> None:
    found = scene(choice=Choice(folds_junctions=True))
    assert "junction:cart-products 4" not in nodes(found)
    assert edges(found)[2] == "entity:cart many:many entity:product, junction ID = SKU"
    assert found.edges[2].junction == "PROD.CUST.CART_PRODUCT"


def test_blocks_are_linked_to_their_lines() -> None:
    lines = SHOP.split("\n")
    found = scene()
    assert found.source == "graphs/shop.dg"
    places = [(it.id, it.slug, it.line) for it in found.nodes] + [(it.id, it.slug, it.line) for it in found.edges]
    for id_, slug, line in places:
        assert line is not None
        assert ("junction_table" if id_.startswith("junction") else slug or "profile") in lines[line - 1]


@pytest.mark.parametrize(("columns", "shown"), [("none", []), ("keys", ["ID", "ACCOUNT_ID"])])
def test_without_a_catalog_columns_are_those_that_the_graph_names(columns: str, shown: list[str]) -> None:
    cart = scene(choice=Choice(columns=columns)).nodes[2]  # type: ignore[arg-type]
    assert [it.name for it in cart.columns if it.is_shown] == shown
    assert [(it.name, it.is_primary_key, it.keys) for it in cart.columns] == [
        ("ID", True, ("cart-products",)),
        ("ACCOUNT_ID", False, ("account-carts",)),
    ]


def test_a_catalog_brings_all_columns_with_types_and_comments() -> None:
    cart = scene(choice=Choice(columns="all"), evidence=Evidence(CATALOG)).nodes[2]
    assert [(it.name, it.type, it.comment) for it in cart.columns] == [
        ("ACCOUNT_ID", "NUMBER(38,0)", ""),
        ("TOTAL", "NUMBER(10,2)", "with tax"),
        ("ID", "NUMBER(38,0)", ""),
    ]
    keys = scene(evidence=Evidence(CATALOG)).nodes[2]
    assert [it.name for it in keys.columns if it.is_shown] == ["ACCOUNT_ID", "ID"]


def test_check_results_are_told_in_words() -> None:
    side = Side(200, 0, 200, 100)
    spread = Spread(2, 9, 31, 150, 400)
    counted = Measurements(
        {"cart": EntityMeasurement(1234, 0, 1234)},
        {"account-carts": RelationshipMeasurement((Link(side, side),), spread, spread)},
    )
    found = scene(evidence=Evidence(measurements=counted))
    assert found.nodes[2].figures == ("1,234 rows",)
    assert found.edges[1].figures == ("matched 75% → 75% ←", "fan-out 2 / 9 / 31")
    assert (found.edges[1].source_many, found.edges[1].target_many) == ("many", "many")


def test_diagnostics_stand_at_the_innermost_block() -> None:
    broken = SHOP.replace('"cart.ID = CART_ID"', '"carts.ID = CART_ID"').replace("PROD.CRM.LEAD", "LEAD..")
    found = scene(broken, Choice(has_remarks=True))
    remarks = [(it.id, it.remarks) for it in found.nodes] + [(it.id, it.remarks) for it in found.edges]
    assert [(id_, [one.code for one in its]) for id_, its in remarks if its] == [
        ("entity:lead", ["DG501", "DG205"]),
        ("relationship:cart-products", ["DG305"]),
    ]
    assert all(not it.remarks for it in scene(broken).nodes)


def test_what_nobody_declares_is_there_as_missing() -> None:
    found = scene(SHOP.replace('related_entity = "cart"', 'related_entity = "basket"'))
    assert [it.id for it in found.nodes if it.kind == "missing"] == ["missing:basket"]
    assert found.edges[1].target == "missing:basket"


def test_slugs_that_are_declared_again_are_nodes_of_their_own() -> None:
    found = scene(SHOP.replace('entity "lead"', 'entity "cart"'))
    assert [it.id for it in found.nodes if it.slug == "cart"] == ["entity:cart", "entity:cart~2"]


@pytest.mark.parametrize(
    ("choice", "shown", "hidden"),
    [
        (Choice(focus="cart"), ["account", "cart", "product", "cart-products"], 1),
        (Choice(focus="account"), ["", "account", "cart"], 2),
        (Choice(focus="account", hops=2), ["", "account", "cart", "product", "cart-products"], 1),
        (Choice(focus="account-carts", hops=0), ["account", "cart"], 2),
        (Choice(focus="lead"), ["lead"], 3),
        (Choice(path_to="cart"), ["", "account", "cart"], 2),
        (Choice(path_to="product"), ["", "account", "cart", "product", "cart-products"], 1),
        (Choice(path_to="cart-products"), ["", "account", "cart", "product", "cart-products"], 1),
        (Choice(path_to="lead"), ["lead"], 3),
    ],
)
def test_a_part_is_chosen(choice: Choice, shown: list[str], hidden: int) -> None:
    found = scene(choice=choice)
    assert [it.slug for it in found.nodes] == shown
    assert found.hidden == hidden


def test_a_path_leaves_out_the_other_relationships_between_its_entities() -> None:
    assert [it.slug for it in scene(choice=Choice(path_to="cart-products")).edges] == [
        "user-accounts",
        "account-carts",
        "cart-products",
        "cart-products",
    ]


def test_a_slug_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        scene(choice=Choice(focus="carts"))


def test_groups() -> None:
    by_schema = scene(choice=Choice(group_by="schema")).groups
    assert [(it.title, len(it.nodes)) for it in by_schema] == [("PROD.CUST", 3), ("PROD.SHOP", 1), ("PROD.CRM", 1)]
    by_branch = scene(choice=Choice(group_by="branch")).groups
    assert [it.title for it in by_branch] == ["user-accounts", "several branches"]


def test_relationships_may_nest_deeper_than_pythons_stack() -> None:
    depth = 2_000
    opened = "".join(f'relationship "r{it}" {{\nrelated_entity = "e{it % 7}"\n' for it in range(depth))
    found = scene(f"data_graph {{\nprofile {{\n{opened}{'}' * depth}\n}}\n}}\n")
    assert len(found.edges) == depth


def ids_are_unique(text: str) -> None:
    found = scene(text, Choice(has_remarks=True))
    ids = [it.id for it in found.nodes] + [it.id for it in found.edges]
    assert len(ids) == len(set(ids))
    known = {it.id for it in found.nodes}
    assert all(it.source in known and it.target in known for it in found.edges)


test_any_text_has_a_scene, test_any_text_has_a_scene_often = often(ids_are_unique, any_texts())
