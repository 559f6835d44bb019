"""Folding."""

from __future__ import annotations

import pytest

from datagraph.ide.folding import folds
from datagraph.text import LineIndex
from datagraph.view import view_of
from tests.strategies import any_texts, often

TEXT = """\
# The shop,
# as sold.

/* Written
   by hand. */
data_graph { # one line
  version = "v1.0.0"

  entity "cart" {
    name = "Cart"

  }

  entity "product" { name = "Product" }
}
"""


def folded(text: str) -> list[str]:
    """The folds as `kind first-last`, in lines from 1."""
    lines = LineIndex(text)
    return [
        f"{kind} {lines.position(span.start).line}-{lines.position(span.end).line}"
        for span, kind in folds(view_of(text))
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blocks_and_comments_fold_and_closing_braces_stay(end: str) -> None:
    assert folded(TEXT.replace("\n", end)) == ["comment 1-2", "comment 4-5", "block 6-14", "block 9-11"]


def test_a_fold_begins_behind_its_first_line() -> None:
    text = 'entity "cart" { # why\n  name = "a"\n}\n'
    ((span, _),) = folds(view_of(text))
    assert span.text_of(text) == '\n  name = "a"'


def test_a_brace_behind_an_attribute_folds_with_it() -> None:
    assert folded('entity "cart" {\n  name = "a"\n  primary_key = "b" }\n') == ["block 1-3"]


def test_blocks_that_are_not_closed_fold_as_far_as_they_reach() -> None:
    assert folded('data_graph {\n  entity "a" {\n    name = "x"\n\n  entity "b" {\n    name = "y"\n\n\n') == [
        "block 1-6",
        "block 2-3",
        "block 5-6",
    ]


def test_blocks_with_broken_headers_fold() -> None:
    assert folded('data_graph {\n  entiy: "a" {\n    name = "x"\n  }\n}\n') == ["block 1-4", "block 2-3"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("# region Carts", "# endregion"),
        ("#region", "#endregion Carts"),
        ("// region", "// endregion"),
        ("//#region", "//#endregion"),
    ],
)
def test_regions_fold_with_their_last_line(start: str, end: str) -> None:
    assert folded(f'{start}\nversion = "a"\n  {end}\n') == ["region 1-3"]


def test_regions_nest_and_lone_marks_fold_nothing() -> None:
    text = "# endregion\n# region a\n\n# region b\n\n# endregion\n\n# endregion\n\n# region c\n"
    assert folded(text) == ["region 2-8", "region 4-6"]


def test_marks_of_regions_are_no_part_of_the_comments_beside_them() -> None:
    assert folded("# region a\n# b\n# c\n# endregion\n") == ["region 1-4", "comment 2-3"]


def test_words_that_begin_like_a_region_mark_nothing() -> None:
    assert folded("# regions of the world\n\n# endregion\n") == []


@pytest.mark.parametrize("text", ['name = "a" # b\n# c\n', "# b\n\n# c\n", '# b\nname = "a"\n# c\n'])
def test_comments_apart_from_each_other_do_not_fold(text: str) -> None:
    assert folded(text) == []


def test_what_begins_on_one_line_folds_once() -> None:
    assert folded('data_graph { profile {\ntype = "a"\n}\n}\n') == ["block 1-3"]


@pytest.mark.slow
def test_ten_thousand_nested_blocks_fold() -> None:
    assert len(folds(view_of('relationship "r" {\n' * 10_000 + "\n" * 1_000))) == 9_999


def _folds_are_ranges_over_lines(text: str) -> None:
    lines = LineIndex(text)
    found = folds(view_of(text))
    for span, _ in found:
        first, last = lines.position(span.start).line, lines.position(span.end).line
        assert first < last
        assert span.start == lines.line_span(first).end
        assert span.end <= len(text)
    assert len({span.start for span, _ in found}) == len(found)


test_folds_are_ranges_over_lines, test_folds_are_ranges_over_lines_often = often(
    _folds_are_ranges_over_lines, any_texts()
)
