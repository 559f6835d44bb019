"""Fixing real texts with the real rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from datagraph.diagnostics import Applicability, Severity
from datagraph.engine import analyse
from datagraph.fixing import fix_text
from datagraph.settings import DEFAULT_SETTINGS, Settings
from tests.strategies import junk_texts, mutated_texts, often, valid_texts

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/graph.dg"))


def errors(text: str) -> int:
    return sum(it.severity is Severity.ERROR for it in analyse(text).diagnostics)


def never_makes_it_worse(text: str, unsafe: bool) -> None:
    result = fix_text(text, DEFAULT_SETTINGS, unsafe=unsafe)
    assert errors(result.text) <= errors(text)
    assert result.remaining == analyse(result.text).diagnostics
    assert (result.text == text) == (not result.applied)


def leaves_nothing_to_fix(text: str, unsafe: bool) -> None:
    result = fix_text(text, DEFAULT_SETTINGS, unsafe=unsafe)
    again = fix_text(result.text, DEFAULT_SETTINGS, unsafe=unsafe)
    assert again.text == result.text
    assert again.applied == ()


test_result_is_never_worse, test_result_is_never_worse_often = often(
    never_makes_it_worse, mutated_texts() | junk_texts(), st.booleans(), examples=150
)
test_second_time_fixes_nothing, test_second_time_fixes_nothing_often = often(
    leaves_nothing_to_fix, valid_texts() | mutated_texts(), st.booleans(), examples=100
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda it: it.parent.name)
@pytest.mark.parametrize("unsafe", [False, True])
def test_examples(path: Path, unsafe: bool) -> None:
    text = path.read_text(encoding="utf-8")
    never_makes_it_worse(text, unsafe)
    leaves_nothing_to_fix(text, unsafe)
    result = fix_text(text, DEFAULT_SETTINGS, unsafe=unsafe)
    allowed = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    assert [it.code for it in result.remaining for fix in it.fixes if fix.applicability in allowed] == []


def test_mistakes_on_one_line_are_mended_one_after_the_other() -> None:
    text = "data_graph {\n  version = \"v1.0.0\"\n  enttiy: 'a' {\n    name: “A”, table_ref “D.S.T”\n  }\n}\n"
    result = fix_text(text, DEFAULT_SETTINGS)
    assert '  entity "a" {\n    name = "A"\n    table_ref = "D.S.T"\n  }\n' in result.text


def test_rules_that_are_off_fix_nothing() -> None:
    text = "data_graph {\n  version = 'v1.0.0'\n}\n"
    assert fix_text(text, DEFAULT_SETTINGS).text != text
    assert fix_text(text, Settings(ignore=("DG0",))).text == text


@pytest.mark.parametrize("count", [100, pytest.param(10_000, marks=pytest.mark.slow)])
def test_ten_thousand_mistakes_are_mended_in_a_few_rounds(count: int) -> None:
    entity = '  entity "a-{}" {{\n    name        = A\n    table_ref   = \'D.S.T\'\n    primary_key = "ID"\n  }}\n\n'
    text = 'data_graph {\n  version = "v1.0.0"\n\n' + "".join(map(entity.format, range(count // 2))) + "}\n"
    result = fix_text(text, DEFAULT_SETTINGS)
    assert len(result.applied) == count
    assert "'" not in result.text
    assert result.text.count('= "A"\n') == count // 2


def test_fixes_that_help_only_together_are_tried_together_in_the_text_that_others_have_made() -> None:
    leaves_nothing_to_fix('entity "a" {\n b"\n}\n entitc"\t{ ', unsafe=True)
    leaves_nothing_to_fix(' entity "b_2-2" {\t\n b_2-2"\t\n }\t\t\n  \t\t entitb_2-3"\t\t{ ', unsafe=True)
