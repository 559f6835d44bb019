"""Code lenses."""

from __future__ import annotations

from datagraph.catalog.measurements import EntityMeasurement, Measurements
from datagraph.ide.lenses import lenses, resolve
from datagraph.ide.navigation import references
from datagraph.rules import NO_EVIDENCE, Evidence
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.view import view_of
from tests.ide.shop import EVIDENCE, SHOP, shown
from tests.strategies import any_texts, often


def titles(text: str, evidence: Evidence = NO_EVIDENCE) -> list[str]:
    """The lenses of a text: where they stand, and what they say."""
    view = view_of(text, DEFAULT_SETTINGS, evidence)
    return [f"{it.span.text_of(text)}: {resolve(view, it).title}" for it in lenses(view)]


def test_entities_tell_how_often_they_are_used() -> None:
    text = SHOP.replace('right_join_on = "SKU = product.SKU"', "").replace(
        "  profile {", '  entity "lonely" {\n  }\n\n  profile {'
    )
    assert titles(text) == [
        'entity "account": 2 uses',
        'entity "cart": 4 uses',
        'entity "product": 1 use',
        'entity "lonely": no uses',
    ]


def test_a_click_shows_the_uses_and_not_the_declaration() -> None:
    view = view_of(SHOP)
    assert shown(resolve(view, lenses(view)[0]).uses) == [
        'related_entity = "«account»"',
        r'join_on        = "\"«account»\".ID = `c\u0061rt`.ACCOUNT_ID"',
    ]


def test_estimates_of_the_catalog_are_told() -> None:
    assert titles(SHOP, EVIDENCE)[:2] == ['entity "account": 2 uses · about 12,000 rows', 'entity "cart": 4 uses']


def test_counted_rows_are_told_exactly() -> None:
    counted = Measurements(entities={"account": EntityMeasurement(12_034, 0, 12_034)})
    assert titles(SHOP, Evidence(measurements=counted))[0] == 'entity "account": 2 uses · 12,034 rows'


def test_an_entity_without_a_slug_has_no_lens() -> None:
    assert titles('data_graph {\n  entity {\n    name = "Cart"\n  }\n}\n') == []


def test_another_text_has_other_uses() -> None:
    assert titles(SHOP)[2] == 'entity "product": 2 uses'
    assert titles(SHOP.replace('related_entity = "product"', 'related_entity = "cart"'))[2] == 'entity "product": 1 use'


def _lenses_agree_with_references(text: str) -> None:
    view = view_of(text)
    for lens in lenses(view):
        entity = next(it for it in view.graph.model.entities if it.header_span == lens.span)
        uses = resolve(view, lens).uses
        assert list(uses) == references(view, entity.name_span.start, with_declaration=False)


test_lenses_agree_with_references, test_lenses_agree_with_references_often = often(
    _lenses_agree_with_references, any_texts()
)
