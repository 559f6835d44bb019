"""What holds of the formatter whatever the text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from datagraph import format_text, load, parse
from datagraph.formatting import formatting_edits
from datagraph.syntax.lexer import tokens
from datagraph.text import apply_edits
from tests.strategies import any_texts, graphs, often, plans, valid_texts, well_formed_texts

if TYPE_CHECKING:
    from tests.plans import Plan

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.dg"))
VALID_EXAMPLES = [path for path in EXAMPLES if path.parent.name != "broken"]
WHITE = re.compile(r"[ \t\r\n]+")
SEEDS = st.integers(0, 2**32)


def lays_out_as_planned(plan: Plan, seed: int, line_end: str, mark: str) -> None:
    text = mark + plan.spaced(seed).replace("\n", line_end)
    line_end = line_end if line_end in text else "\n"
    assert format_text(text) == mark + plan.canonical().replace("\n", line_end)


def changes_white_space_only(text: str) -> None:
    assert WHITE.sub("", format_text(text)) == WHITE.sub("", text)


def keeps_strings_and_comments(text: str) -> None:
    assert _written(format_text(text)) == _written(text)


def changes_nothing_twice(text: str) -> None:
    once = format_text(text)
    assert format_text(once) == once


def keeps_the_model(text: str) -> None:
    model, _ = load(format_text(text))
    assert model == load(text)[0]


def edits_make_the_formatted_text(text: str) -> None:
    document = parse(text)
    edits = formatting_edits(document)
    formatted = format_text(text)
    assert apply_edits(text, edits) == formatted
    assert all(first.span.end < second.span.start for first, second in pairwise(edits))
    for span, new_text in edits:
        old_text = span.text_of(text)
        assert not WHITE.sub("", old_text + new_text)
        assert not (old_text and new_text) or (old_text[0] != new_text[0] and old_text[-1] != new_text[-1])
    assert formatting_edits(parse(formatted)) == []


def _written(text: str) -> list[str]:
    start = 1 if text.startswith("\ufeff") else 0
    found = [(token.kind, text[token.start : token.end]) for token in tokens(text, start, len(text))]
    return [
        written.rstrip() if kind == "LINE_COMMENT" else written
        for kind, written in found
        if kind in ("STRING", "LINE_COMMENT", "BLOCK_COMMENT")
    ]


LINE_ENDS = st.sampled_from(("\n", "\n", "\r\n"))
MARKS = st.sampled_from(("", "", "\ufeff"))

test_any_plan_is_laid_out, test_any_plan_is_laid_out_often = often(
    lays_out_as_planned, plans(), SEEDS, LINE_ENDS, MARKS, examples=400
)
test_graph_is_laid_out, test_graph_is_laid_out_often = often(
    lays_out_as_planned, graphs(), SEEDS, LINE_ENDS, MARKS, examples=100
)
test_only_white_space_changes, test_only_white_space_changes_often = often(
    changes_white_space_only, any_texts(), examples=300
)
test_strings_stay, test_strings_stay_often = often(
    keeps_strings_and_comments, valid_texts() | well_formed_texts(), examples=200
)
test_second_time_changes_nothing, test_second_time_changes_nothing_often = often(
    changes_nothing_twice, any_texts(), examples=300
)
test_model_stays, test_model_stays_often = often(keeps_the_model, any_texts(), examples=200)
test_edits, test_edits_often = often(edits_make_the_formatted_text, any_texts(), examples=200)


@pytest.mark.parametrize("path", VALID_EXAMPLES, ids=lambda it: it.parent.name)
def test_examples_are_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_text(text) == text
    assert formatting_edits(parse(text)) == []


@pytest.mark.parametrize("path", VALID_EXAMPLES, ids=lambda it: it.parent.name)
def test_examples_are_brought_back_from_other_blanks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    squeezed = re.sub(r'(?m)^ *(\w+) *= *(?=["tf])', r"\1=", text)
    squeezed = re.sub(r"(?m)^ +|(?<=\") (?=\{$)", "", squeezed)
    assert squeezed != text
    assert format_text(squeezed) == text


@pytest.mark.slow
@pytest.mark.parametrize("closed", [True, False])
def test_ten_thousand_nested_blocks_do_not_grow_with_the_square_of_their_depth(closed: bool) -> None:
    depth = 10_000
    text = 'a "b" {\n' * depth + "}\n" * depth * closed
    formatted = format_text(text)
    assert WHITE.sub("", formatted) == WHITE.sub("", text)
    assert formatted.startswith('a "b" {\n  a "b" {\n    a')
    assert len(formatted) < 500 * depth
    assert format_text(formatted) == formatted


def test_one_wide_name_among_many_is_not_paid_by_all() -> None:
    text = 'b = "1"\n' * 1_000 + "a" * 100_000 + ' = "1"\n' + 'b = "1"\n' * 1_000
    assert format_text(text) == text
