"""Comments: suppressions, and nothing else."""

from __future__ import annotations

from datagraph.rules import all_rules
from tests.ide.completing import completions, graph, labels, line_taken


def test_suppression_begins() -> None:
    assert labels("# d‸") == ["datagraph: ignore[…]", "datagraph: ignore-file[…]"]
    assert line_taken("// datag‸", "datagraph: ignore[…]") == "// datagraph: ignore[]"
    assert line_taken("x = 1 # datagraph: ign‸[a]", "datagraph: ignore-file[…]") == "x = 1 # datagraph: ignore-file[a]"
    assert labels("# ‸") == []
    assert labels("# done‸ and dusted") == []


def test_rules_that_have_found_something_come_first() -> None:
    text = graph('  entity "Odd Slug" { # datagraph: ignore[‸]\n    name = "a"\n  }')
    found = completions(text)
    assert (found[0].label, found[0].detail) == ("slug-form", "DG202, found here")
    assert len(found) == len(all_rules())
    # That nothing stands in the brackets yet is no finding.
    assert ("bare-suppression", "DG513") in [(it.label, it.detail) for it in found]


def test_comment_alone_is_about_the_line_below() -> None:
    text = graph('  # datagraph: ignore[‸]\n  # why\n  entity "Odd Slug" {\n    name = "a"\n  }')
    assert labels(text)[0] == "slug-form"


def test_suppression_of_a_file_is_about_all_of_it() -> None:
    found = [it.label for it in completions("# datagraph: ignore-file[‸]\n" + graph("")) if "found" in it.detail]
    assert "nothing-for-consumers" in found


def test_rule_under_the_cursor_is_replaced_and_others_stay() -> None:
    text = "# datagraph: ignore[unused-entity, unk‸nown-x, bare-suppression]\n"
    assert line_taken(text, "unknown-entity") == (
        "# datagraph: ignore[unused-entity, unknown-entity, bare-suppression]"
    )
    assert "unused-entity" not in labels(text)


def test_codes_for_who_types_codes() -> None:
    found = completions("# datagraph: ignore[DG20‸")
    assert ("DG201", "unknown-entity") in [(it.label, it.detail) for it in found]


def test_block_comments_suppress_too() -> None:
    assert "unknown-entity" in labels("/* datagraph: ignore[‸] */")
    assert labels("/* a\n  name‸\n*/") == []


def test_text_that_looks_like_a_comment_is_none() -> None:
    assert labels(graph('  entity "x" {\n    description = "# datagraph: ignore[‸]"\n  }')) == []
