"""Renaming slugs: what is changed, what is left alone, and what is refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import strategies as st

from datagraph.ide.rename import Refusal, Renaming, prepare_rename, rename
from datagraph.settings import Settings
from datagraph.text import apply_edits
from datagraph.view import view_of
from tests.ide.shop import SHOP, offsets_in, place, shown
from tests.strategies import any_texts, often, valid_texts

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.dg"))
LEGACY = SHOP.replace("v1.0.0", "v0.0.6")


def renamed(piece: str, new: str, text: str = SHOP) -> list[str]:
    """The lines of a text that a renaming changes."""
    edits = rename(view_of(text), place(piece, text), new)
    assert not isinstance(edits, Refusal), edits.reason
    lines = apply_edits(text, edits).split("\n")
    return [it.strip() for it, old in zip(lines, text.split("\n"), strict=True) if it != old]


def refused(piece: str, new: str, text: str = SHOP, settings: Settings | None = None) -> str:
    """Why a renaming is refused; "" if it is not."""
    view = view_of(text, settings or Settings())
    found = rename(view, place(piece, text), new)
    return found.reason if isinstance(found, Refusal) else ""


@pytest.mark.parametrize("piece", ['entity "‸cart"', r"`c\u0061rt‸`", 'Carts"\n        related_entity = "ca‸rt"'])
def test_an_entity_is_renamed_everywhere(piece: str) -> None:
    assert renamed(piece, "basket") == [
        'entity "basket" {',
        'related_entity = "basket"',
        r'join_on        = "\"account\".ID = `basket`.ACCOUNT_ID"',
        'left_join_on  = "basket.ID = CART_ID"',
        'related_entity = "basket"',
    ]


def test_inside_escaped_quotes() -> None:
    assert r'join_on        = "\"payer\".ID = `c\u0061rt`.ACCOUNT_ID"' in renamed('entity "‸account"', "payer")


def test_a_relationship_is_renamed_in_its_label_alone() -> None:
    text = SHOP.replace('"home-carts"', '"home"')
    assert renamed('relationship "ho‸me"', "household", text) == ['relationship "household" {']


def test_a_near_miss_is_left_alone() -> None:
    text = SHOP.replace('"cart.ID = CART_ID"', '"carts.ID = CART_ID"')
    assert 'left_join_on  = "carts.ID = CART_ID"' not in renamed('entity "‸cart"', "basket", text)


def test_tables_in_joins_of_the_beta_are_left_alone() -> None:
    text = LEGACY.replace("PROD.CUST.CART", "CUST.cart").replace("CUST.cart_PRODUCT", "CUST.CART_PRODUCT")
    assert renamed('entity "‸cart"', "basket", text) == ['entity "basket" {', *['related_entity = "basket"'] * 2]
    assert "is the name of a table here" in refused('"cart‸.ID = CART_ID', "basket", text)


def test_slugs_in_joins_of_the_beta_are_renamed() -> None:
    text = LEGACY.replace("PROD.CUST.CART", "CUST.SHOPPING_CART")
    assert 'left_join_on  = "basket.ID = CART_ID"' in renamed('entity "‸cart"', "basket", text)


def test_of_two_declarations_the_second_is_renamed_alone() -> None:
    text = SHOP.replace('entity "product"', 'entity "cart"')
    assert renamed('entity "ca‸rt" {\n    name        = "Product"', "product", text) == ['entity "product" {']
    assert len(renamed('entity "ca‸rt" {\n    name               = "Shop', "basket", text)) == 5


def test_an_odd_slug_is_renamed_where_it_is_meant() -> None:
    text = SHOP.replace('entity "cart"', 'entity "Cart"')
    assert len(renamed('entity "Ca‸rt"', "basket", text)) == 5
    assert renamed('entity "Ca‸rt"', "cart", text) == ['entity "cart" {']


def test_an_empty_label_is_filled() -> None:
    text = SHOP.replace('entity "product"', 'entity ""')
    assert renamed('entity "‸"', "product", text) == ['entity "product" {']


@pytest.mark.parametrize(("new", "line"), [("basket", "entity basket {"), ("1-basket", 'entity "1-basket" {')])
def test_a_bare_label_gets_the_quotes_that_it_needs(new: str, line: str) -> None:
    text = SHOP.replace('entity "cart"', "entity cart")
    assert renamed("entity ca‸rt", new, text)[0] == line


def test_its_own_name_changes_nothing() -> None:
    assert renamed('entity "‸cart"', "cart") == []


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("", "a slug cannot be empty: write one, such as `cart-entity`"),
        (" ", "a slug cannot be empty: write one, such as `cart-entity`"),
        (
            "My Cart",
            "`My Cart` is not a slug, which has lowercase letters, digits, `-` and `_` only: `my-cart` would do",
        ),
        ("Cart", "`Cart` is not a slug, which has lowercase letters, digits, `-` and `_` only"),
        ("ca\nrt", "`ca…` is not a slug, which has lowercase letters, digits, `-` and `_` only: `ca-rt` would do"),
        ("a`b", "`` a`b `` is not a slug, which has lowercase letters, digits, `-` and `_` only: `a-b` would do"),
        ("名", "`名` is not a slug, which has lowercase letters, digits, `-` and `_` only"),
        (
            "product",
            "the slug `product` is taken by the entity declared at 18:11; entities and relationships share slugs",
        ),
        (
            "user-carts",
            "the slug `user-carts` is taken by the relationship declared at 37:21; "
            "entities and relationships share slugs",
        ),
        (
            "home_carts",
            "`home_carts` differs from `home-carts`, the relationship declared at 56:19, only in `-` and `_`",
        ),
        ("trait", "`trait` is a word of the language: choose one that is none, such as `my-trait`"),
    ],
)
def test_a_slug_that_breaks_a_rule_is_refused(new: str, reason: str) -> None:
    assert refused('entity "‸cart"', new) == reason


def test_a_slug_that_another_entity_is_called_by_is_refused() -> None:
    text = SHOP.replace('entity "cart"', 'entity "Cart"')
    assert refused('entity "prod‸uct"', "cart", text) == "`cart` is what the file calls `Cart`: rename that one first"


def test_only_its_own_slug_may_look_like_the_new_one() -> None:
    assert renamed('relationship "home‸-carts"', "home_carts") == ['relationship "home_carts" {']


def test_a_confusing_slug_is_refused_only_where_its_rule_runs() -> None:
    assert refused('entity "‸cart"', "home_carts", settings=Settings(ignore=("DG209",))) == ""


def test_what_is_renamed_is_the_slug_under_the_cursor() -> None:
    found = prepare_rename(view_of(SHOP), place('"cart‸.ID = CART_ID'))
    assert isinstance(found, Renaming)
    assert (found.word, shown([found.span])) == ("cart", ['left_join_on  = "«cart».ID = CART_ID"'])


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        ("prof‸ile {", "`profile` is a word of the language: "),
        ('‸\n  entity "account"', "there is no slug here: "),
        ('primary‸_key = "SKU"', "`primary_key` is the name of an attribute: "),
        ('"PROD.CUST‸.ACCOUNT"', "`PROD.CUST.ACCOUNT` is the name of a table in the warehouse: "),
        ('"PROD‸.SEGMENT"', "`PROD.SEGMENT` is the name of a schema in the warehouse: "),
        ('"HOUSEHOLD‸_ID"', "`HOUSEHOLD_ID` is the name of a column in the warehouse: "),
        ('"cart.ID = CART‸_ID"', "this part of the join names no entity: "),
        ('"Shopping‸ cart"', "`name` is free text, to be changed in place: "),
        ("tru‸e", "`true` is a value: "),
    ],
)
def test_nothing_but_slugs_can_be_renamed(piece: str, reason: str) -> None:
    found = prepare_rename(view_of(SHOP), place(piece))
    assert found == Refusal(reason + "only the slugs of entities and relationships can be renamed")
    assert refused(piece, "basket") == found.reason


def test_an_entity_that_nobody_declares_cannot_be_renamed() -> None:
    text = SHOP.replace('entity "cart"', 'entity "basket"')
    reason = "no entity named `cart`: declare it, or name one that is declared"
    assert refused('"cart‸.ID = CART_ID', "trolley", text) == reason


def _renames_and_back(text: str, seed: int) -> None:
    """Rename something of a sound graph: nothing else is reported than before, and the way back restores the text."""
    before = view_of(text)
    nodes = [it for it in (*before.graph.model.entities, *before.graph.relationships) if it.slug]
    if not nodes:
        return
    node = Random(seed).choice(nodes)
    new = Random(seed).choice(("zz-renamed", "0zz", "-z-", "zz_9"))
    edits = rename(before, node.name_span.start, new)
    assert not isinstance(edits, Refusal)
    after = view_of(apply_edits(text, edits))
    assert _codes(after.analysis) == _codes(before.analysis)
    renamed = next(it for it in (*after.graph.model.entities, *after.graph.relationships) if it.slug == new)
    back = rename(after, renamed.name_span.end, node.slug)
    assert not isinstance(back, Refusal)
    assert apply_edits(after.text, back) == text


def _codes(analysis: object) -> Counter[str]:
    return Counter(it.code for it in analysis.diagnostics)  # type: ignore[attr-defined]


test_renaming_and_back, test_renaming_and_back_often = often(
    _renames_and_back, valid_texts(), st.integers(0, 2**32), examples=60
)


@pytest.mark.parametrize("path", [it for it in EXAMPLES if it.parent.name != "broken"], ids=lambda it: it.parent.name)
@pytest.mark.parametrize("seed", range(5))
def test_examples_can_be_renamed_and_back(path: Path, seed: int) -> None:
    _renames_and_back(path.read_text(), seed)


def _check(text: str) -> None:
    view = view_of(text)
    for offset in offsets_in(text):
        found = prepare_rename(view, offset)
        edits = rename(view, offset, "zz-new")
        if isinstance(edits, Refusal):
            assert isinstance(found, Refusal)
            assert edits.reason
        else:
            assert isinstance(found, Renaming)
            assert found.span.start <= offset <= found.span.end
            apply_edits(text, edits)
            assert all(it.span.end <= len(text) for it in edits)


test_any_offset_of_any_text, test_any_offset_of_many_texts = often(_check, any_texts(), examples=40)
