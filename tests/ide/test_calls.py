"""Relationships as a call hierarchy."""

from __future__ import annotations

import pytest

from datagraph.ide.calls import Call, incoming, item_at, outgoing
from datagraph.view import view_of
from tests.ide.shop import SHOP, offsets_in, place
from tests.strategies import any_texts, often

VIEW = view_of(SHOP)


def told(calls: list[Call], text: str = SHOP) -> list[str]:
    """The neighbours and the relationships between."""
    return [f"{it.item.name} by {', '.join(span.text_of(text) for span in it.spans)}" for it in calls]


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ('entity "ca‸rt"', "cart"),
        ('"cart‸.ID = CART_ID', "cart"),
        ('relationship "home‸-carts"', "cart"),
        ("pro‸file {", "profile"),
        ("HOUSEHOLD‸_ID", ""),
        ('"PROD.SEG‸MENT"', ""),
        ('table_ref‸   = "PROD.CUST.ACCOUNT"', ""),
    ],
)
def test_entities_and_the_profile_are_what_is_called(piece: str, name: str) -> None:
    item = item_at(VIEW, place(piece))
    assert (item.name if item else "") == name


def test_an_item_is_its_block_and_its_label() -> None:
    cart, profile = item_at(VIEW, place('entity "ca‸rt"')), item_at(VIEW, place("‸profile {"))
    assert cart
    assert profile
    assert (cart.slug, cart.detail, cart.selection.text_of(SHOP)) == ("cart", "Shopping cart", "cart")
    assert (profile.slug, profile.detail, profile.selection.text_of(SHOP)) == ("", "PROD.SEGMENT", "profile")
    assert cart.span.text_of(SHOP).startswith('entity "cart" {\n')


def test_callers_are_where_relationships_begin() -> None:
    assert told(incoming(VIEW, "cart")) == ["account by user-carts", "profile by home-carts"]
    assert told(incoming(VIEW, "account")) == ["profile by user-accounts"]
    assert incoming(VIEW, "") == []


def test_callees_are_where_relationships_lead() -> None:
    assert told(outgoing(VIEW, "")) == ["account by user-accounts", "cart by home-carts"]
    assert told(outgoing(VIEW, "cart")) == ["product by user-products"]
    assert outgoing(VIEW, "product") == []
    assert outgoing(VIEW, "nobody") == incoming(VIEW, "nobody") == []


def test_several_relationships_between_two_are_one_call() -> None:
    text = SHOP.replace('"account"\n', '"cart"\n')
    view = view_of(text)
    assert told(outgoing(view, ""), text) == ["cart by user-accounts, home-carts"]
    assert told(incoming(view, "cart"), text) == ["profile by user-accounts, home-carts", "cart by user-carts"]


def test_an_entity_that_nobody_declares_is_left_out() -> None:
    text = SHOP.replace('entity "account"', 'entity "other"')
    view = view_of(text)
    assert told(incoming(view, "cart"), text) == ["profile by home-carts"]
    assert told(outgoing(view, ""), text) == ["cart by home-carts"]
    assert incoming(view, "") == []


def _check(text: str) -> None:
    view = view_of(text)
    for offset in offsets_in(text):
        item = item_at(view, offset)
        if item:
            assert 0 <= item.span.start <= item.selection.start <= item.selection.end <= item.span.end <= len(text)
            for call in (*incoming(view, item.slug), *outgoing(view, item.slug)):
                assert call.spans
                assert all(0 <= it.start <= it.end <= len(text) for it in call.spans)


test_any_offset_of_any_text, test_any_offset_of_many_texts = often(_check, any_texts(), examples=40)
