"""Completion over every text and at every offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from datagraph.ide.completion import complete, document
from datagraph.rules import Evidence
from datagraph.view import view_of
from tests.ide.completing import CATALOG, expanded, first_level, nested
from tests.strategies import any_texts, often

if TYPE_CHECKING:
    from datagraph.catalog import Catalog

_MOST_OFFSETS = 60


def _keeps_to_its_line(text: str, offset: int, catalog: Catalog | None) -> None:
    view = view_of(text, evidence=Evidence(catalog))
    # Every offset is tried of short texts, and a part of those of long ones.
    for at in range(offset % max(1, len(text) // _MOST_OFFSETS), len(text) + 1, max(1, len(text) // _MOST_OFFSETS)):
        found = complete(view, at)
        for it in found:
            start, end = it.edit.span
            # The protocol wants one line, and the cursor in it.
            assert 0 <= start <= at <= end <= len(text)
            assert "\n" not in text[start:end]
            assert it.label.strip()
            assert "\n" not in it.label
            assert it.is_snippet or "\n" not in it.edit.new_text
            assert "$" not in expanded(it.edit.new_text) or not it.is_snippet or "$" in text
        assert [it.sort for it in found] == sorted(it.sort for it in found)
        if found:
            assert isinstance(document(view, found[at % len(found)].topic), str)


test_any_text, test_any_text_slow = often(
    _keeps_to_its_line, any_texts(), st.integers(0, 10_000), st.sampled_from((None, CATALOG)), examples=60
)


def _survives_a_cut(cut: int, text: str) -> None:
    """Typing is cutting: all that is behind the cursor is not there yet, or only what is on later lines is."""
    cut = min(cut, len(text))
    _at_end(text[:cut])
    _at_end(text[:cut], text[text.find("\n", cut) if "\n" in text[cut:] else len(text) :])


def _at_end(before: str, after: str = "") -> None:
    view = view_of(before + after, evidence=Evidence(CATALOG))
    for it in complete(view, len(before)):
        assert it.edit.span.start <= len(before) <= it.edit.span.end


_WHOLE = st.sampled_from(
    (
        first_level('      trait {\n        name     = "a"\n        join_key = "NOTE"\n      }'),
        nested('join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"'),
        nested(
            'junction_table {\n          table_ref = "PROD.CUST.CART_PRODUCT"\n'
            '          left_join_on = "cart-entity.ID = CART_ID"\n        }'
        ),
    )
)
test_half_typed, test_half_typed_slow = often(_survives_a_cut, st.integers(0, 2_000), _WHOLE, examples=150)


@pytest.mark.slow
def test_ten_thousand_nested_blocks() -> None:
    text = 'relationship "r" {\n' * 10_000
    for after in ("", "}\n" * 10_000):
        assert "name" in [it.label for it in complete(view_of(text + after), len(text))]


def test_long_line_is_left_alone() -> None:
    text = "data_graph {\n" + " " * 100_000
    assert complete(view_of(text), len(text)) == []
