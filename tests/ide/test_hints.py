"""Inlay hints."""

from __future__ import annotations

import re

import pytest

from datagraph.catalog import Catalog, Schema, Table, TablePath
from datagraph.catalog.measurements import Measurements, RelationshipMeasurement, Spread
from datagraph.ide.hints import hints
from datagraph.rules import NO_EVIDENCE, Evidence
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.text import Span
from datagraph.view import view_of
from tests.ide.shop import SHOP, offsets_in
from tests.strategies import any_texts, often


def hinted(text: str, evidence: Evidence = NO_EVIDENCE) -> list[str]:
    """The lines with hints in them, the hints between angle brackets."""
    lines = []
    view = view_of(text, DEFAULT_SETTINGS, evidence)
    for line in re.finditer("[^\n]+", text):
        shown = line.group()
        found = hints(view, Span(*line.span()))
        for hint in reversed(found):
            place = hint.offset - line.start()
            shown = f"{shown[:place]}<{hint.label}>{shown[place:]}"
        lines += [shown.strip()] if found else []
    return lines


def test_relationships_tell_their_cardinality_depth_and_table() -> None:
    assert hinted(SHOP) == [
        'relationship "user-accounts" {<1:many><depth 2 of 6>',
        'related_entity = "account"<→ PROD.CUST.ACCOUNT>',
        'relationship "user-carts" {<1:many><depth 3 of 6>',
        'related_entity = "cart"<→ PROD.CUST.CART>',
        'relationship "user-products" {<many:many><depth 4 of 6>',
        'related_entity = "product"<→ PROD.CUST.PRODUCT>',
        'relationship "home-carts" {<many:many><depth 2 of 6>',
        'related_entity = "cart"<→ PROD.CUST.CART>',
    ]


def cardinality(text: str, slug: str, evidence: Evidence = NO_EVIDENCE) -> tuple[str, str] | None:
    """The hint on how many rows a relationship joins, and its reason."""
    start = text.index(f'relationship "{slug}"')
    found = hints(view_of(text, DEFAULT_SETTINGS, evidence), Span(start, text.index("\n", start)))
    return next(((it.label, it.tooltip) for it in found if it.kind == "cardinality"), None)


@pytest.mark.parametrize(
    ("join", "label", "reason"),
    [
        ("account.ID = cart.ACCOUNT_ID", "1:many", "A row of `account` leads to any number of rows of `cart`."),
        ("account.CART = cart.ID", "many:1", "A row of `account` leads to one row of `cart`, where `ID` is unique."),
        ("cart.ID = account.CART", "many:1", "A row of `account` leads to one row of `cart`, where `ID` is unique."),
        (
            "account.ID = cart.ID",
            "1:1",
            "A row of `account` leads to one row of `cart`, where `ID` is unique, and the other way round.",
        ),
        ("product.ID = cart.ID", "1:many", "A row of `account` leads to any number of rows of `cart`."),
        ("account.ID =", "1:many", "A row of `account` leads to any number of rows of `cart`."),
    ],
)
def test_keys_of_the_graph_tell_cardinality(join: str, label: str, reason: str) -> None:
    text = SHOP.replace(r"\"account\".ID = `c\u0061rt`.ACCOUNT_ID", join)
    assert cardinality(text, "user-carts") == (label, reason)


def test_unique_columns_of_the_catalog_tell_cardinality() -> None:
    table = Table(TablePath("PROD", "CUST", "CART"), unique_keys=(("ACCOUNT_ID",), ("HOUSEHOLD_ID",)))
    evidence = Evidence(Catalog("snowflake", schemas={("PROD", "CUST"): Schema("PROD", "CUST", {"CART": table})}))
    joined = cardinality(SHOP, "user-carts", evidence)
    assert joined
    assert joined[0] == "1:1"
    assert cardinality(SHOP, "home-carts", evidence) == (
        "many:1",
        "A profile leads to one row of `cart`, where `HOUSEHOLD_ID` is unique; profiles may share a trait.",
    )


def test_what_was_counted_counts() -> None:
    one = Spread(median=1, p99=1, largest=1, met=5, joined=5)
    counted = {"user-products": RelationshipMeasurement((), one, one)}
    assert cardinality(SHOP, "user-products", Evidence(measurements=Measurements(relationships=counted))) == (
        "1:1",
        "Counted in the data.",
    )


@pytest.mark.parametrize(
    "text",
    [
        SHOP.replace('        join_on        = "\\"account\\".ID = `c\\u0061rt`.ACCOUNT_ID"\n', ""),
        SHOP.replace('`.ACCOUNT_ID"\n', '`.ACCOUNT_ID"\n        junction_table {\n        }\n'),
        SHOP.replace('related_entity = "cart"\n        join_on', 'related_entity = "nothing"\n        join_on'),
        SHOP.replace('related_entity = "account"', 'related_entity = "nothing"'),
    ],
)
def test_what_is_not_known_has_no_hint(text: str) -> None:
    assert text != SHOP
    assert cardinality(text, "user-carts") is None


def test_an_unknown_entity_has_no_table() -> None:
    text = SHOP.replace('related_entity = "product"', 'related_entity = "nothing"')
    assert not [line for line in hinted(text) if "nothing" in line]


def test_a_header_without_a_brace_has_its_hints_behind_the_label() -> None:
    text = SHOP.replace('relationship "home-carts" {', 'relationship "home-carts"')
    assert 'relationship "home-carts"<many:many><depth 2 of 6>' in hinted(text)


def test_a_table_of_any_length_fits_into_a_hint() -> None:
    text = SHOP.replace("PROD.CUST.PRODUCT", f"PROD.CUST.\\n{'X' * 200}")
    assert f'related_entity = "product"<→ PROD.CUST. {"X" * 68}…>' in hinted(text)


def test_only_a_span_is_looked_at() -> None:
    start = SHOP.index('related_entity = "product"')
    found = hints(view_of(SHOP), Span(start, start + 30))
    assert [it.label for it in found] == ["→ PROD.CUST.PRODUCT"]


def _hints_stand_in_the_span(text: str) -> None:
    view = view_of(text)
    whole = hints(view, Span(0, len(text)))
    assert [it.offset for it in whole] == sorted(it.offset for it in whole)
    for start in offsets_in(text)[::10]:
        span = Span(start, start + 20)
        assert hints(view, span) == [it for it in whole if span.start <= it.offset <= span.end]
    assert all("\n" not in it.label and it.offset <= len(text) for it in whole)


test_hints_stand_in_the_span, test_hints_stand_in_the_span_often = often(_hints_stand_in_the_span, any_texts())
