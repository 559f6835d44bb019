"""What holds for every rule, whatever it is about: its file, its words, its examples, its fixes."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from inspect import getsource
from typing import TYPE_CHECKING

import pytest

import datagraph
from datagraph.diagnostics import Applicability
from datagraph.engine import analyse
from datagraph.rules import RuleFile, all_rules, rule_named
from datagraph.settings import Settings
from datagraph.text import apply_edits
from tests.warehouses.examples import evidence_of

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic

RULES = all_rules()
# What the configuration is checked for has examples of a configuration.
OF_GRAPHS = [rule for rule in RULES if not rule.code.startswith("DG9")]
FIXABLE = [rule for rule in OF_GRAPHS if rule.description.fixable]


def name_of(rule: RuleFile) -> str:
    return f"{rule.code}-{rule.name}"


def diagnostics_of(rule: RuleFile, text: str) -> tuple[Diagnostic, ...]:
    settings = Settings() if rule.description.enabled else Settings(extend_select=(rule.code,))
    if rule.code.startswith("DG8"):
        # A table that has gone is also one that is not there; `datagraph drift` asks for changes alone.
        settings = Settings(ignore=("DG4",))
    if rule.code.startswith("DG6"):
        # What is new may be unused, and what is left alone without use; `datagraph diff` asks for changes alone.
        settings = Settings(select=("DG6",))
    return analyse(text, settings, evidence_of(rule.description, text)).diagnostics


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_file_name_tells_code_and_name(rule: RuleFile) -> None:
    assert (rule.code, rule.name) == (rule.description.code, rule.description.name)
    assert rule_named(rule.code) is rule_named(rule.name) is rule_named(rule.code.lower()) is rule


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_description_is_made_of_sentences(rule: RuleFile) -> None:
    description = rule.description
    for words in (description.summary, description.why, description.fact):
        assert re.match("[A-Z`]", words), words
        assert words.endswith("."), words
        assert "  " not in words
    assert not re.search(r"[.?!] ", description.summary), "a summary is one sentence"


@pytest.mark.parametrize("rule", OF_GRAPHS, ids=name_of)
def test_bad_example_shows_this_mistake_and_no_other(rule: RuleFile) -> None:
    assert {it.code for it in diagnostics_of(rule, rule.description.bad)} == {rule.code}


@pytest.mark.parametrize("rule", OF_GRAPHS, ids=name_of)
def test_good_example_shows_nothing(rule: RuleFile) -> None:
    assert diagnostics_of(rule, rule.description.good) == ()


@pytest.mark.parametrize("rule", OF_GRAPHS, ids=name_of)
def test_rule_is_fixable_if_it_makes_fixes(rule: RuleFile) -> None:
    source = getsource(import_module(rule.module_name))
    if any(it.fixes for it in diagnostics_of(rule, rule.description.bad)) or "Fix(" in source:
        assert rule.description.fixable
    if rule.description.fixable:
        assert re.search(r"Fix\(|\.(fixes|renaming|completion)\(", source)


@pytest.mark.parametrize("rule", FIXABLE, ids=name_of)
def test_safe_fix_clears_its_diagnostic_and_adds_none(rule: RuleFile) -> None:
    text = rule.description.bad
    before = Counter((it.code, it.message) for it in diagnostics_of(rule, text))
    for diagnostic in diagnostics_of(rule, text):
        for fix in diagnostic.fixes:
            if fix.applicability is Applicability.SAFE:
                left = Counter((it.code, it.message) for it in diagnostics_of(rule, apply_edits(text, fix.edits)))
                assert left < before
                assert not left - before


@pytest.mark.parametrize("rule", OF_GRAPHS, ids=name_of)
def test_places_are_inside_the_text(rule: RuleFile) -> None:
    text = rule.description.bad
    for diagnostic in diagnostics_of(rule, text):
        for span in (diagnostic.span, *(it.span for it in diagnostic.labels)):
            assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize("rule", OF_GRAPHS, ids=name_of)
def test_examples_are_read_without_loss(rule: RuleFile) -> None:
    for text in (rule.description.bad, rule.description.good):
        assert str(datagraph.parse(text)) == text


@pytest.mark.parametrize("rule", OF_GRAPHS, ids=name_of)
def test_good_example_is_in_canonical_format(rule: RuleFile) -> None:
    assert datagraph.format_text(rule.description.good) == rule.description.good


@pytest.mark.parametrize("rule", [it for it in OF_GRAPHS if it.code.startswith(("DG2", "DG3", "DG4"))], ids=name_of)
def test_bad_example_of_names_or_relationships_is_in_canonical_format(rule: RuleFile) -> None:
    assert datagraph.format_text(rule.description.bad) == rule.description.bad
