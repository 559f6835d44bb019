"""The outline of a file, and the search through its slugs."""

from __future__ import annotations

import pytest

from datagraph.ide.symbols import Symbol, find_symbols, outline
from datagraph.view import view_of
from tests.ide.shop import SHOP
from tests.strategies import any_texts, often


def drawn(text: str) -> list[str]:
    """The outline, one symbol a line: its kind, name and detail."""
    return [
        f"{'  ' * depth}{it.kind} {it.name}" + (f": {it.detail}" if it.detail else "")
        for depth, it in flat(outline(view_of(text)))
    ]


def flat(symbols: list[Symbol]) -> list[tuple[int, Symbol]]:
    found: list[tuple[int, Symbol]] = []
    waiting = [(0, it) for it in reversed(symbols)]
    while waiting:
        depth, symbol = waiting.pop()
        found.append((depth, symbol))
        waiting += [(depth + 1, it) for it in reversed(symbol.children)]
    return found


def test_the_outline_nests_as_the_file_does() -> None:
    assert drawn(SHOP) == [
        "graph data_graph: v1.0.0",
        "  entity account: Account → PROD.CUST.ACCOUNT",
        "  entity cart: Shopping cart → PROD.CUST.CART",
        "  entity product: Product → PROD.CUST.PRODUCT",
        "  profile profile: PROD.SEGMENT",
        "    relationship user-accounts: Accounts → account",
        "      external_id external_id: email → EMAIL",
        "      relationship user-carts: Carts → cart",
        "        relationship user-products: Products → product",
        "          junction_table junction_table: PROD.CUST.CART_PRODUCT",
        "    relationship home-carts: Carts of the household → cart",
        "      trait trait: household_id → HOUSEHOLD_ID",
    ]


def test_a_symbol_is_its_block_and_its_label() -> None:
    symbols = {it.name: it for _, it in flat(outline(view_of(SHOP)))}
    cart, profile = symbols["cart"], symbols["profile"]
    assert cart.span.text_of(SHOP).startswith('entity "cart" {')
    assert cart.span.text_of(SHOP).endswith("enrichment_enabled = true\n  }")
    assert (cart.selection.text_of(SHOP), profile.selection.text_of(SHOP)) == ("cart", "profile")
    assert SHOP[cart.selection.start - 1] == '"'


def test_broken_blocks_are_listed_by_what_they_are_taken_for() -> None:
    text = """\
entity "out" {
}
data_graph {
  entiy "near" {
    name = "Near"
    table_ref = "A.B.C"
  }
  entity {
  }
  entity " " {
  }
  entity bare {
    name =
  }
  colour "unknown" {
    relationship "inner" {
  }
"""
    assert drawn(text) == [
        "entity out",
        "graph data_graph",
        "  entity near: Near → A.B.C",
        "  entity entity",
        "  entity entity",
        "  entity bare",
        "  relationship inner",
    ]


def test_every_graph_of_a_file_is_listed() -> None:
    assert drawn('data_graph {\n}\ndata_graph {\n  entity "a" {\n  }\n}\n') == [
        "graph data_graph",
        "graph data_graph",
        "  entity a",
    ]


def test_a_graph_in_the_language_of_the_beta_is_deprecated() -> None:
    assert [it.deprecated for it in outline(view_of(SHOP))] == [False]
    text = SHOP.replace("v1.0.0", "v0.0.6").replace("PROD.CUST.CART_PRODUCT", "v0.0.6")
    assert [it.name for _, it in flat(outline(view_of(text))) if it.deprecated] == ["data_graph"]


@pytest.mark.slow
def test_nesting_deeper_than_any_graph_is_flat() -> None:
    text = "data_graph {\nprofile {\n" + 'relationship "r" {\n' * 10_000 + "}\n" * 10_002
    found = flat(outline(view_of(text)))
    assert len(found) == 10_002
    assert max(depth for depth, _ in found) == 50


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["account", "cart", "product", "user-accounts", "user-carts", "user-products", "home-carts"]),
        ("cart", ["cart", "user-carts", "home-carts"]),
        ("CAR", ["cart", "user-carts", "home-carts"]),
        ("up", ["user-products"]),
        ("user c", ["user-carts", "user-accounts", "user-products"]),
        ("household", ["home-carts"]),
        ("ac", ["account", "user-accounts"]),
        ("acts", ["user-accounts"]),
        ("xyz", []),
        ("crt", ["cart", "user-carts", "home-carts"]),
        ("carrt", []),
    ],
)
def test_a_query_finds_slugs_and_names_by_their_letters(query: str, names: list[str]) -> None:
    assert [it.name for it in find_symbols(view_of(SHOP), query)] == names


def test_a_part_fits_better_than_letters_that_are_apart() -> None:
    text = SHOP.replace('"account" {', '"c-art" {').replace('"product" {', '"the-other-cart" {')
    found = [it.name for it in find_symbols(view_of(text), "cart")]
    assert found.index("the-other-cart") < found.index("c-art")


def test_what_is_found_says_where_it_stands() -> None:
    found = {it.name: it for it in find_symbols(view_of(SHOP), "")}
    assert [(found[it].kind, found[it].container) for it in ("cart", "home-carts", "user-carts")] == [
        ("entity", "data_graph"),
        ("relationship", "profile"),
        ("relationship", "user-accounts"),
    ]
    assert found["cart"].span.text_of(SHOP) == "cart"


def _check(text: str) -> None:
    view = view_of(text)
    for _, it in flat(outline(view)):
        assert it.name.strip()
        assert 0 <= it.span.start <= it.selection.start <= it.selection.end <= it.span.end <= len(text)
        assert all(it.span.start <= child.span.start and child.span.end <= it.span.end for child in it.children)
    for query in ("", "a", text[:3]):
        assert all(it.span.end <= len(text) and it.name for it in find_symbols(view, query))


test_symbols_of_any_text, test_symbols_of_many_texts = often(_check, any_texts(), examples=200)
