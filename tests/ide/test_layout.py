"""Formatting as an editor asks for it: all, a range, and while typing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from datagraph.formatting import format_document as formatted
from datagraph.ide.layout import format_document, format_on_type, format_range
from datagraph.syntax import parse
from datagraph.text import Span, apply_edits
from datagraph.view import view_of
from tests.ide.marked import at_cursor, marked
from tests.strategies import any_texts, often

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.text import TextEdit

LOOSE = 'data_graph {\n version="v1.0.0"\n\n\n\n   entity "a" {  \n name="A"\n    table_ref = "D.S.A"\n}\n}\n'


def ranged(text: str) -> str:
    plain, (start, end) = marked(text)
    return apply_edits(plain, format_range(view_of(plain), Span(start, end)))


def typed(text: str, character: str) -> str:
    """The text after a character has been typed before the cursor."""
    plain, offset = at_cursor(text.replace("‸", f"{character}‸"))
    return apply_edits(plain, format_on_type(view_of(plain), offset, character))


# A document.


def test_document_is_formatted_as_the_command_does() -> None:
    assert apply_edits(LOOSE, format_document(view_of(LOOSE))) == formatted(parse(LOOSE)) != LOOSE


def test_edits_of_a_document_are_as_small_as_can_be() -> None:
    text = LOOSE.replace("\n\n\n\n", "\n\n")
    assert [it.span.text_of(text).strip() for it in format_document(view_of(text))] == [""] * 8


def test_line_ends_of_both_sorts_are_replaced_whole() -> None:
    text = "a {\r\n}\r\nb {\r\n}   \n\r\n\nc {\n}\n"
    edits = format_document(view_of(text))
    assert not any(text[place - 1 : place + 1] == "\r\n" for it in edits for place in it.span)
    assert apply_edits(text, edits) == formatted(parse(text))


# A range.


def test_range_changes_the_lines_it_touches_and_no_other() -> None:
    assert ranged(LOOSE.replace("name", "na‸me").replace("table", "ta‸ble")) == LOOSE.replace(
        ' name="A"\n    table', '    name      = "A"\n    table'
    )


def test_indentation_of_a_line_is_told_from_the_empty_lines_above_it() -> None:
    assert ranged(LOOSE.replace("entity", "‸ent‸ity")) == LOOSE.replace('   entity "a" {  \n', '  entity "a" {\n')


def test_empty_lines_go_if_the_range_is_on_both_sides_of_them() -> None:
    text = LOOSE.replace("version", "ver‸sion").replace("entity", "ent‸ity")
    assert '  version = "v1.0.0"\n\n  entity "a" {\n name' in ranged(text)


def test_range_that_ends_where_a_line_begins_does_not_touch_it() -> None:
    text = 'a {\n‸ b = "1"\n‸ c = "1"\n}\n'
    assert ranged(text) == 'a {\n  b = "1"\n c = "1"\n}\n'


# Typing.


def test_closing_brace_lays_out_its_block() -> None:
    text = 'data_graph {\n    version="v1.0.0"\n  entity "a" {\n name="A"\ntable_ref="D.S.A"\n      ‸\n}\n'
    expected = '  entity "a" {\n    name      = "A"\n    table_ref = "D.S.A"\n  }\n}\n'
    assert typed(text, "}") == 'data_graph {\n    version="v1.0.0"\n' + expected


def test_closing_brace_of_a_block_with_a_mistake_moves_alone() -> None:
    text = "data_graph {\n  entity \"a\" {\n name='A'\n      ‸\n}\n"
    assert typed(text, "}") == "data_graph {\n  entity \"a\" {\n name='A'\n  }\n}\n"


def test_closing_brace_is_under_its_block_where_another_is_missing() -> None:
    text = 'data_graph {\n  entity "a" {\n\n    entity "b" {\n  name = "B"\n‸\n'
    assert typed(text, "}") == 'data_graph {\n  entity "a" {\n\n    entity "b" {\n      name = "B"\n    }\n'


def test_first_block_of_a_file_with_a_byte_order_mark_is_laid_out() -> None:
    assert typed('\ufeffa {\nb="1"\n  ‸', "}") == '\ufeffa {\n  b = "1"\n}'


def test_brace_behind_a_mistake_does_not_move_its_line() -> None:
    assert typed("a {\n    b = '1' ‸\n", "}") == "a {\n    b = '1' }\n"


def test_block_at_a_doubtful_depth_keeps_its_indentation() -> None:
    text = 'data_graph {\n  entity "a" {\n\n   entity "b" {\n  name = "B"\n‸\n'
    assert typed(text, "}") == text.replace("‸", "   }")


@pytest.mark.parametrize("text", ["a {\n   # ‸\n}\n", 'a {\n   b = "‸"\n}\n', "‸\n", "a‸"])
def test_brace_that_closes_nothing_changes_nothing(text: str) -> None:
    assert typed(text, "}") == text.replace("‸", "}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {‸", "a {\n  "),
        ("a {‸\n}\n", "a {\n  \n}\n"),
        ("a { # why‸\n}\n", "a { # why\n  \n}\n"),
        ("a {\r‸", "a {\r\n  "),
        ('  a {\n    b = "1"‸\n  }\n', '  a {\n    b = "1"\n    \n  }\n'),
        ('\ta {\n\t\tb = "1"‸', '\ta {\n\t\tb = "1"\n\t\t'),
        ('a {\n  b = "1"\n\n\n‸', 'a {\n  b = "1"\n\n\n\n  '),
        ("  a {\n    ‸}\n", "  a {\n    \n  }\n"),
        ('  a {}‸b = "1"', '  a {}\n  b = "1"'),
        ("  # a {‸", "  # a {\n  "),
        ('  b = "{‸', '  b = "{\n  '),
        ("‸", "\n"),
        ("  /* a\n    b‸", "  /* a\n    b\n"),
        ("  a = <<EOT‸\n  b\nEOT\n", "  a = <<EOT\n\n  b\nEOT\n"),
        ("\ufeff  a {‸", "\ufeff  a {\n    "),
    ],
)
def test_new_line_is_indented_like_the_one_before(text: str, expected: str) -> None:
    assert typed(text, "\n") == expected


def test_other_characters_change_nothing() -> None:
    view = view_of(LOOSE)
    assert format_on_type(view, len(LOOSE), "=") == []


# Always.


def is_only_white_space(text: str, edits: Sequence[TextEdit]) -> None:
    assert all(it.span.start >= 0 and it.span.end <= len(text) for it in edits)
    assert all(before.span.end <= after.span.start for before, after in pairwise(edits))
    assert all(not (it.span.text_of(text) + it.new_text).strip(" \t\r\n") for it in edits)


def ranges_agree_with_the_document(text: str, first: float, second: float) -> None:
    """A range changes white space in its lines, all of them together make the document, and each line is as there."""
    view = view_of(text)
    whole = apply_edits(text, format_document(view))
    assert apply_edits(text, format_range(view, Span(0, len(text)))) == whole == formatted(parse(text))
    start, end = sorted((round(first * len(text)), round(second * len(text))))
    edits = format_range(view, Span(start, end))
    is_only_white_space(text, edits)
    line = text.rfind("\n", 0, start) + 1
    behind = text.find("\n", end)
    assert all(line <= it.span.start and it.span.end <= (behind if behind >= 0 else len(text)) + 1 for it in edits)
    inside = apply_edits(text, edits)[line:].split("\n")[0].strip(" \t\r\ufeff")
    assert inside in [it.strip(" \t\r\ufeff") for it in whole.split("\n")]


def typing_changes_white_space(text: str, place: float, character: str) -> None:
    offset = round(place * len(text))
    text = text[:offset] + character + text[offset:]
    is_only_white_space(text, format_on_type(view_of(text), offset + 1, character))


_shares = st.floats(0, 1)
test_ranges_agree, test_ranges_agree_often = often(ranges_agree_with_the_document, any_texts(), _shares, _shares)
test_typing, test_typing_often = often(typing_changes_white_space, any_texts(), _shares, st.sampled_from("}\n"))
