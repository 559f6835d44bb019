"""Widening a selection."""

from __future__ import annotations

from itertools import pairwise

import pytest

from datagraph.ide.selection import selections
from datagraph.text import Span
from datagraph.view import view_of
from tests.ide.marked import at_cursor
from tests.ide.shop import offsets_in
from tests.strategies import any_texts, often


def widened(marked: str) -> list[str]:
    """What is selected at a cursor, step by step; of more than one line the first and the last."""
    text, offset = at_cursor(marked)
    steps = []
    for span in selections(view_of(text), offset):
        lines = span.text_of(text).splitlines()
        steps.append(lines[0] if len(lines) == 1 else f"{lines[0].strip()} … {lines[-1].strip()}")
    return steps


RELATIONSHIP = """\
# The graph.
data_graph {
  version = "v1.0.0"
  # One.
  # Two.
  relationship "carts" {
    name    = "Carts"
    join_on = "account.ID = cart.ACCOUNT_ID"
  }

  entity "cart" { # three
  }
}
"""
OUTWARDS = [
    "data_graph { … }",
    "# The graph. … }",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_from_a_column_to_the_file(end: str) -> None:
    marked = RELATIONSHIP.replace("cart.ACC", "cart.A‸CC").replace("\n", end) + end
    assert widened(marked) == [
        "ACCOUNT_ID",
        "cart.ACCOUNT_ID",
        "account.ID = cart.ACCOUNT_ID",
        '"account.ID = cart.ACCOUNT_ID"',
        'join_on = "account.ID = cart.ACCOUNT_ID"',
        'name    = "Carts" … join_on = "account.ID = cart.ACCOUNT_ID"',
        'relationship "carts" { … }',
        "# One. … }",
        'version = "v1.0.0" … }',
        *OUTWARDS,
        "# The graph. … ",
    ]


@pytest.mark.parametrize(
    ("piece", "steps"),
    [
        ("na‸me    =", ["name", 'name    = "Carts"']),
        ("‸name    =", ["name", 'name    = "Carts"']),
        ("name  ‸  =", ['name    = "Carts"']),
        ("accou‸nt.ID", ["account", "account.ID", "account.ID = cart.ACCOUNT_ID"]),
        ("ID ‸= cart", ["account.ID = cart.ACCOUNT_ID", '"account.ID = cart.ACCOUNT_ID"']),
        ('relationship "ca‸rts"', ["carts", '"carts"', 'relationship "carts"', 'relationship "carts" { … }']),
        ("relation‸ship", ["relationship", 'relationship "carts"', 'relationship "carts" { … }', "# One. … }"]),
        ("# O‸ne.", ["One", "# One.", "# One. … # Two.", "# One. … }", 'version = "v1.0.0" … }']),
        ("  # Tw‸o.", ["Two", "# Two.", "# One. … # Two.", "# One. … }", 'version = "v1.0.0" … }']),
        ("# th‸ree", ["three", "# three", 'entity "cart" { # three … }']),
    ],
)
def test_from_any_word(piece: str, steps: list[str]) -> None:
    plain, _ = at_cursor(piece)
    assert RELATIONSHIP.count(plain) == 1
    assert widened(RELATIONSHIP.replace(plain, piece))[: len(steps)] == steps


def test_a_part_of_a_table_name() -> None:
    assert widened('table_ref = "A.`B‸.C`.D"')[:4] == ["B", "`B.C`", "A.`B.C`.D", '"A.`B.C`.D"']


def test_a_word_of_a_sentence() -> None:
    assert widened('description = "A well-kno‸wn cart"')[:2] == ["well-known", "A well-known cart"]


def test_a_broken_line() -> None:
    assert widened('data_graph {\n  version = "v1.0.0"\n  )) x‸ ((\n}\n')[:3] == [
        "x",
        ")) x ((",
        'version = "v1.0.0" … )) x ((',
    ]


def test_a_name_of_two_words() -> None:
    assert widened('primary k‸ey = "ID"')[:3] == ["key", "primary key", 'primary key = "ID"']


def test_an_empty_text() -> None:
    assert selections(view_of(""), 0) == [Span(0, 0)]


def test_a_bare_value_ends_where_it_ends() -> None:
    text = "A=\\"
    assert max(it.end for it in selections(view_of(text), len(text))) == len(text)


def _selections_grow(text: str) -> None:
    view = view_of(text)
    for offset in offsets_in(text):
        found = selections(view, offset)
        assert found[-1] == (0, len(text))
        for inner, outer in pairwise(found):
            assert outer.start <= inner.start <= offset <= inner.end <= outer.end
            assert inner != outer


test_selections_grow, test_selections_grow_often = often(_selections_grow, any_texts(), examples=20)
