"""What a person sees in the terminal."""

from __future__ import annotations

import time
from textwrap import dedent
from typing import Any

import pytest
from rich.text import Text

from datagraph.diagnostics import Applicability, Diagnostic, FileReport, Fix, Report, Severity
from datagraph.diagnostics.render import render
from datagraph.text import Source, Span, TextEdit
from tests.diagnostics.marked import report_of, unreadable

SAFE = Fix("write `b`", (TextEdit(Span(0, 1), "b"),))
UNSAFE = Fix("write `c`", (TextEdit(Span(0, 1), "c"),), Applicability.UNSAFE)
DISPLAY_ONLY = Fix("write a name", (TextEdit(Span(0, 1), "NAME"),), Applicability.DISPLAY_ONLY)


def check(marked: str, expected: str, *, width: int = 80, **fields: Any) -> None:
    """The whole output less the summary; ideals.md gives the form."""
    shown = render(report_of(marked, **fields), "text", width=width)
    assert shown.rsplit("\n\n", 1)[0].splitlines() == dedent(expected).strip("\n").splitlines()
    shown.encode()


def test_label_stands_behind_the_underline() -> None:
    check(
        "\n" * 23 + '        related_entity = ⟦"carts-entity"⟧\n',
        """\
        error[DG201]: no entity named `carts-entity`
          --> graph.dg:24:26
           |
        24 |         related_entity = "carts-entity"
           |                          ^^^^^^^^^^^^^^ not declared in this graph
           |
        help: did you mean `cart-entity`, declared at 9:12? (fix available)
        """,
        message="no entity named `carts-entity`",
        label="not declared in this graph",
        help=("did you mean `cart-entity`, declared at 9:12?",),
        fixes=(SAFE,),
    )


def test_zero_width_place_is_one_caret_in_a_gutter_of_two_digits() -> None:
    check(
        "\n\n\n\n    table_ref =⟦⟧\n",
        """\
        error[DG201]: expected a value after `=`
          --> graph.dg:5:16
           |
         5 |     table_ref =
           |                ^ write a table name, such as "PROD.CUST.ACCOUNT"
           |
        note: the other blocks were still checked
        """,
        message="expected a value after `=`",
        label='write a table name, such as "PROD.CUST.ACCOUNT"',
        notes=("the other blocks were still checked",),
    )


def test_two_labels_on_one_line_hang_below_each_other() -> None:
    check(
        "\n" * 30 + '        join_on = "⟪account-entity.ID⟫ = ⟦cart-entity.ACCOUNT_ID⟧"\n',
        """\
        warning[DG402]: joined columns have different types in snowflake
          --> graph.dg:31:40
           |
        31 |         join_on = "account-entity.ID = cart-entity.ACCOUNT_ID"
           |                    -----------------   ^^^^^^^^^^^^^^^^^^^^^^ VARCHAR
           |                    |
           |                    NUMBER
        help: rows match only where the warehouse casts one side; make both types equal
        """,
        code="DG402",
        severity=Severity.WARNING,
        message="joined columns have different types in snowflake",
        label="VARCHAR",
        labels=("NUMBER",),
        help=("rows match only where the warehouse casts one side; make both types equal",),
    )


def test_three_labels_keep_their_stems() -> None:
    check(
        "⟪aa⟫ ⟦bb⟧ ⟪cc⟫",
        """\
        error[DG201]: wrong
          --> graph.dg:1:4
           |
         1 | aa bb cc
           | -- ^^ -- third
           | |  |
           | |  second
           | first
        """,
        label="second",
        labels=("first", "third"),
    )


def test_label_inside_the_place_is_drawn_below_it() -> None:
    check(
        "⟦a ⟪b⟫ c⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | a b c
           | ^^-^^ outer
           |   |
           |   inner
        """,
        label="outer",
        labels=("inner",),
    )


def test_further_label_at_the_very_place_leaves_the_carets() -> None:
    check(
        "⟦⟪a⟫⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | a
           | ^ here
           | |
           | too
        """,
        label="here",
        labels=("too",),
    )


def test_labels_that_begin_together_are_all_shown() -> None:
    check(
        "⟪⟦a⟧ b⟫ c",
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | a b c
           | ^-- long
           | |
           | short
        """,
        label="short",
        labels=("long",),
    )


def test_of_two_places_that_end_together_the_inner_one_has_its_label_beside_it() -> None:
    check(
        "⟦aa ⟪bb⟫⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | aa bb
           | ^^^-- inner
           | |
           | outer
        """,
        label="outer",
        labels=("inner",),
    )


def test_labels_that_begin_together_share_a_stem_below_the_underlines() -> None:
    check(
        "⟦⟪a⟫ b⟧ ⟪c⟫ ⟪d⟫",
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | a b c d
           | -^^ - - last
           | |
           | primary
           | part
        """,
        label="primary",
        labels=("part", "", "last"),
    )


def test_further_lines_come_in_order_with_dots_between_distant_ones() -> None:
    check(
        "⟪one⟫\ntwo\n⟪three⟫\n4\n5\n6\n⟦seven⟧\n",
        """\
        error[DG201]: wrong
          --> graph.dg:7:1
           |
         1 | one
           | --- first
         2 | two
         3 | three
           | -----
        ...
         7 | seven
           | ^^^^^ here
           |
        note: fact
        """,
        label="here",
        labels=("first", ""),
        notes=("fact",),
    )


def test_place_over_several_lines_is_marked_on_the_first_and_the_last() -> None:
    check(
        'data_graph ⟦{\n  a = 1\n  b = 2\n  c = 3\n  }⟧ "x"\n',
        """\
        error[DG201]: wrong
          --> graph.dg:1:12
           |
         1 | data_graph {
           |            ^
        ...
         5 |   } "x"
           |   ^ never used
        """,
        label="never used",
    )


def test_place_that_ends_with_its_line_end_stays_on_its_line() -> None:
    check(
        "a ⟦b\r\n⟧c\r\n",
        """\
        error[DG201]: wrong
          --> graph.dg:1:3
           |
         1 | a b
           |   ^ here
        """,
        label="here",
    )


def test_place_that_is_a_line_end_is_one_caret_behind_the_line() -> None:
    check(
        "a b⟦\r\n⟧c",
        """\
        error[DG201]: wrong
          --> graph.dg:1:4
           |
         1 | a b
           |    ^
        """,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one_and_none_is_shown(end: str) -> None:
    check(
        f"a{end}b ⟦c⟧{end}",
        """\
        error[DG201]: wrong
          --> graph.dg:2:3
           |
         2 | b c
           |   ^
        """,
    )


def test_end_of_file_after_a_line_end_is_an_empty_line() -> None:
    check(
        "a {\n⟦⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:2:1
           |
         2 |
           | ^ expected `}`
        """,
        label="expected `}`",
    )


def test_empty_file_shows_its_first_line() -> None:
    check(
        "⟦⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 |
           | ^ empty
        """,
        label="empty",
    )


def test_tabs_do_not_shift_the_underline() -> None:
    check(
        "\ta\t= ⟦\tx⟧ y",
        """\
        error[DG201]: wrong
          --> graph.dg:1:6
           |
         1 |     a    =     x y
           |            ^^^^^
        """,
    )


def test_wide_and_combining_characters_do_not_shift_the_underline() -> None:
    check(
        'name = "表e\u0301" ⟦表x⟧ y',
        """\
        error[DG201]: wrong
          --> graph.dg:1:14
           |
         1 | name = "表e\u0301" 表x y
           |              ^^^
        """,
    )


def test_place_of_zero_cells_is_still_marked() -> None:
    check(
        "a⟦\u200b⟧b",
        """\
        error[DG201]: wrong
          --> graph.dg:1:2
           |
         1 | a\u200bb
           |  ^
        """,
    )


def test_control_characters_and_surrogates_are_made_visible() -> None:
    check(
        "\x00\x1b[31m \ud800 \x85\u202e ⟦x⟧ \x7f",
        """\
        error[DG201]: a␊b\\u{dfff}
          --> \\u{dcff}.dg:1:13
           |
         1 | ␀␛[31m \\u{d800} \\u{85}\\u{202e} x ␡
           |                                ^ it's ␀
           |
        help: try \\u{d800}
              two lines
        """,
        path="\udcff.dg",
        message="a\nb\udfff",
        label="it's \x00",
        help=("try \ud800\ntwo lines",),
    )


def test_byte_order_mark_of_the_file_is_not_shown_but_any_other_is() -> None:
    check(
        "\ufeffa\ufeff ⟦b⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:5
           |
         1 | a\\u{feff} b
           |           ^
        """,
    )


def test_long_line_is_clipped_around_the_place() -> None:
    check(
        "x" * 300 + " ⟦here⟧ " + "y" * 300,
        """\
        error[DG201]: wrong
          --> graph.dg:1:302
           |
         1 | …xxxxxxxxx here yyyyyyyyy…
           |            ^^^^ why
        """,
        width=31,
        label="why",
    )


def test_place_inside_a_line_end_is_shown_behind_a_long_line() -> None:
    check(
        "x" * 300 + "\r⟦\n⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:302
           |
         1 | …xxxxxxxxxxxxxxxxxxxxxxxx
           |                          ^
        """,
        width=31,
    )


def test_long_line_near_its_beginning_is_clipped_only_at_its_end() -> None:
    check(
        "⟦here⟧ " + "y" * 300,
        """\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | here yyyyyyyyyyyyyyyyyyy…
           | ^^^^
        """,
        width=31,
    )


def test_long_place_is_underlined_as_far_as_it_is_shown() -> None:
    check(
        "a = ⟦" + "表" * 300 + "⟧ b",
        f"""\
        error[DG201]: wrong
          --> graph.dg:1:5
           |
         1 | …{"表" * 12}…
           |  {"^" * 24}
        """,
        width=31,
    )


def test_distant_places_on_one_long_line_get_a_window_each() -> None:
    check(
        "⟪a⟫" + " " * 300 + "⟦b⟧",
        """\
        error[DG201]: wrong
          --> graph.dg:1:302
           |
         1 | a                       …
           | - one
         1 | …                       b
           |                         ^ two
        """,
        width=31,
        label="two",
        labels=("one",),
    )


def test_whole_line_is_shown_where_it_just_fits() -> None:
    line = "x" * 25
    for width, shown in ((30, line), (29, line[:22] + "…")):
        output = render(report_of(f"⟦x⟧{line[1:]}"), "text", width=width)
        assert f" 1 | {shown}\n" in output


@pytest.mark.slow
@pytest.mark.parametrize("character", ["x", "\u0301"])
def test_line_of_100_megabytes_is_shown_at_once(character: str) -> None:
    text = character * 100_000_000
    source = Source("graph.dg", text)
    assert source.lines.line_count == 1
    found = Diagnostic("DG201", "unknown-entity", Severity.ERROR, "wrong", Span(50_000_000, 99_000_000))
    start = time.perf_counter()
    output = render(Report((FileReport(source, (found,)),), {}), "text", width=80)
    assert time.perf_counter() - start < 0.5
    assert "--> graph.dg:1:50000001\n" in output
    assert len(output) < 1000


@pytest.mark.parametrize(
    ("fixes", "help_texts", "expected"),
    [
        ((UNSAFE, SAFE), ("do this", "or that"), ["help: do this (fix available)", "help: or that"]),
        ((UNSAFE,), ("do this",), ["help: do this (unsafe fix available)"]),
        ((DISPLAY_ONLY,), ("do this",), ["help: do this"]),
        (
            (SAFE, UNSAFE, DISPLAY_ONLY),
            (),
            ["help: write `b` (fix available)", "help: write `c` (unsafe fix available)", "help: write a name"],
        ),
    ],
)
def test_help_says_whether_there_is_a_fix(
    fixes: tuple[Fix, ...], help_texts: tuple[str, ...], expected: list[str]
) -> None:
    output = render(report_of("⟦a⟧", fixes=fixes, help=help_texts), "text")
    assert [line for line in output.splitlines() if line.startswith("help")] == expected


def test_diagnostics_are_apart_and_unreadable_files_keep_their_turn() -> None:
    (first,), rules = report_of("⟦a⟧ b\n", "a ⟦b⟧\n", fixes=(SAFE,))
    report = Report((first, unreadable("gone.dg", "no such file"), FileReport(Source("clean.dg", ""))), rules)
    assert render(report, "text") == dedent("""\
        error[DG201]: wrong
          --> graph.dg:1:1
           |
         1 | a b
           | ^
           |
        help: write `b` (fix available)

        error[DG201]: wrong
          --> graph.dg:1:3
           |
         1 | a b
           |   ^
           |
        help: write `b` (fix available)

        error: cannot read gone.dg: no such file

        2 errors in 1 file (2 fixable with `datagraph fix`); 1 file could not be read
        """)


def test_summary_counts_each_severity_and_the_files_with_problems() -> None:
    severities = (Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.INFO)
    found = tuple(Diagnostic("DG1", "a-rule", severity, "wrong", Span(0, 0)) for severity in severities)
    clean = FileReport(Source("b.dg", ""))
    report = Report((FileReport(Source("a.dg", ""), found), clean), {})
    assert render(report, "text").splitlines()[-1] == "2 errors, 1 warning, 2 infos in 1 file"
    for fix, note in ((SAFE, " (1 fixable with `datagraph fix`)"), (UNSAFE, ""), (DISPLAY_ONLY, "")):
        assert render(report_of("⟦a⟧", fixes=(fix,)), "text").splitlines()[-1] == f"1 error in 1 file{note}"
    assert render(Report((clean, clean, clean), {}), "text") == "no problems in 3 files\n"
    assert render(Report((unreadable("a", "b"),), {}), "text").endswith("\n1 file could not be read\n")


def test_concise_is_one_line_each() -> None:
    (first,), rules = report_of("a\n  ⟦b⟧\n", path="x\n.dg", message="no\tentity\nhere")
    assert render(Report((first, unreadable("gone.dg", "no such file")), rules), "concise") == dedent("""\
        x␊.dg:2:3: error[DG201] no    entity␊here
        error: cannot read gone.dg: no such file
        1 error in 1 file; 1 file could not be read
        """)


@pytest.mark.parametrize("output_format", ["text", "concise"])
def test_colour_adds_escape_codes_and_nothing_else(output_format: str) -> None:
    report = report_of("⟪a⟫\n⟦b⟧", labels=("one",), label="two", help=("do",), notes=("fact",))
    coloured = render(report, output_format, color=True)
    assert "\x1b[1;31merror[DG201]\x1b[0m" in coloured
    assert Text.from_ansi(coloured).plain.rstrip("\n") + "\n" == render(report, output_format)
    assert "\x1b[32m" in render(report_of("a"), output_format, color=True)
