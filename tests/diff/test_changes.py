"""What counts as a change, and how it is told: two graphs in, the tree and the findings out."""

from __future__ import annotations

import pytest

from datagraph.catalog import Catalog, Column, Schema, Table, TablePath, Type
from datagraph.cli.change_tree import show_tree
from datagraph.consumers import Consumer, Use
from datagraph.diagnostics.render.plain import join
from datagraph.diff import Comparison, Earlier
from datagraph.engine import analyse
from datagraph.project.evidence import graph_of
from datagraph.rules import Evidence, all_rules
from datagraph.settings import Settings
from datagraph.text import Span
from tests.diagrams.test_compose import SHOP


def tree(old: str, new: str) -> list[str]:
    return join(show_tree("", Comparison(graph_of(old), graph_of(new)))).strip("\n").split("\n")


def findings(
    old: str, new: str, *consumers: Consumer, known: bool = True, catalog: Catalog | None = None, accepted: str = ""
) -> list[str]:
    pairs = frozenset(tuple(it.split(":")) for it in accepted.split())
    evidence = Evidence(
        catalog,
        earlier=Earlier(graph_of(old), old, "before.dg"),
        consumers=consumers if known else None,
        accepted=pairs,  # type: ignore[arg-type]
    )
    return [f"{it.code} {it.message}" for it in analyse(new, Settings(select=("DG6",)), evidence).diagnostics]


def uses(name: str, kind: str = "relationship") -> Consumer:
    return Consumer("Big spenders", "audience", (Use(kind, name, Span(0, 0)),), "growth@example.com")  # type: ignore[arg-type]


CARTS = SHOP[SHOP.index('\n      relationship "account-carts"') : SHOP.index('\n    relationship "favourites"')]
MOVED = SHOP.replace(CARTS, "    }\n").replace(
    '    relationship "favourites" {', '    relationship "favourites" {' + CARTS.rpartition("    }\n")[0], 1
)


@pytest.mark.parametrize(
    "new",
    [
        SHOP.replace("  ", "\t"),
        SHOP.replace("account.ID = cart.ACCOUNT_ID", "  cart.ACCOUNT_ID=account.ID "),
        SHOP.replace('"PROD.CUST.CART"', '"PROD.`CUST`.CART"'),
        SHOP.replace('primary_key = "SKU"', 'enrichment_enabled = false\n    primary_key = "SKU"'),
        SHOP.replace('  entity "lead"', '  // a remark\n  entity "lead"'),
    ],
    ids=["spaces", "sides", "quotes", "default", "remark"],
)
def test_what_is_only_written_otherwise_is_no_change(new: str) -> None:
    assert new != SHOP
    assert tree(SHOP, new) == [""]


def test_order_is_no_change() -> None:
    lead = SHOP[SHOP.index('  entity "lead"') : SHOP.index("  profile {")]
    assert tree(SHOP, SHOP.replace(lead, "").replace('  entity "account"', lead + '  entity "account"')) == [""]


def test_attributes_are_told_one_by_one() -> None:
    new = SHOP.replace('name        = "Lead"', 'name = "Prospect"').replace('join_key = "EMAIL"', 'join_key = "MAIL"')
    assert tree(SHOP, new) == [
        "~ entity lead",
        '    name: "Lead" → "Prospect"',
        "  profile",
        "  ~ relationship user-accounts",
        '      external_id.join_key: "EMAIL" → "MAIL"',
    ]


def test_what_is_gone_and_new_stands_where_it_is() -> None:
    new = SHOP.replace(CARTS, "    }\n").replace("PROD.CRM.LEAD", "PROD.CRM.LEADS")
    assert tree(SHOP, new) == [
        "~ entity lead",
        '    table_ref: "PROD.CRM.LEAD" → "PROD.CRM.LEADS"',
        "  profile",
        "    relationship user-accounts",
        "    - relationship account-carts",
        "      - relationship cart-products",
    ]
    assert tree(new, SHOP)[3:] == [
        "    relationship user-accounts",
        "    + relationship account-carts",
        "      + relationship cart-products",
    ]


def test_a_changed_slug_is_likely_the_same_thing() -> None:
    new = SHOP.replace('"cart"', '"basket"').replace("cart.", "basket.").replace('"account-carts"', '"account-baskets"')
    assert tree(SHOP, new) == [
        "- entity cart (likely now basket)",
        "+ entity basket (likely before cart)",
        "  profile",
        "    relationship user-accounts",
        "    - relationship account-carts (likely now account-baskets)",
        "    + relationship account-baskets (likely before account-carts)",
    ]
    assert findings(SHOP, new, uses("account-carts"), uses("cart", "entity")) == [
        "DG603 entity `cart` is now called `basket`",
        "DG603 relationship `account-carts` is now called `account-baskets`",
    ]


def test_a_moved_relationship_takes_its_paths_along() -> None:
    new = MOVED.replace("account.ID = cart", "product.ID = cart")
    assert "    ~ relationship account-carts (moved, from user-accounts)" in tree(SHOP, new)
    assert findings(SHOP, new, uses("cart-products")) == ["DG604 relationship `account-carts` has moved"]


def test_whoever_uses_what_is_nested_uses_what_is_around_it() -> None:
    new = SHOP.replace(CARTS, "    }\n")
    assert findings(SHOP, new, uses("cart-products")) == ["DG602 relationship `account-carts` is gone"]
    assert findings(SHOP, new, uses("favourites")) == ["DG634 relationship `account-carts` is gone"]
    assert findings(SHOP, new, known=False) == ["DG602 relationship `account-carts` is gone"]


def test_what_is_accepted_is_not_told() -> None:
    new = SHOP.replace(CARTS, "    }\n")
    assert findings(SHOP, new, uses("account-carts"), accepted="DG602:account-carts") == []
    assert findings(SHOP, new, uses("account-carts"), accepted="DG602:cart-products") != []


def test_a_table_with_the_same_columns_is_no_trouble() -> None:
    def table(name: str, *columns: str) -> Table:
        return Table(
            TablePath("PROD", "CRM", name), columns=tuple(Column(it, Type("INT", "integer")) for it in columns)
        )

    new = SHOP.replace("PROD.CRM.LEAD", "PROD.CRM.LEADS")
    tables = {"LEAD": table("LEAD", "ID", "A"), "LEADS": table("LEADS", "A", "B", "ID")}
    schema = Schema("PROD", "CRM", tables)
    catalog = Catalog("duckdb", schemas={("PROD", "CRM"): schema})
    told = "DG635 the table of entity `lead` has changed, and has the same columns"
    assert findings(SHOP, new, catalog=catalog) == [told]
    tables["LEADS"] = table("LEADS", "ID")
    assert findings(SHOP, new, catalog=catalog) == ["DG611 the table of entity `lead` has changed"]
    assert findings(SHOP, new) == ["DG611 the table of entity `lead` has changed"]


def test_a_value_that_cannot_be_read_is_not_taken_for_a_change() -> None:
    broken = SHOP.replace('primary_key = "SKU"', "primary_key = ")
    assert tree(SHOP, broken) == [""]


def test_every_rule_about_changes_is_of_a_class_by_its_code() -> None:
    classes = {"DG60": "error", "DG61": "warning", "DG63": "info"}
    found = [it for it in all_rules() if it.code.startswith("DG6")]
    assert {it.code: str(it.description.severity) for it in found} == {it.code: classes[it.code[:4]] for it in found}
