"""A text that is edited says the same as one that is parsed anew."""

from __future__ import annotations

import tracemalloc
from random import Random

from hypothesis import strategies as st

from datagraph.syntax import Block, Document, parse
from datagraph.syntax.living import LivingDocument
from datagraph.text import Span, TextEdit, apply_edits
from tests.edits import random_edit
from tests.strategies import any_texts, often, valid_texts

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }
}
"""

ENTITY = """\
  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }
"""


def lines(document: Document) -> list[object]:
    groups = range(5)
    return [
        (it.lastindex, [it.span(group) for group in groups], [it.group(group) for group in groups])
        for it in document.lines()
    ]


def tree(document: Document) -> list[object]:
    found: list[object] = []
    waiting = [(element, 0) for element in reversed(document.elements)]
    while waiting:
        element, depth = waiting.pop()
        labels = [(it.text, it.span) for it in element.labels] if isinstance(element, Block) else []
        found.append((depth, type(element), element.span, labels))
        if isinstance(element, Block):
            waiting += [(it, depth + 1) for it in reversed(element.elements)]
    return found


def check(living: LivingDocument, text: str) -> None:
    document, fresh = living.document(), parse(text)
    assert living.text == str(document) == text
    assert lines(document) == lines(fresh)
    assert tree(document) == tree(fresh)
    assert sorted(map(repr, document.problems)) == sorted(map(repr, fresh.problems))


def is_as_if_parsed(text: str, seed: int) -> None:
    random = Random(seed)
    living = LivingDocument(text)
    near = 0
    back: TextEdit | None = None
    for _ in range(20):
        edit = back if back and random.random() < 0.2 else random_edit(random, text, near)
        (start, end), new = edit
        near, back = start, TextEdit(Span(start, start + len(new)), text[start:end])
        text = apply_edits(text, [edit])
        living.edit(edit)
        # Several edits may come before anyone asks.
        if random.random() < 0.8:
            check(living, text)
    check(living, text)


texts = valid_texts() | any_texts()
test_edited_text_is_as_if_parsed, test_edited_text_is_as_if_parsed_often = often(
    is_as_if_parsed, texts, st.integers(0, 2**32), examples=40
)


def type_in(text: str, at: str, typed: str) -> None:
    """Type behind a piece of the text, one character at a time."""
    living = LivingDocument(text)
    position = text.index(at) + len(at)
    for character in typed:
        edit = TextEdit(Span(position, position), character)
        text = apply_edits(text, [edit])
        living.edit(edit)
        check(living, text)
        position += 1


def test_typing_a_block_whose_brace_is_still_missing() -> None:
    type_in(GRAPH, '"v1.0.0"\n', '\n  entity "cart-entity" {\n    name = "Cart"\n    primary_key = "ID"\n  }\n')


def test_typing_what_has_no_line_end_yet() -> None:
    type_in(GRAPH.rstrip("\n"), "  }\n}", "\n# The end")
    type_in("", "", 'data_graph {\n  version = "v1.0.0"\n}')


def test_typing_a_comment_over_several_lines() -> None:
    type_in(GRAPH, "data_graph {\n", "  /* one\n two */\n")


def test_closing_a_comment_far_above() -> None:
    type_in("/* begun\n" + GRAPH, "  }\n}\n", "# and ended */\n")


def test_changing_the_line_below_a_broken_one() -> None:
    type_in(GRAPH.replace('"account-entity" {\n    name', '"account-entity"\nname'), '"account-entity"\n', "    ")


def test_changing_the_indentation_that_shows_where_a_brace_is_missing() -> None:
    text = GRAPH.replace("  }\n}", "  }\n\n" + 3 * ENTITY + "}")
    living = LivingDocument(text)
    second = text.rindex('entity "cart-entity"')
    brace = text.rindex("}")
    for edit in (
        TextEdit(Span(brace, brace + 1), ""),
        TextEdit(Span(brace, brace), "}"),
        TextEdit(Span(second, second), "    "),
        TextEdit(Span(brace + 4, brace + 5), ""),
    ):
        text = apply_edits(text, [edit])
        living.edit(edit)
        check(living, text)


def test_byte_order_mark_counts_only_at_the_beginning() -> None:
    type_in(GRAPH, "", "\ufeff")
    type_in(GRAPH, "data_graph {\n", "\ufeff")


def test_earlier_texts_are_not_kept() -> None:
    entities = "".join(f'entity "entity-{number}" {{\n  name = "Entity"\n}}\n' for number in range(5_000))
    living = LivingDocument(entities)
    tracemalloc.start()
    try:
        for number in range(0, 5_000, 50):
            place = living.text.index(f'"entity-{number}"')
            living.edit(TextEdit(Span(place, place), "x"))
            living.document()
        assert tracemalloc.get_traced_memory()[0] < 20 * len(entities)
    finally:
        tracemalloc.stop()
