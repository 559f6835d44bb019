"""How fixes are chosen, applied and dropped, with made-up rules on made-up texts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from datagraph.diagnostics import Applicability, Diagnostic, Fix, Severity
from datagraph.fixing.fixer import FixResult, fix_by
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Callable

SAFE, UNSAFE, DISPLAY_ONLY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY_ONLY
Rule = tuple[str, str, str, Applicability]


def replacing(*rules: Rule, severity: Severity = Severity.ERROR) -> Callable[[str], list[Diagnostic]]:
    """A checker with a rule for each `(code, pattern, replacement, applicability)`."""

    def diagnose(text: str) -> list[Diagnostic]:
        found = []
        for code, pattern, replacement, applicability in rules:
            for match in re.finditer(pattern, text):
                span = Span(*match.span())
                fix = Fix(f"write {replacement}", (TextEdit(span, match.expand(replacement)),), applicability)
                found.append(Diagnostic(code, code, severity, f"{match[0]} is wrong", span, fixes=(fix,)))
        return sorted(found, key=lambda it: it.span)

    return diagnose


def check(text: str, fixed: str, *rules: Rule, unsafe: bool = False) -> FixResult:
    result = fix_by(replacing(*rules), text, unsafe=unsafe)
    assert result.text == fixed
    assert list(result.remaining) == replacing(*rules)(fixed)
    return result


def test_every_fix_is_applied_in_the_order_of_the_text() -> None:
    result = check("a b a", "A B A", ("X1", "b", "B", SAFE), ("X2", "a", "A", SAFE))
    assert result.applied == (("X2", "write A"), ("X1", "write B"), ("X2", "write A"))


def test_fix_that_calls_for_another_gets_it() -> None:
    result = check("a", "d", ("X1", "a", "b", SAFE), ("X2", "b", "c", SAFE), ("X3", "c", "d", SAFE))
    assert [code for code, _ in result.applied] == ["X1", "X2", "X3"]


def test_clean_text_stays() -> None:
    assert check("x", "x", ("X1", "a", "b", SAFE)).applied == ()


@pytest.mark.parametrize(("unsafe", "fixed"), [(False, "A b c"), (True, "A B c")])
def test_unsafe_fixes_only_on_request_and_display_only_never(unsafe: bool, fixed: str) -> None:
    rules: tuple[Rule, ...] = (("X1", "a", "A", SAFE), ("X2", "b", "B", UNSAFE), ("X3", "c", "C", DISPLAY_ONLY))
    check("a b c", fixed, *rules, unsafe=unsafe)


def test_unsafe_fix_waits_until_no_safe_one_is_left() -> None:
    rules: tuple[Rule, ...] = (("X1", "ab", "x", UNSAFE), ("X2", "b", "c", SAFE))
    check("ab", "ac", *rules, unsafe=True)


def test_overlapping_fix_waits_for_the_next_round() -> None:
    check("aab", "xb", ("X1", "aa", "x", SAFE), ("X2", "ab", "y", SAFE))
    check("aab", "xz", ("X1", "aa", "x", SAFE), ("X2", "ab", "y", SAFE), ("X3", "xb", "xz", SAFE))


def test_touching_fix_waits_for_the_next_round() -> None:
    check("abab", "AxAx", ("X1", "a", "A", SAFE), ("X2", "(?<=A)b", "x", SAFE), ("X3", "(?<=a)b", "y", SAFE))


def test_fix_that_brings_errors_is_dropped_and_the_others_stay() -> None:
    rules: tuple[Rule, ...] = (("X1", "a", "A", SAFE), ("X2", "b", "!!!!!!", SAFE), ("X3", "!", "!", DISPLAY_ONLY))
    result = check("a a b a a", "A A b A A", *rules)
    assert Counter(result.applied) == {("X1", "write A"): 4}


def test_fix_that_trades_an_error_for_another_is_applied() -> None:
    check("a", "b", ("X1", "a", "b", SAFE), ("X2", "b", "b", DISPLAY_ONLY))


def test_warnings_do_not_count_as_worse() -> None:
    rules: tuple[Rule, ...] = (("X1", "a", "bb", SAFE), ("X2", "b", "b", DISPLAY_ONLY))
    assert fix_by(replacing(*rules, severity=Severity.WARNING), "a").text == "bb"
    assert fix_by(replacing(*rules), "a").text == "a"


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    result = fix_by(replacing(("X1", "a", "b", SAFE), ("X2", "b", "a", SAFE), ("X3", "c", "C", SAFE)), "a c")
    assert result.text == "a C"
    assert len(result.applied) == 3


def test_fix_that_changes_nothing_comes_to_an_end() -> None:
    assert check("a b", "a B", ("X1", "a", "a", SAFE), ("X2", "b", "B", SAFE)).applied == (("X2", "write B"),)


@pytest.mark.parametrize("replacement", ["xa", "aa", "a" * 50])
def test_fix_that_leaves_its_own_diagnostic_is_dropped(replacement: str) -> None:
    assert check("a c", "a C", ("X1", "a", replacement, SAFE), ("X2", "c", "C", SAFE)).applied == (("X2", "write C"),)


def test_fix_that_deletes_may_uncover_its_own_diagnostic() -> None:
    assert len(check("a,,,,b", "ab", ("X1", "(?<!,),", "", SAFE)).applied) == 4


def test_fixes_that_call_for_each_other_without_end_are_given_up() -> None:
    rules = replacing(("X1", "a", "b b", SAFE), ("X2", "b", "a a", SAFE), severity=Severity.WARNING)
    assert 1_000 < len(fix_by(rules, "a").text) <= 10_000


def test_fix_that_does_harm_only_at_first_is_tried_again() -> None:
    rules: tuple[Rule, ...] = (
        ("X1", "a", "A", SAFE),
        ("X2", "A(?=.*b)", "!", DISPLAY_ONLY),
        ("X3", "A(?=.*b)", "!", DISPLAY_ONLY),
        ("X4", "b(?!c)", "bc", SAFE),
        ("X5", "bc", "d", SAFE),
    )
    check("a b", "A d", *rules)


def test_fix_behind_a_dropped_one_still_gets_its_turn() -> None:
    rules: tuple[Rule, ...] = (("X1", "ab", "!!!", SAFE), ("X2", "bc", "d", SAFE), ("X3", "!", "!", DISPLAY_ONLY))
    check("abc", "ad", *rules)


def test_braces_inserted_at_one_place_go_in_together_and_the_deeper_one_first() -> None:
    calls = 0

    def diagnose(text: str) -> list[Diagnostic]:
        nonlocal calls
        calls += 1
        missing = 3 - text.count("}")
        end = Span(4, 4)
        return [
            Diagnostic(
                "X1",
                "x",
                Severity.ERROR,
                f"{depth}",
                end,
                fixes=(Fix("}", (TextEdit(end, "\n" + " " * depth + "}"),)),),
            )
            for depth in range(missing)
        ]

    result = fix_by(diagnose, "{ { {")
    assert result.text == "{ { \n  }\n }\n}{"
    assert calls == 2


def test_insertions_of_different_rules_at_one_place_wait() -> None:
    rules: tuple[Rule, ...] = (("X1", r"$(?<!!)", "!", SAFE), ("X2", r"$(?<!\?)(?<!!)", "?", SAFE))
    check("a", "a!", *rules)


def test_edits_of_one_fix_may_meet_and_go_in_whole_or_not_at_all() -> None:
    def diagnose(text: str) -> list[Diagnostic]:
        if "=" in text:
            return []
        first = Fix("first", (TextEdit(Span(0, 3), "a"), TextEdit(Span(3, 4), " = ")))
        second = Fix("second", (TextEdit(Span(3, 4), "?"), TextEdit(Span(5, 5), "?")))
        return [Diagnostic("X1", "x", Severity.ERROR, it.title, Span(0, 1), fixes=(it,)) for it in (first, second)]

    assert fix_by(diagnose, '"a":"b"').text == 'a = "b"'


def test_a_few_bad_fixes_among_a_thousand_are_found_without_trying_each() -> None:
    calls = 0
    rules = replacing(("X1", "a", "A", SAFE), ("X2", "b", "!" * 1_002, SAFE), ("X3", "!", "!", DISPLAY_ONLY))

    def diagnose(text: str) -> list[Diagnostic]:
        nonlocal calls
        calls += 1
        return rules(text)

    result = fix_by(diagnose, "a" * 600 + "b" + "a" * 400)
    assert calls < 50
    assert result.text == "A" * 600 + "b" + "A" * 400
    assert len(result.applied) == 1_000


def test_ten_thousand_bad_fixes_are_given_up_soon() -> None:
    calls = 0
    rules = replacing(
        *((f"X{digit}", f"{digit}(?!!)", f"!{digit}!!", SAFE) for digit in range(10)), ("Y", "!", "!", UNSAFE)
    )

    def diagnose(text: str) -> list[Diagnostic]:
        nonlocal calls
        calls += 1
        return [it._replace(message=f"{it.span}") for it in rules(text)]

    text = "0123456789" * 30
    assert fix_by(diagnose, text).text == text
    assert calls <= 150
