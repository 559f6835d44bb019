"""What holds for every action on every text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from datagraph.formatting import format_document
from datagraph.ide.actions import Action, actions
from datagraph.ide.layout import format_on_type
from datagraph.syntax import parse
from datagraph.text import Span, apply_edits
from datagraph.view import view_of
from tests.strategies import any_texts, often, valid_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.diagnostics import Diagnostic
    from datagraph.ide import View
    from datagraph.text import TextEdit


def range_in(text: str, first: float, second: float) -> Span:
    return Span(*sorted((round(first * len(text)), round(second * len(text)))))


def are_well_formed(text: str, edits: Sequence[TextEdit]) -> None:
    assert all(0 <= start <= end <= len(text) for (start, end), _ in edits)
    assert all(before.span.end <= after.span.start for before, after in pairwise(edits))
    assert not any(text[place - 1 : place + 1] == "\r\n" for edit in edits for place in edit.span)


def said(diagnostics: Sequence[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter((it.code, it.message) for it in diagnostics)


def applied(view: View, action: Action) -> str:
    return apply_edits(view.text, action.edits)


def can_be_applied(text: str, first: float, second: float) -> None:
    view = view_of(text)
    for action in actions(view, range_in(text, first, second)):
        are_well_formed(text, action.edits)
        assert bool(action.edits) != bool(action.refusal)
        assert applied(view, action) != text or action.refusal


def ignores(text: str, first: float, second: float) -> None:
    """Ignoring silences what it is for, and brings nothing but remarks on suppressions."""
    view = view_of(text)
    for action in actions(view, range_in(text, first, second), automatic=True):
        if action.title.startswith("Ignore"):
            before, after = said(view.analysis.diagnostics), said(view_of(applied(view, action)).analysis.diagnostics)
            assert all(after[it.code, it.message] < before[it.code, it.message] for it in action.diagnostics)


def keeps_the_rest(text: str, place: float) -> None:
    """A refactoring of a file without errors brings no diagnostic, and keeps a formatted file formatted."""
    text = format_document(parse(text))
    view = view_of(text)
    offset = round(place * len(text))
    for action in actions(view, Span(offset, offset), ("refactor", "source.sort")):
        new = applied(view, action)
        assert not said(view_of(new).analysis.diagnostics) - said(view.analysis.diagnostics), action.title
        if action.edits:
            assert format_document(parse(new)) == new, action.title


_shares = st.floats(0, 1)
test_every_action_can_be_applied, test_every_action_can_be_applied_often = often(
    can_be_applied, any_texts(), _shares, _shares, examples=150
)
test_ignoring_silences, test_ignoring_silences_often = often(ignores, any_texts(), _shares, _shares, examples=150)
test_refactorings_keep_the_rest, test_refactorings_keep_the_rest_often = often(
    keeps_the_rest, valid_texts(), _shares, examples=150
)


@pytest.mark.slow
def test_ten_thousand_nested_blocks_are_no_trouble() -> None:
    text = "data_graph {\nprofile {\n" + 'relationship "r" {\nname="R"\nrelated_entity="e"\n' * 10_000 + "}\n" * 10_002
    view, offset = view_of(text), len(text) // 4
    assert all(it.edits or it.refusal for it in actions(view, Span(offset, offset), automatic=True))
    assert format_on_type(view, text.index("}") + 1, "}")
    assert format_on_type(view, text.index("name"), "\n")
