"""Comments that silence diagnostics, and what is said of the comments themselves."""

from __future__ import annotations

from textwrap import dedent

import pytest

from datagraph.catalog import Catalog
from datagraph.diagnostics import Applicability, Severity
from datagraph.engine import analyse
from datagraph.rules import Evidence
from datagraph.settings import DEFAULT_SETTINGS, Settings
from datagraph.text import LineIndex, apply_edits

# `used` has nothing wrong with it, `unused` is reported by DG501 at its slug.
GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "used" {
    name               = "Used"
    table_ref          = "PROD.CUST.USED"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "unused" {
    name        = "Unused"
    table_ref   = "PROD.CUST.UNUSED"
    primary_key = "ID"
  }
}
"""
HEADER = '  entity "unused" {\n'
UNUSED_ENTITY = "warning[DG501] entity `unused` is not used"


def said(text: str, settings: Settings = DEFAULT_SETTINGS) -> list[str]:
    """One line for each diagnostic, as the concise output has it, without the file's name."""
    lines = LineIndex(text)
    found = analyse(text, settings).diagnostics
    return [f"{lines.position(it.span.start)} {it.severity}[{it.code}] {it.message}" for it in found]


def with_header(header: str) -> str:
    """The graph with other text in place of the header of the unused entity, which begins in line 11."""
    assert header.endswith("\n")
    return GRAPH.replace(HEADER, header)


def fixed(text: str, *, safe: bool = True, settings: Settings = DEFAULT_SETTINGS) -> str:
    """The text after all fixes of suppressions are applied, again and again until there are none left."""
    for _ in range(10):
        found = [it for it in analyse(text, settings).diagnostics if it.code in ("DG511", "DG512", "DG513")]
        fixes = [fix for it in found for fix in it.fixes if safe == (fix.applicability is Applicability.SAFE)]
        if not fixes:
            return text
        text = apply_edits(text, fixes[0].edits)
    raise AssertionError(text)


def test_graph_of_these_tests_has_one_mistake() -> None:
    assert said(GRAPH) == [f"11:11 {UNUSED_ENTITY}"]


# What a suppression silences.


@pytest.mark.parametrize(
    "header",
    [
        '  entity "unused" { # datagraph: ignore[unused-entity]\n',
        '  entity "unused" { // datagraph: ignore[unused-entity]\n',
        '  entity "unused" { /* datagraph: ignore[unused-entity] */\n',
        '  entity /* datagraph: ignore[unused-entity] */ "unused" {\n',
        '  /* datagraph: ignore[unused-entity] */ entity "unused" {\n',
        f"  # datagraph: ignore[unused-entity]\n{HEADER}",
        f"// datagraph: ignore[unused-entity]\n{HEADER}",
        f"  /* datagraph: ignore[unused-entity] */\n{HEADER}",
        f"  /*\n   * datagraph: ignore[unused-entity]\n   */\n{HEADER}",
        f"  # datagraph: ignore[unused-entity]\n  # why: it is new\n\n{HEADER}",
        f"  # It is new.\n  # datagraph: ignore[unused-entity]\n{HEADER}",
        f"  # It is new. # datagraph: ignore[unused-entity]\n{HEADER}",
        f"  ## datagraph: ignore[unused-entity] it is new\n{HEADER}",
        f"  #datagraph:ignore [ unused-entity ]\n{HEADER}",
        f"  # datagraph: ignore[DG501]\n{HEADER}",
        f"  # datagraph: ignore[dg501]\n{HEADER}",
        f"  # datagraph: ignore[DG50]\n{HEADER}",
        f"  # datagraph: ignore[DG5]\n{HEADER}",
        f"  # datagraph: ignore[DG]\n{HEADER}",
    ],
)
def test_comment_on_the_line_or_above_it_silences(header: str) -> None:
    assert said(with_header(header)) == []


@pytest.mark.parametrize("place", [0, len(GRAPH), GRAPH.index("  version")])
def test_comment_for_the_file_silences_from_anywhere(place: int) -> None:
    assert said(f"{GRAPH[:place]}# datagraph: ignore-file[unused-entity]\n{GRAPH[place:]}") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends_do_not_matter(newline: str) -> None:
    header = "  # datagraph: ignore[unused-entity]\n" + HEADER
    assert said("\ufeff" + with_header(header).replace("\n", newline)) == []
    text = "\ufeff# datagraph: ignore[nothing-for-consumers]\n" + 'data_graph {\n  version = "v1.0.0"\n}\n'
    assert said(text.replace("\n", newline)) == []


def test_errors_are_silenced_too() -> None:
    text = GRAPH.replace('"PROD.CUST.USED"', "PROD.CUST.USED # datagraph: ignore[missing-quotes]")
    assert said(text) == [f"11:11 {UNUSED_ENTITY}"]


def test_mark_of_one_line_block_is_for_its_line() -> None:
    text = 'data_graph {\n  version = "v1.0.0"\n  entity e { name = "E" } # datagraph: ignore[DG1]\n}\n'
    assert [it for it in said(text) if "[DG1" in it] == []


def test_comment_behind_one_that_ends_on_another_line_is_for_the_next_line() -> None:
    comments = " /*\n  */ # datagraph: ignore[unused-entity]\n  // datagraph: ignore[DG502]\n"
    assert said(GRAPH.replace("\n\n" + HEADER, comments + HEADER)) == [
        "11:6 warning[DG511] unused suppression of `DG502`",
    ]


# What it leaves.


@pytest.mark.parametrize(
    "change",
    [
        ('name        = "Unused"', 'name        = "Unused" # datagraph: ignore[unused-entity]'),
        ('  entity "used" {', '  entity "used" { # datagraph: ignore[unused-entity]'),
        ('  entity "used" {', '  # datagraph: ignore[unused-entity]\n  entity "used" {'),
    ],
)
def test_comment_elsewhere_leaves_it_and_is_unused(change: tuple[str, str]) -> None:
    found = said(GRAPH.replace(*change))
    assert [it.partition(" ")[2] for it in found if "DG501" in it] == [UNUSED_ENTITY]
    assert len([it for it in found if "DG511" in it]) == 1


def test_block_header_is_one_line_and_not_its_block() -> None:
    header = '  entity "used" { # datagraph: ignore[duplicate-table]'
    text = GRAPH.replace("PROD.CUST.USED", "PROD.CUST.UNUSED").replace('  entity "used" {', header)
    assert "DG502" in "".join(said(text))
    assert "DG511" in "".join(said(text))


@pytest.mark.parametrize(
    "name",
    ['"# datagraph: ignore[unused-entity]"', '"/* datagraph: ignore-file[unused-entity] */"'],
)
def test_string_is_no_comment(name: str) -> None:
    assert said(GRAPH.replace('"Unused"', name)) == [f"11:11 {UNUSED_ENTITY}"]
    assert said(GRAPH.replace('"Used"', name)) == [f"11:11 {UNUSED_ENTITY}"]


def test_words_in_a_comment_are_no_suppression() -> None:
    for words in (
        "# see datagraph: ignore[unused-entity]",
        "# datagraph: ignored",
        "# datagraph: ignore-next-line[DG5]",
    ):
        assert said(with_header(f"  {words}\n{HEADER}")) == [f"12:11 {UNUSED_ENTITY}"]


# Unused suppressions.


def test_unused_suppression_is_reported_at_itself() -> None:
    text = GRAPH.replace("true", "true # datagraph: ignore[unused-entity] for now")
    assert said(text) == [
        "8:33 warning[DG511] unused suppression of `unused-entity`",
        f"11:11 {UNUSED_ENTITY}",
    ]
    assert fixed(text) == GRAPH


@pytest.mark.parametrize(
    "written",
    [
        "true # datagraph: ignore[unused-entity]",
        "true   // datagraph: ignore[unused-entity]  ",
        "true /* datagraph: ignore[unused-entity] */",
        "/* datagraph: ignore[unused-entity] */ true",
        "true # datagraph: ignore[unused-entity, DG502]",
        "true # datagraph: ignore[unused-entity] # datagraph: ignore[DG502]",
        "true\n# datagraph: ignore-file[DG2]",
        "true\n    # datagraph: ignore[unused-entity]",
        "true\n    /*\n     * datagraph: ignore[unused-entity]\n     */",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_fix_takes_an_unused_comment_out(written: str, newline: str) -> None:
    text = GRAPH.replace("true", written).replace("\n", newline)
    assert "DG511" in "".join(said(text))
    assert fixed(text) == GRAPH.replace("\n", newline)


def test_fix_keeps_other_words_of_the_comment() -> None:
    text = GRAPH.replace("true", "true # for now # datagraph: ignore[unused-entity]")
    assert fixed(text) == GRAPH.replace("true", "true # for now")


@pytest.mark.parametrize("blanks", [("", "    "), ("    ", "")])
def test_fix_keeps_the_indentation_behind_a_comment_of_two_lines(blanks: tuple[str, str]) -> None:
    before, behind = blanks
    text = GRAPH.replace("    enrichment", f"{before}/* datagraph: ignore[DG502]\n*/{behind}enrichment")
    assert fixed(text) == GRAPH


def test_comment_that_holds_two_tokens_apart_leaves_a_blank() -> None:
    text = GRAPH.replace('entity "used" {', 'entity/* datagraph: ignore[DG502] */"used" {')
    assert fixed(text) == GRAPH


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ("DG502, unused-entity", "unused-entity"),
        ("unused-entity, DG502", "unused-entity"),
        ("DG502,unused-entity,DG503", "unused-entity"),
        ("unused-entity, unused-entity", "unused-entity"),
        ("unused-entity, DG5", "unused-entity"),
        ("DG502, unused-entity,", "unused-entity,"),
    ],
)
def test_unused_names_are_reported_and_taken_out_one_by_one(names: str, left: str) -> None:
    text = with_header(f"  # datagraph: ignore[{names}]\n{HEADER}")
    assert {it.partition(" ")[2].partition("]")[0] for it in said(text)} == {"warning[DG511"}
    assert fixed(text) == with_header(f"  # datagraph: ignore[{left}]\n{HEADER}")


def test_nearest_suppression_counts_and_the_other_is_unused() -> None:
    text = "# datagraph: ignore-file[unused-entity]\n" + with_header(f"  # datagraph: ignore[DG5]\n{HEADER}")
    assert said(text) == ["1:3 warning[DG511] unused suppression of `unused-entity`"]


def test_second_suppression_of_the_same_line_is_unused() -> None:
    text = with_header('  # datagraph: ignore[DG501]\n  entity "unused" { # datagraph: ignore[DG501]\n')
    assert said(text) == ["12:23 warning[DG511] unused suppression of `DG501`"]


def test_rule_that_is_switched_off_leaves_no_unused_suppression() -> None:
    above = with_header(f"  # datagraph: ignore[unused-entity]\n{HEADER}")
    assert said(above, Settings(ignore=("DG501",))) == []
    assert said(above, Settings(select=("DG2", "DG511"))) == []
    assert said(above, Settings(ignore=("DG5",))) == []
    off_by_default = GRAPH.replace("true", "true # datagraph: ignore[missing-description]")
    assert said(off_by_default) == [f"11:11 {UNUSED_ENTITY}"]
    family = GRAPH.replace("true", "true # datagraph: ignore[DG5]")
    assert "DG511" in "".join(said(family))
    assert "DG511" not in "".join(said(family, Settings(ignore=("DG503",))))


def test_severity_of_an_unused_suppression_can_be_chosen() -> None:
    text = GRAPH.replace("true", "true # datagraph: ignore[DG502]")
    assert "error[DG511]" in "".join(said(text, Settings(severities={"unused-suppression": Severity.ERROR})))
    assert "DG511" not in "".join(said(text, Settings(ignore=("unused-suppression",))))


# Suppressions of what is said of suppressions.


@pytest.mark.parametrize(
    "written",
    [
        "true # datagraph: ignore[DG502, unused-suppression]",
        "# datagraph: ignore[unused-suppression]\n  # datagraph: ignore[DG502]\n",
        "true # datagraph: ignore[DG502]\n  # datagraph: ignore-file[DG511]",
        "true # datagraph: ignore[nonsense, unknown-suppression]",
        "true # datagraph: ignore # datagraph: ignore[bare-suppression]",
    ],
)
def test_remarks_on_suppressions_can_be_silenced_by_name(written: str) -> None:
    text = GRAPH.replace("    enrichment_enabled = true", f"    enrichment_enabled = {written}")
    text = text.replace("= # datagraph", "= true\n  # datagraph")
    assert said(text) == [f"{11 + text.count(chr(10)) - GRAPH.count(chr(10))}:11 {UNUSED_ENTITY}"]


def test_family_does_not_silence_remarks_on_suppressions() -> None:
    text = with_header(f"  # datagraph: ignore[DG5, DG204]\n{HEADER}")
    assert said(text) == ["11:28 warning[DG511] unused suppression of `DG204`"]


@pytest.mark.parametrize("word", ["ignore", "ignore-file"])
def test_suppression_of_unused_suppressions_does_not_silence_itself(word: str) -> None:
    text = GRAPH.replace("true", f"true # datagraph: {word}[unused-suppression]")
    assert said(text)[0] == "8:33 warning[DG511] unused suppression of `unused-suppression`"
    assert fixed(text) == GRAPH


def test_two_suppressions_of_unused_suppressions_do_not_silence_each_other() -> None:
    text = GRAPH.replace("true", "true # datagraph: ignore[DG511] # datagraph: ignore[DG511]")
    assert len([it for it in said(text) if "DG511" in it]) == 2
    assert fixed(text) == GRAPH


# Unknown and missing names.


def test_unknown_name_is_reported_and_changed_to_the_near_one() -> None:
    text = with_header(f"  # datagraph: ignore[unused-entiti]\n{HEADER}")
    assert said(text) == [
        "11:23 warning[DG512] no rule named `unused-entiti`",
        f"12:11 {UNUSED_ENTITY}",
    ]
    assert said(fixed(text)) == []


def test_unknown_code_is_reported_without_a_guess() -> None:
    text = with_header(f"  # datagraph: ignore[DG999, DG501]\n{HEADER}")
    assert said(text) == ["11:23 warning[DG512] no rule named `DG999`"]
    (diagnostic,) = analyse(text).diagnostics
    assert diagnostic.fixes == ()


@pytest.mark.parametrize(
    "written", ["ignore", "ignore[]", "ignore[ , ]", "ignore[unused-entity", "ignore: unused-entity"]
)
def test_bare_suppression_silences_nothing_and_asks_for_names(written: str) -> None:
    text = with_header(f"  # datagraph: {written}\n{HEADER}")
    assert said(text) == ["11:5 warning[DG513] `ignore` names no rule", f"12:11 {UNUSED_ENTITY}"]


def test_bare_suppression_can_be_completed_on_request() -> None:
    text = with_header(f"  # datagraph: ignore\n{HEADER}")
    assert fixed(text) == text
    assert fixed(text, safe=False) == with_header(f"  # datagraph: ignore[unused-entity]\n{HEADER}")


def test_bare_suppression_of_a_file_is_not_completed() -> None:
    text = f"# datagraph: ignore-file\n{GRAPH}"
    assert said(text)[0] == "1:3 warning[DG513] `ignore-file` names no rule"
    assert fixed(text, safe=False) == text


# Texts of every kind.


@pytest.mark.parametrize(
    "text",
    [
        "# datagraph: ignore[DG5]",
        "/* datagraph: ignore[DG5]",
        "datagraph: ignore[DG5]",
        "\ud800 # datagraph: ignore[\0]\n",
        "x = <<A\n# datagraph: ignore[DG5]\nA\n",
        "x = [\n# datagraph: ignore[DG5]\n1]\n",
        "\ufeff",
    ],
)
def test_no_text_is_too_odd(text: str) -> None:
    analyse(text)


def test_message_names_the_rules_and_the_next_step() -> None:
    text = dedent("""\
        # datagraph: ignore-file[DG2, duplicate-table]
        data_graph {
          version = "v1.0.0"
          entity "a" {
            name = "A"
            table_ref = "P.C.A"
            primary_key = "ID"
            enrichment_enabled = true
          }
        }
        """)
    (diagnostic,) = analyse(text).diagnostics
    assert diagnostic.message == "unused suppression of `DG2`, `duplicate-table`"
    assert diagnostic.span.text_of(text) == "datagraph: ignore-file[DG2, duplicate-table]"
    assert [fix.title for fix in diagnostic.fixes] == ["remove it"]
    assert fixed(text) == text.partition("\n")[2]


def test_what_could_not_run_without_a_warehouse_is_not_called_unused() -> None:
    text = f"# datagraph: ignore-file[duplicate-primary-key, DG403, DG8, DG501]\n{GRAPH}"
    assert said(text) == []
    known = Evidence(Catalog("duckdb"))
    found = [it for it in analyse(text, Settings(), known).diagnostics if it.code == "DG511"]
    assert [it.message for it in found] == ["unused suppression of `DG403`"]
