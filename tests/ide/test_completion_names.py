"""Attributes and blocks at the beginning of a line."""

from __future__ import annotations

import pytest

from datagraph.engine import analyse
from tests.ide.completing import CATALOG, completions, first_level, graph, labels, line_taken, nested, taken


def _grave(text: str) -> set[str]:
    """The codes of mistakes in syntax and structure."""
    return {it.code for it in analyse(text).diagnostics if it.code < "DG2"}


def test_empty_file_offers_whole_graph() -> None:
    assert labels("‸")[:2] == ["data_graph", "data_graph with entity and profile"]
    text = taken("‸", "data_graph with entity and profile")
    assert _grave(text) == set()
    assert 'related_entity = "entity-slug"' in text
    assert 'relationship "slug" {\n      name ' in text
    # The version is nothing to fill in.
    assert completions("‸")[0].edit.new_text == 'data_graph {\n  version = "v1.0.0"\n\n  $1\n}'


def test_byte_order_mark_is_no_text() -> None:
    assert taken("\ufeffda‸", "data_graph").startswith('\ufeffdata_graph {\n  version = "v1.0.0"\n')


def test_second_graph_is_not_offered() -> None:
    assert labels(f"{graph('')}‸") == []


def test_entities_before_their_graph_can_go_on() -> None:
    assert {"entity", "profile"} <= set(labels('entity "a" {\n}\n‸'))


def test_required_attributes_come_first() -> None:
    assert labels(graph('  entity "x" {\n    ‸\n  }')) == [
        *("name", "table_ref", "primary_key", "name, table_ref, primary_key", "description", "enrichment_enabled")
    ]


def test_present_attributes_are_left_out() -> None:
    body = '  entity "x" {\n    table_ref = "A.B.C"\n    ‸\n    description = "D"\n  }'
    assert labels(graph(body)) == ["name", "primary_key", "name, primary_key", "enrichment_enabled"]


def test_all_missing_attributes_at_once() -> None:
    text = taken(graph('  entity "x" {\n    name = "X"\n    ‸\n  }'), "table_ref, primary_key")
    assert '    table_ref   = "DATABASE.SCHEMA.TABLE"\n    primary_key = "ID"\n  }' in text


def test_all_missing_includes_the_block_that_joins() -> None:
    text = graph('  profile {\n    relationship "x" {\n      ‸\n    }\n  }')
    result = taken(text, "name, related_entity, external_id")
    assert '      external_id {\n        type     = "user_id"\n        join_key = "COLUMN"\n      }\n    }' in result


def test_half_typed_word_is_replaced() -> None:
    assert line_taken(graph('  entity "x" {\n    prim‸\n  }'), "primary_key") == 'primary_key = ""'


def test_word_is_replaced_on_both_sides_of_the_cursor() -> None:
    assert line_taken(graph('  entity "x" {\n    ta‸bel_ref = "A"\n  }'), "table_ref") == 'table_ref = "A"'


def test_equals_sign_and_value_behind_the_word_stay() -> None:
    assert line_taken(graph('  entity "x" {\n    n‸ =\n  }'), "name") == "name ="
    assert line_taken(graph('  entity "x" {\n    n‸ "A"\n  }'), "name") == 'name = "A"'


def test_header_behind_the_word_stays() -> None:
    body = '  ent‸ "x" {\n  }'
    assert labels(graph(body)) == ["entity", "profile"]
    assert line_taken(graph(body), "entity") == 'entity "x" {'
    assert labels(graph('  profile {\n    rel‸ "x" {\n    }\n  }')) == ["relationship"]


def test_boolean_has_no_quotes() -> None:
    assert line_taken(graph('  entity "x" {\n    enr‸\n  }'), "enrichment_enabled") == "enrichment_enabled = true"


def test_one_attribute_in_a_block_of_one_line() -> None:
    assert "name" in labels(graph('  entity "x" { ‸ }'))
    assert "name, table_ref, primary_key" not in labels(graph('  entity "x" { ‸ }'))
    assert labels(graph('  entity "x" { name = "a" ‸ }')) == []
    assert labels(graph('  entity "x" { ‸')) == []


@pytest.mark.parametrize("join", ["external_id", "trait"])
def test_first_level_joins_by_blocks(join: str) -> None:
    assert labels(first_level("      ‸"))[:2] == ["external_id", "trait"]
    assert "join_on" not in labels(first_level("      ‸"))
    assert _grave(taken(first_level("      ‸"), join)) == set()


def test_nested_joins_by_columns_or_junction() -> None:
    assert labels(nested("‸"))[:2] == ["join_on", "junction_table"]
    assert line_taken(nested("‸"), "join_on") == 'join_on = "account-entity.ID = cart-entity.ACCOUNT_ID"'
    text = taken(nested("‸", "product-entity"), "junction_table")
    assert '          left_join_on  = "account-entity.ID = ACCOUNT_ID"\n' in text
    assert '          right_join_on = "PRODUCT_SKU = product-entity.SKU"\n' in text


def test_second_way_to_join_is_not_offered() -> None:
    text = first_level('      trait {\n        name = "a"\n        join_key = "B"\n      }\n      ‸')
    assert not {"trait", "external_id"} & set(labels(text))
    assert not {"join_on", "junction_table"} & set(labels(nested('join_on = "a.B = c.D"\n        ‸')))


@pytest.mark.parametrize("join", ["external_id", "trait"])
def test_relationship_under_the_profile(join: str) -> None:
    text = graph('  profile {\n    profile_folder = "A.B"\n    type = "segment:materialized"\n    rel‸\n  }')
    assert _grave(taken(text, f"relationship with {join}")) == set()


@pytest.mark.parametrize("join", ["join_on", "junction_table"])
def test_relationship_under_a_relationship(join: str) -> None:
    text = nested('join_on = "account-entity.ID = cart-entity.ACCOUNT_ID"\n        ‸')
    result = taken(text, f"relationship with {join}")
    assert _grave(result) == set()
    # The entities that no relationship uses yet come first.
    assert 'related_entity = "product-entity"' in result


def test_relationship_to_an_entity_that_a_foreign_key_connects() -> None:
    text = first_level('      external_id {\n        type = "email"\n        join_key = "EMAIL"\n      }\n      ‸')
    result = taken(text, "relationship to cart-entity", CATALOG)
    assert '      relationship "account-cart" {\n        name           = "Cart"\n' in result
    assert '        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"\n      }\n' in result
    assert not any(it.code < "DG5" for it in analyse(result).diagnostics)
    # Back on the same way there is nothing to find.
    assert "relationship to account-entity" not in labels(nested("‸"), CATALOG)


def test_path_ends_at_the_depth_that_the_language_allows() -> None:
    levels = 'relationship "r" {\n'
    assert "relationship with join_on" in labels(graph("profile {\n" + levels * 4 + "‸"))
    assert not any(it.startswith("relationship") for it in labels(graph("profile {\n" + levels * 5 + "‸")))


def test_second_profile_is_not_offered() -> None:
    assert "profile" in labels(graph("  ‸"))
    assert "profile" not in labels(graph("  profile {\n  }\n  ‸"))


def test_old_attributes_only_in_old_files() -> None:
    text = graph("  profile {\n    ‸\n  }")
    assert labels(text)[:2] == ["profile_folder", "type"]
    assert labels(text.replace("v1.0.0", "v0.0.6"))[:2] == ["profile_folder", "materialization"]


def test_block_without_closing_brace_goes_on() -> None:
    text = 'data_graph {\n  entity "x" {\n    name = "a"\n    ‸\n\n  entity "y" {\n    name = "b"\n  }\n}\n'
    assert labels(text)[:2] == ["table_ref", "primary_key"]


def test_end_of_file_without_braces() -> None:
    text = 'data_graph {\n  version = "v1.0.0"\n  entity "x" {\n    name = "a"\n'
    assert "table_ref" in labels(f"{text}    ‸")
    assert labels(f"{text}  ‸") == ["entity", "profile"]
    assert "name" in labels('data_graph {\n  entity "x" {\n‸')
    assert "entity" in labels("data_graph {\n‸")


def test_half_typed_header_takes_nothing_from_its_own_line() -> None:
    assert "relationship with trait" in labels(graph("  profile {\n    rel‸\n    type = \n  }"))
    # What follows would stand in the block that is being typed.
    assert "entity" in labels(graph('  ent‸ity "x" {\n    name = "a"\n  }'))


def test_misspelt_block_takes_what_it_was_meant_to_take() -> None:
    assert "table_ref" in labels(graph('  entitty "x" {\n    ‸\n  }'))


def test_windows_line_ends() -> None:
    text = graph('  entity "x" {\n    name = "a"\n    tab‸\n  }').replace("\n", "\r\n")
    assert taken(text, "table_ref") == text.replace("tab‸", 'table_ref = ""')


@pytest.mark.parametrize(
    "body",
    [
        '  entity "x" {\n    description = "‸"\n  }',
        '  entity "x" {\n    name = "a" ‸\n  }',
        '  entity "x" {\n  } ‸',
        '  entity "x" {\n    unknown = "‸"\n  }',
        '  profile "‸" {\n  }',
        '  nothing "x" {\n    ‸\n  }',
        "  # a‸",
        "  // entity ‸",
        "  /* a\n  ent‸\n  b */",
        '  ‸ entity "x" {\n  }\n',
        '  entity "x" {\n    name = ‸"a"\n  }',
    ],
)
def test_nothing_where_nothing_is_known_to_fit(body: str) -> None:
    assert labels(graph(body)) == []


def test_comment_above_does_not_hide_what_follows() -> None:
    assert "name" in labels(graph('  entity "x" {\n    # /* a\n    ‸\n    # */\n  }'))
    assert "name" in labels(graph('  entity "x" {\n    /* a\n    b */ ‸\n  }'))


def test_editors_narrow_by_what_they_replace() -> None:
    found = completions(graph('  entity "x" {\n    prim‸\n  }'))
    assert next(it for it in found if it.label == "primary_key").filter_text == "primary_key"
