"""Fixes, suppressions and fix-all: what is offered at a cursor, and what it makes of the text."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from datagraph.fixing import fix_text
from datagraph.ide.actions import Action, actions, fix_all
from datagraph.ide.actions.changes import edits_between
from datagraph.ide.line_ends import whole_line_ends
from datagraph.settings import DEFAULT_SETTINGS, Settings
from datagraph.text import Span, TextEdit, apply_edits
from datagraph.view import view_of
from tests.ide.marked import marked

if TYPE_CHECKING:
    from datagraph.ide import View

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name               = "Account"
    table_ref          = "D.S.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
"""


def seen(text: str, settings: Settings = DEFAULT_SETTINGS) -> tuple[View, Span]:
    """A text and the range between its cursors; one cursor is an empty range."""
    plain, offsets = marked(text)
    return view_of(plain, settings), Span(offsets[0], offsets[-1])


def offered(text: str, *only: str, settings: Settings = DEFAULT_SETTINGS) -> dict[str, Action]:
    view, span = seen(text, settings)
    return {it.title: it for it in actions(view, span, only)}


def after(text: str, title: str) -> str:
    view, span = seen(text)
    (action,) = [it for it in actions(view, span) if it.title == title]
    return apply_edits(view.text, action.edits)


def in_graph(*lines: str) -> str:
    """An entity with some lines in it."""
    body = "".join(f"    {line}\n" for line in lines)
    return f'data_graph {{\n  version = "v1.0.0"\n\n  entity "account" {{\n{body}  }}\n}}\n'


# Quick fixes.


def test_sure_fix_is_preferred_and_clears_its_diagnostic() -> None:
    text = GRAPH.replace('"Account"', "'Acc‸ount'")
    action = offered(text)["Change to double quotes"]
    assert (action.kind, action.preferred) == ("quickfix", True)
    assert [it.name for it in action.diagnostics] == ["single-quotes"]
    assert after(text, "Change to double quotes") == GRAPH


def test_likely_fix_says_so_and_is_not_preferred() -> None:
    text = (
        'data_graph {\n  version = "v1.0.0"\n\n  entity "acc" {\n  }\n\n  profile {\n'
        '    relationship "r" {\n      related_entity = "ab‸c"\n    }\n  }\n}\n'
    )
    likely = [it for title, it in offered(text).items() if title.endswith(" (likely)")]
    assert [it.preferred for it in likely] == [False]


def test_placeholder_is_offered_under_its_name() -> None:
    text = in_graph('name = "Account"', 'table_ref = "D.S.ACCOUNT"‸')
    action = offered(text)['Add `primary_key = "ID"` (placeholder)']
    assert not action.preferred
    assert not any(it.startswith("Add all") for it in offered(text))
    assert 'primary_key = "ID"\n' in after(text, action.title)


def test_all_that_a_block_lacks_is_one_action_in_canonical_order() -> None:
    text = 'data_graph {\n  version = "v1.0.0"\n\n  entity "account" {‸\n  }\n}\n'
    expected = (
        'data_graph {\n  version = "v1.0.0"\n\n  entity "account" {\n    name = "Name"\n'
        '    table_ref = "DATABASE.SCHEMA.TABLE"\n    primary_key = "ID"\n  }\n}\n'
    )
    assert after(text, "Add all that `account` lacks (placeholder)") == expected


def test_range_offers_what_all_its_diagnostics_have() -> None:
    text = in_graph("‸name = 'A'", "table_ref = 'D.S.T'‸", "primary_key = 'ID'")
    fixes = [it for it in actions(*seen(text)) if it.title == "Change to double quotes"]
    assert len(fixes) == 2


def test_nothing_is_offered_where_nothing_is_wrong() -> None:
    assert offered(GRAPH.replace("version", "ver‸sion"), "quickfix") == {}


# All at once.


def test_problems_of_one_rule_are_fixed_together_and_others_left() -> None:
    text = in_graph("name = 'A‸'", "table_ref = 'D.S.T'", 'primary_key: "ID"')
    assert after(text, "Fix all `single-quotes` problems in this file") == in_graph(
        'name = "A"', 'table_ref = "D.S.T"', 'primary_key: "ID"'
    )
    assert "Fix all `colon-for-equals` problems in this file" not in offered(text.replace("‸", "").replace(":", "‸:"))


def test_fix_all_does_what_the_command_does() -> None:
    text = in_graph("name = 'A'", "table_ref = 'D.S.T'", 'primary_key: "ID"')
    fixed = fix_text(text, DEFAULT_SETTINGS).text
    assert apply_edits(text, fix_all(view_of(text))) == fixed != text
    assert fix_all(view_of(fixed)) == []


def test_fix_all_touches_only_the_lines_that_change() -> None:
    text = in_graph("name = 'A'", 'table_ref = "D.S.T"', 'primary_key: "ID"')
    lines = [text[: edit.span.start].count("\n") for edit in fix_all(view_of(text))]
    assert lines == [4, 6]


def test_fix_all_is_an_action_of_the_file_and_waits_until_it_is_asked_for() -> None:
    view, span = seen("‸" + in_graph("name = 'A'"))
    assert [it.kind for it in actions(view, span, ("source.fixAll",))] == ["source.fixAll.datagraph"]
    assert not any(it.kind.startswith("source") for it in actions(view, span, automatic=True))
    assert "source.fixAll.datagraph" in [it.kind for it in actions(view, span)]


def test_fix_all_on_saving_is_asked_for_though_the_editor_calls_it_automatic() -> None:
    view, span = seen("‸" + in_graph("name = 'A'"))
    assert len(actions(view, span, ("source.fixAll",), automatic=True)) == 1


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (("quickfix",), {"quickfix"}),
        (("source.fixAll.datagraph",), {"source.fixAll.datagraph"}),
        (("source",), {"source.fixAll.datagraph"}),
        (("source.fixAll.other",), set()),
        (("quick",), set()),
        (("",), {"quickfix", "source.fixAll.datagraph"}),
        (("refactor", "quickfix"), {"quickfix"}),
    ],
)
def test_only_the_kinds_that_are_asked_for_come(only: tuple[str, ...], kinds: set[str]) -> None:
    found = offered(in_graph("name = 'A‸'"), *only)
    assert {it.kind for it in found.values()} == kinds


# Suppressions.

CONFUSING = GRAPH.replace('"account"', '"pro‸file"')
ON_LINE = "Ignore `confusing-slug` on this line"
IN_FILE = "Ignore `confusing-slug` in this file"


def test_ignoring_on_the_line_writes_a_comment_behind_it() -> None:
    assert 'entity "profile" { # datagraph: ignore[confusing-slug]\n' in after(CONFUSING, ON_LINE)
    assert not offered(CONFUSING)[ON_LINE].preferred


def test_ignoring_in_the_file_writes_a_comment_at_its_top() -> None:
    assert after(CONFUSING, IN_FILE).startswith("# datagraph: ignore-file[confusing-slug]\ndata_graph {\n")
    assert after(f"\ufeff{CONFUSING}", IN_FILE).startswith("\ufeff# datagraph: ignore-file[confusing-slug]\n")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("{ # datagraph: ignore[empty-value] why", "{ # datagraph: ignore[empty-value, confusing-slug] why"),
        ("{ # datagraph: ignore", "{ # datagraph: ignore[confusing-slug]"),
        ("{ # of the shop", "{ # of the shop # datagraph: ignore[confusing-slug]"),
        ("{  ", "{ # datagraph: ignore[confusing-slug]"),
    ],
)
def test_comment_that_is_there_is_extended(before: str, expected: str) -> None:
    assert f'entity "profile" {expected}\n' in after(CONFUSING.replace("{\n    name", f"{before}\n    name"), ON_LINE)


def test_comment_above_is_extended() -> None:
    text = CONFUSING.replace("  entity", "  # datagraph: ignore[empty-value]\n  entity")
    assert '  # datagraph: ignore[empty-value, confusing-slug]\n  entity "profile" {\n' in after(text, ON_LINE)


def test_comment_for_the_file_is_extended() -> None:
    text = f"# datagraph: ignore-file[empty-value]\n{CONFUSING}"
    assert after(text, IN_FILE).startswith("# datagraph: ignore-file[empty-value, confusing-slug]\ndata_graph")


def test_line_whose_string_is_open_gets_its_comment_above() -> None:
    text = in_graph('name = "Acc‸ount')
    expected = '    # datagraph: ignore[unclosed-string]\n    name = "Account\n'
    assert expected in after(text, "Ignore `unclosed-string` on this line")


def test_comment_for_the_file_is_not_taken_for_one_of_the_line() -> None:
    text = CONFUSING.replace("{\n    name", "{ # datagraph: ignore-file[empty-value]\n    name")
    assert "ignore-file[empty-value] # datagraph: ignore[confusing-slug]\n" in after(text, ON_LINE)


def test_line_that_begins_in_a_comment_and_ends_in_a_string_can_only_be_ignored_with_the_file() -> None:
    text = in_graph("/* a", '*/ name = "Acc‸ount')
    titles = [it for it in offered(text) if it.startswith("Ignore `unclosed-string`")]
    assert titles == ["Ignore `unclosed-string` in this file"]


def test_line_end_of_the_file_is_kept() -> None:
    crlf = CONFUSING.replace("\n", "\r\n")
    assert after(crlf, ON_LINE).count("\r\n") == after(crlf, ON_LINE).count("\n")
    assert after(crlf, IN_FILE).startswith("# datagraph: ignore-file[confusing-slug]\r\n")


def test_remarks_on_suppressions_are_not_to_be_ignored() -> None:
    text = GRAPH.replace("{\n  version", "{ # datagraph: ‸ignore[confusing-slug]\n  version")
    assert "Remove it" in offered(text)
    assert not any(it.startswith("Ignore") for it in offered(text))


# What an editor can apply.


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([TextEdit(Span(2, 2), "x")], [TextEdit(Span(1, 3), "\rx\n")]),
        ([TextEdit(Span(0, 2), "")], [TextEdit(Span(0, 3), "\n")]),
        ([TextEdit(Span(2, 3), "")], [TextEdit(Span(1, 3), "\r")]),
        ([TextEdit(Span(0, 2), "x"), TextEdit(Span(2, 4), "y")], [TextEdit(Span(0, 4), "xy")]),
        ([TextEdit(Span(1, 3), "\n")], [TextEdit(Span(1, 3), "\n")]),
    ],
)
def test_edits_do_not_divide_line_ends(edits: list[TextEdit], expected: list[TextEdit]) -> None:
    assert whole_line_ends("a\r\nb", edits) == expected
    assert apply_edits("a\r\nb", edits) == apply_edits("a\r\nb", expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a\nbcd\ne\n", "a\nbxd\ne\n", [TextEdit(Span(3, 4), "x")]),
        ("a\nb\na\n", "a\n", [TextEdit(Span(2, 6), "")]),
        ("a\na\n", "a\na\na\n", [TextEdit(Span(4, 4), "a\n")]),
        ("a\nb\nc", "A\nb\nC", [TextEdit(Span(0, 1), "A"), TextEdit(Span(4, 5), "C")]),
        ("", "a", [TextEdit(Span(0, 0), "a")]),
        ("a\n", "a", [TextEdit(Span(1, 2), "")]),
    ],
)
def test_difference_is_as_small_as_its_lines(old: str, new: str, expected: list[TextEdit]) -> None:
    assert apply_edits(old, edits_between(old, new)) == new
    assert edits_between(old, new) == expected


def test_same_action_for_two_diagnostics_comes_once_and_names_both() -> None:
    text = dedent(
        """\
        data_graph {
          version = "v1.0.0"
          profile {
            profile_folder = "D.S"
            type = "segment:materialized"
            relationship "r" {‸
            }
          }
        }
        """
    )
    ignoring = [it for it in actions(*seen(text)) if it.title == "Ignore `missing-attribute` on this line"]
    assert [len(it.diagnostics) for it in ignoring] == [2]
