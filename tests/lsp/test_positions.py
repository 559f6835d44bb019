"""Lines and columns as the protocol counts them, before and after edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datagraph.text import Span, TextEdit, apply_edits
from datagraph_lsp.positions import Lines

# One character of each width in the three units, and all that is, or is not, a line end.
TEXTS = st.text(st.sampled_from("ab\n\r\u2028\x0c\x85é€😀\ud800"), max_size=12)
ENCODINGS = ["utf-8", "utf-16", "utf-32"]


def width(text: str, encoding: str) -> int:
    codec, unit = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return len(text.encode(codec, "surrogatepass")) // unit


def test_only_three_line_ends_end_a_line() -> None:
    lines = Lines("a\u2028b\x0cc\x85d\ne\rf\r\ng")
    assert [lines.start_of(it) for it in range(len(lines))] == [0, 8, 10, 13]


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 12), ("utf-16", 9), ("utf-32", 8)])
def test_columns_are_counted_in_the_clients_units(encoding: str, column: int) -> None:
    lines = Lines('x = "é😀"\n', encoding)
    assert lines.position(8) == {"line": 0, "character": column}
    assert lines.offset({"line": 0, "character": column}) == 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_position_inside_a_character_is_before_it(encoding: str) -> None:
    assert Lines("a😀b", encoding).offset({"line": 0, "character": 2}) == 1


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", ["ab\r\ncd", "é😀\r\nab"])
def test_what_is_out_of_range_is_the_nearest_end(encoding: str, text: str) -> None:
    lines = Lines(text, encoding)
    assert lines.offset({"line": 0, "character": 99}) == 2
    assert lines.offset({"line": 9, "character": 0}) == len(text)
    assert lines.span({"start": {"line": 1, "character": 1}, "end": {"line": 0, "character": 0}}) == Span(5, 5)


@pytest.mark.parametrize(
    ("text", "span", "new_text", "starts"),
    [
        ("a\r", Span(2, 2), "\nb", [0, 3]),
        ("a\r\nb", Span(1, 2), "", [0, 2]),
        ("a\r\nb", Span(2, 2), "x", [0, 2, 4]),
        ("a\rx\nb", Span(2, 3), "", [0, 3]),
    ],
)
def test_an_edit_may_complete_or_split_a_line_end(text: str, span: Span, new_text: str, starts: list[int]) -> None:
    lines = Lines(text)
    edit = TextEdit(span, new_text)
    lines.follow(edit, apply_edits(text, [edit]))
    assert [lines.start_of(it) for it in range(len(lines))] == starts


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_a_position_is_the_units_before_it_on_its_line(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        found = lines.position(offset)
        start = lines.start_of(found["line"])
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        assert found["character"] == width(text[start : offset - inside_line_end], encoding)
        assert lines.offset(found) == offset - inside_line_end


@given(TEXTS, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), TEXTS), max_size=6))
def test_edits_leave_the_lines_of_a_fresh_text(text: str, edits: list[tuple[int, int, str]]) -> None:
    lines = Lines(text)
    for first, second, new_text in edits:
        start, end = sorted((min(first, len(text)), min(second, len(text))))
        edit = TextEdit(Span(start, end), new_text)
        text = apply_edits(text, [edit])
        lines.follow(edit, text)
        fresh = Lines(text)
        assert lines.text == text
        assert [lines.start_of(it) for it in range(len(lines))] == [fresh.start_of(it) for it in range(len(fresh))]
