"""Definition, type definition, references and highlights."""

from __future__ import annotations

import pytest

from datagraph.ide.navigation import definition, highlights, references, type_definition
from datagraph.view import view_of
from tests.ide.shop import SHOP, offsets_in, place, shown
from tests.strategies import any_texts, often

VIEW = view_of(SHOP)
LEGACY = (
    SHOP.replace("v1.0.0", "v0.0.6")
    .replace("PROD.CUST.ACCOUNT", "CUST.ACCOUNT")
    .replace(r"\"account\".ID", "ACCOUNT.ID")
)


def where(piece: str, text: str = SHOP) -> str:
    """What is selected on the way to a definition."""
    target = definition(view_of(text), place(piece, text))
    if target is None:
        return "nowhere"
    assert target.span.start <= target.selection.start <= target.selection.end <= target.span.end
    assert text[target.span.end - 1] == "}"
    return shown([target.selection], text)[0]


@pytest.mark.parametrize(
    ("piece", "line"),
    [
        ('Accounts"\n      related_entity = "‸account"', 'entity "«account»" {'),
        ('Accounts"\n      related_entity = "account‸"', 'entity "«account»" {'),
        (r'"\"acc‸ount\".ID = ', 'entity "«account»" {'),
        (r"`c\u0061‸rt`", 'entity "«cart»" {'),
        ('"cart‸.ID = CART_ID', 'entity "«cart»" {'),
        ('entity "ca‸rt" {', 'entity "«cart»" {'),
        ('relationship "home-‸carts"', 'relationship "«home-carts»" {'),
        ("SKU = product.S‸KU", "nowhere"),
        ('"cart.ID = CART‸_ID"', "nowhere"),
        ('"PROD.CUST.AC‸COUNT"', "nowhere"),
        ('related‸_entity = "product"', "nowhere"),
        ("profile‸ {", "nowhere"),
    ],
)
def test_a_name_leads_to_its_declaration(piece: str, line: str) -> None:
    assert where(piece) == line


def test_of_two_declarations_each_leads_to_itself_and_references_to_the_first() -> None:
    text = SHOP.replace('entity "product"', 'entity "cart"')
    second = place('entity "ca‸rt" {\n    name        = "Product"', text)
    target = definition(view_of(text), second)
    assert target
    assert target.selection == target.origin
    assert where('"cart‸.ID = CART_ID', text) == 'entity "«cart»" {'
    assert definition(view_of(text), place('"cart‸.ID = CART_ID', text)) != target


def test_a_join_of_the_beta_leads_to_the_entity_of_the_table() -> None:
    assert where("ACC‸OUNT.ID = ", LEGACY) == 'entity "«account»" {'
    found = references(view_of(LEGACY), place('entity "acc‸ount"', LEGACY), with_declaration=False)
    assert shown(found, LEGACY)[-1].startswith('join_on        = "«ACCOUNT».ID = ')


@pytest.mark.parametrize(
    ("piece", "line"),
    [
        ('‸relationship "user-products"', 'entity "«product»" {'),
        ('relationship "user-pro‸ducts"', 'entity "«product»" {'),
        ("SKU = pro‸duct.SKU", 'entity "«product»" {'),
        ('entity "pro‸duct"', 'entity "«product»" {'),
    ],
)
def test_the_type_of_a_relationship_is_its_entity(piece: str, line: str) -> None:
    target = type_definition(VIEW, place(piece))
    assert target
    assert shown([target.selection]) == [line]


def test_a_relationship_that_leads_nowhere_has_no_type() -> None:
    text = SHOP.replace('related_entity = "product"', 'related_entity = "produce"')
    assert type_definition(view_of(text), place('‸relationship "user-products"', text)) is None


CART = [
    'entity "«cart»" {',
    'related_entity = "«cart»"',
    r'join_on        = "\"account\".ID = `«c\u0061rt»`.ACCOUNT_ID"',
    'left_join_on  = "«cart».ID = CART_ID"',
    'related_entity = "«cart»"',
]


@pytest.mark.parametrize("piece", ['entity "‸cart"', r"`c\u0061rt‸`", 'Carts"\n        related_entity = "ca‸rt"'])
def test_references_of_an_entity_are_the_same_from_each_of_them(piece: str) -> None:
    assert shown(references(VIEW, place(piece), with_declaration=True)) == CART
    assert shown(references(VIEW, place(piece), with_declaration=False)) == CART[1:]


def test_only_its_label_names_a_relationship() -> None:
    offset = place('relationship "home‸-carts"')
    assert shown(references(VIEW, offset, with_declaration=True)) == ['relationship "«home-carts»" {']
    assert references(VIEW, offset, with_declaration=False) == []
    assert [it.writes for it in highlights(VIEW, offset)] == [True]


def test_the_declaration_is_highlighted_as_what_writes() -> None:
    assert [it.writes for it in highlights(VIEW, place('entity "‸cart"'))] == [True, False, False, False, False]


def test_an_undeclared_name_is_highlighted_wherever_it_stands() -> None:
    text = SHOP.replace('entity "cart"', 'entity "basket"')
    found = highlights(view_of(text), place('"cart‸.ID = CART_ID', text))
    assert shown([it.span for it in found], text) == CART[1:]
    assert highlights(view_of(text), place('relationship‸ "user-products"', text)) == []


def _check(text: str) -> None:
    view = view_of(text)
    for offset in offsets_in(text):
        spans = references(view, offset, with_declaration=True)
        for target in (definition(view, offset), type_definition(view, offset)):
            if target:
                assert target.span.start <= target.selection.start <= target.selection.end <= target.span.end
                assert target.origin.start <= offset <= target.origin.end
                spans += target[:2]
        assert all(0 <= it.start <= it.end <= len(text) for it in spans)


test_any_offset_of_any_text, test_any_offset_of_many_texts = often(_check, any_texts(), examples=40)
