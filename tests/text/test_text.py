"""Offsets to lines, columns and encodings, and edits."""

from __future__ import annotations

import pytest

from datagraph.text import LineIndex, Position, Span, TextEdit, apply_edits


def test_line_ends_are_those_of_editors() -> None:
    index = LineIndex("a\nb\r\nc\rd\x0ce\u2028f\x85g")
    assert [index.line_text(line) for line in range(1, index.line_count + 1)] == ["a", "b", "c", "d\x0ce\u2028f\x85g"]


@pytest.mark.parametrize(("offset", "expected"), [(0, "1:1"), (2, "1:3"), (3, "2:1"), (5, "2:3"), (7, "3:1")])
def test_position_counts_code_points_from_one(offset: int, expected: str) -> None:
    index = LineIndex("ab\n😀c\r\n")
    assert str(index.position(offset)) == expected
    assert index.offset(index.position(offset)) == offset


def test_position_past_the_end_of_a_line_is_its_end() -> None:
    index = LineIndex("ab\ncd")
    assert index.offset(Position(1, 99)) == 2
    assert index.offset(Position(9, 1)) == 5


def test_utf16_counts_astral_characters_twice() -> None:
    index = LineIndex("x\n😀é=1")
    assert index.utf16_column(4) == 3
    assert index.offset_of_utf16(2, 3) == 4
    assert index.offset_of_utf16(2, 1) == 2, "the middle of a pair is before it"


def test_utf8_counts_bytes() -> None:
    assert LineIndex("é😀x").utf8_offset(2) == 6
    assert LineIndex("\ud800x").utf8_offset(1) == 3


def test_edits_refer_to_the_old_text() -> None:
    edits = [TextEdit(Span(4, 5), "E"), TextEdit(Span(0, 1), ""), TextEdit(Span(2, 2), "-"), TextEdit(Span(2, 2), "+")]
    assert apply_edits("abcdef", edits) == "b-+cdEf"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlapping"):
        apply_edits("abc", [TextEdit(Span(0, 2), ""), TextEdit(Span(1, 3), "")])
