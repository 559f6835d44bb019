"""Refactorings: a graph with a cursor, and the lines that change."""

from __future__ import annotations

import re
from difflib import ndiff
from pathlib import Path

import pytest

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TablePath, Type
from datagraph.diagnostics import Severity
from datagraph.formatting import format_document
from datagraph.ide.actions import Action, actions
from datagraph.rules import NO_EVIDENCE, Evidence
from datagraph.settings import DEFAULT_SETTINGS, Settings
from datagraph.syntax import parse
from datagraph.text import Span, apply_edits
from datagraph.view import view_of
from tests.ide.marked import at_cursor

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP = (EXAMPLES / "ecommerce" / "graph.dg").read_text(encoding="utf-8")
ASKED = ("refactor", "source.sort")


def offered(text: str, evidence: Evidence = NO_EVIDENCE, settings: Settings = DEFAULT_SETTINGS) -> dict[str, Action]:
    plain, offset = at_cursor(text)
    found = actions(view_of(plain, settings, evidence), Span(offset, offset), ASKED)
    return {it.title: it for it in found}


def after(text: str, title: str, evidence: Evidence = NO_EVIDENCE, settings: Settings = DEFAULT_SETTINGS) -> str:
    return apply_edits(at_cursor(text)[0], offered(text, evidence, settings)[title].edits)


def changes(text: str, title: str, evidence: Evidence = NO_EVIDENCE) -> str:
    """The lines that go and come, white space at their beginning aside."""
    before, new = (
        [line.strip() for line in it.splitlines() if line] for it in (at_cursor(text)[0], after(text, title, evidence))
    )
    lines = ndiff(before, new)
    return "\n".join(f"{line[0]} {line[2:]}" for line in lines if line[0] in "+-")


def at(text: str, word: str) -> str:
    """The text with the cursor before the first occurrence of a word."""
    assert word in text
    return text.replace(word, f"‸{word}", 1)


# A junction table to an entity.

EXTRACT = "Extract the junction table `CART_PRODUCT` into an entity"


def test_junction_becomes_an_entity_between_two_relationships() -> None:
    text = at(SHOP, "junction_table")
    assert (
        changes(text, EXTRACT)
        == """\
+ entity "cart-product-entity" {
+ name        = "Cart Product"
+ table_ref   = "PRODUCTION.CUST.CART_PRODUCT"
+ primary_key = "ID"
+ }
+ relationship "cart-cart-product" {
+ name           = "Cart Product"
+ related_entity = "cart-product-entity"
+ join_on        = "cart-entity.ID = cart-product-entity.CART_ID"
+ join_on        = "cart-product-entity.PRODUCT_ID = product-entity.SKU"
- junction_table {
- table_ref     = "PRODUCTION.CUST.CART_PRODUCT"
- primary_key   = "ID"
- left_join_on  = "cart-entity.ID = CART_ID"
- right_join_on = "PRODUCT_ID = product-entity.SKU\""""
    )
    assert offered(text)[EXTRACT].kind == "refactor.extract"


@pytest.mark.parametrize("word", ['"products"', "Purchased", "left_join_on", "PRODUCT_ID ="])
def test_junction_is_extracted_from_anywhere_in_its_relationship(word: str) -> None:
    assert EXTRACT in offered(at(SHOP, word))


@pytest.mark.parametrize("word", ["user-carts", "data_graph {", "external_id"])
def test_junction_is_not_extracted_from_elsewhere(word: str) -> None:
    assert EXTRACT not in offered(at(SHOP, word))


def test_what_is_nested_and_comments_stay_and_the_tables_comments_move() -> None:
    nested = '\n          # Beyond\n          relationship "deeper" {\n            name           = "Deeper"\n'
    nested += '            related_entity = "household-entity"\n            join_on        = '
    nested += '"product-entity.A = household-entity.B"\n          }\n'
    text = SHOP.replace("          junction_table {\n", "          # The table\n          junction_table {\n")
    text = text.replace('= "cart-entity.ID = CART_ID"', '= "cart-entity.ID = CART_ID" # left')
    place = text.index("          }\n", text.index("right_join_on")) + len("          }\n")
    new = after(at(text[:place] + nested + text[place:], "left_join_on"), EXTRACT)
    assert '  # The table\n  entity "cart-product-entity" {\n    # left\n    name ' in new
    assert '            # Beyond\n            relationship "deeper" {\n' in new
    assert "        # many:many: a cart holds many products, and a product lies in many carts.\n" in new
    assert format_document(parse(new)) == new


def test_entity_that_has_the_table_already_is_used() -> None:
    entity = '  entity "line" {\n    name        = "Line"\n    table_ref   = "PRODUCTION.CUST.CART_PRODUCT"\n'
    entity += '    primary_key = "ID"\n  }\n\n'
    text = SHOP.replace('  entity "cart-entity"', f'{entity}  entity "cart-entity"')
    new = after(at(text, "junction_table"), EXTRACT)
    assert new.count("PRODUCTION.CUST.CART_PRODUCT") == 1
    assert 'join_on        = "line.PRODUCT_ID = product-entity.SKU"' in new


def test_new_entity_stands_free_where_nothing_else_does() -> None:
    text = SHOP.replace("  }\n\n  # The profile", "  }\n  # The profile")
    assert '  }\n\n  entity "cart-product-entity" {\n' in after(at(text, "junction_table"), EXTRACT)
    assert '    primary_key = "ID"\n  }\n\n  # The profile' in after(at(text, "junction_table"), EXTRACT)


@pytest.mark.parametrize("taken", ["cart-product-entity", "cart_product-entity"])
def test_slug_and_name_that_are_taken_get_a_number(taken: str) -> None:
    text = SHOP.replace('"user-households"', f'"{taken}"').replace('"Household"', '"Cart product"')
    new = after(at(text, "junction_table"), EXTRACT)
    assert 'entity "cart-product-entity-2" {\n    name        = "Cart Product 2"\n' in new


def nested(depth: int) -> str:
    """A graph with a path of so many nodes, the last step of which goes through a junction table."""
    text = 'data_graph {\n  version = "v1.0.0"\n'
    for number in range(2, depth + 1):
        text += f'\n  entity "e{number}" {{\n    name        = "E{number}"\n    table_ref   = "D.S.E{number}"\n'
        text += '    primary_key = "ID"\n  }\n'
    text += '\n  profile {\n    profile_folder = "D.P"\n    type           = "segment:materialized"\n'
    for number in range(2, depth + 1):
        text += f'\nrelationship "r{number}" {{\nname = "R"\nrelated_entity = "e{number}"\n'
        if number == 2:
            text += '\ntrait {\nname = "t"\njoin_key = "T"\n}\n'
        elif number < depth:
            text += f'join_on = "e{number - 1}.ID = e{number}.ID"\n'
    text += f'\njunction_table {{\ntable_ref = "D.S.PAIR"\nprimary_key = "ID"\nleft_join_on = "e{depth - 1}.ID = A"\n'
    text += f'right_join_on = "B = e{depth}.ID"\n' + "}\n" * (depth + 2)
    return format_document(parse(text))


def test_path_that_would_become_too_long_is_refused_with_the_reason() -> None:
    title = "Extract the junction table `PAIR` into an entity"
    assert offered(at(nested(5), "junction_table"))[title].edits
    refused = offered(at(nested(6), "junction_table"))[title]
    assert (refused.edits, refused.refusal) == ((), "the path would have more than 6 nodes")


def test_path_behind_the_junction_counts() -> None:
    behind = 'right_join_on = "B = e5.ID"\n}\nrelationship "last" {\nname = "L"\nrelated_entity = "e9"\n}\n'
    text = re.sub(r'right_join_on = "B = e5.ID"\s*\}\n', behind, nested(5))
    assert offered(at(text, "junction_table"))["Extract the junction table `PAIR` into an entity"].refusal


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"cart-entity.ID = CART_ID"', '"CART_ID = cart-entity.ID"'),
        ('"cart-entity.ID = CART_ID"', '"nothing"'),
        ('related_entity = "product-entity"', 'related_entity = "account-entity"'),
        ('"PRODUCTION.CUST.CART_PRODUCT"', '"PRODUCTION..CART_PRODUCT"'),
        ('"PRODUCTION.CUST.CART_PRODUCT"', '"PRODUCTION.CUST.CART"'),
        ('version = "v1.0.0"', 'version = "v0.0.6"'),
        ('version = "v1.0.0"', "version = 'v1.0.0'"),
        (
            "          junction_table {",
            '          join_on = "cart-entity.ID = product-entity.ID"\n\n          junction_table {',
        ),
        ('"cart-entity.ID = CART_ID"', '"cart-entity.ID = CART_ID" # datagraph: ignore[unused-entity]'),
    ],
)
def test_junction_whose_joins_are_in_doubt_is_not_extracted(old: str, new: str) -> None:
    text = SHOP.replace(old, new)
    assert text != SHOP
    assert not any("Extract" in it for it in offered(at(text, "junction_table {")))


def test_junction_is_not_extracted_where_the_path_has_passed_the_entity() -> None:
    text = SHOP.replace("PRODUCT_ID = product-entity.SKU", "PRODUCT_ID = account-entity.ID")
    text = text.replace('related_entity = "product-entity"', 'related_entity = "account-entity"')
    assert EXTRACT not in offered(at(text, "junction_table"))


def test_junction_is_not_extracted_outside_of_a_graph() -> None:
    text = SHOP[SHOP.index("  # Entities") : SHOP.rindex("}")]
    assert EXTRACT not in offered(at(text, "junction_table"))


# A graph around everything.

STRAYS = 'entity "a" {\n  name = "A"\n}\n\nentity "b" {\n  name = "B"\n}\n'
WRAP = "Wrap everything in `data_graph`"


def test_wrapping_is_offered_at_every_block_where_the_rule_does_not_speak() -> None:
    indented = "".join(f"  {line}" if line.strip() else line for line in STRAYS.splitlines(keepends=True))
    assert after(at(STRAYS, '"b"'), WRAP) == f'data_graph {{\n  version = "v1.0.0"\n\n{indented}}}\n'
    assert WRAP not in offered(f"‸{STRAYS}")


def test_wrapping_is_offered_where_the_rule_is_off() -> None:
    off = Settings(ignore=("missing-graph",))
    assert "data_graph {\n" in after(f"‸{STRAYS}", WRAP, settings=off)


def test_wrapping_is_not_offered_beside_a_graph() -> None:
    assert WRAP not in offered(at(STRAYS, '"b"') + "\ndata_graph {\n}\n")


# Sorting.

UNSORTED = """\
data_graph {
  version = "v1.0.0"

  # All of them.

  # The second.
  entity "b" {
    primary_key = "ID" # the key
    # Where it is.
    table_ref = "D.S.B"

    name = "B"
  } # b

  entity "a" {
    name        = "A"
    table_ref   = "D.S.A"
    primary_key = "ID"
  }
}
"""


def test_attributes_are_sorted_with_their_comments_and_aligned_anew() -> None:
    assert (
        changes(at(UNSORTED, "table_ref"), "Sort the attributes of `b`")
        == """\
- primary_key = "ID" # the key
+ name = "B"
- name = "B"
+ primary_key = "ID" # the key"""
    )
    new = after(at(UNSORTED, "table_ref"), "Sort the attributes of `b`")
    assert '    name = "B"\n    # Where it is.\n    table_ref = "D.S.B"\n\n    primary_key = "ID" # the key\n' in new


def test_entities_are_sorted_with_their_comments_and_nothing_else_moves() -> None:
    new = after(at(UNSORTED, 'entity "b"'), "Sort the entities by slug")
    b = UNSORTED[UNSORTED.index("  # The second.") : UNSORTED.index('\n  entity "a"')]
    a = UNSORTED[UNSORTED.index('  entity "a"') : -2]
    assert new == UNSORTED.replace(f"{b}\n{a}", f"{a}\n{b}")
    assert "Sort the entities by slug" not in offered(at(UNSORTED, "table_ref"))


def test_file_is_sorted_as_a_whole() -> None:
    text = f"‸{UNSORTED}"
    new = after(text, "Sort entities and attributes")
    assert offered(text)["Sort entities and attributes"].kind == "source.sort.datagraph"
    assert [new.index(it) for it in ('"a"', '"b"', 'name = "B"', '"D.S.B"', "# the key")] == sorted(
        new.index(it) for it in ('"a"', '"b"', 'name = "B"', '"D.S.B"', "# the key")
    )
    assert "Sort entities and attributes" not in offered(f"‸{new}")


def test_what_is_in_order_is_not_to_be_sorted() -> None:
    ordered = UNSORTED[: UNSORTED.index("  # All")] + UNSORTED[UNSORTED.index('  entity "a"') :]
    assert not any(it.startswith("Sort") for it in offered(at(ordered, 'entity "a"')))


def test_sorting_leaves_the_style_of_other_lines() -> None:
    text = 'data_graph {\n  version="v1.0.0"\n  entity   "a" {\n   table_ref="D.S.A"\n   name="A"\n  }\n}\n'
    expected = (
        'data_graph {\n  version="v1.0.0"\n  entity   "a" {\n    name      = "A"\n    table_ref = "D.S.A"\n  }\n}\n'
    )
    assert after(at(text, "table_ref"), "Sort the attributes of `a`") == expected


# A relationship from a foreign key.


def table(name: str, *columns: str, keys: tuple[ForeignKey, ...] = ()) -> Table:
    number = Type("NUMBER", "integer")
    return Table(path(name), columns=tuple(Column(it, number) for it in columns), foreign_keys=keys)


def path(name: str) -> TablePath:
    return TablePath("PRODUCTION", "CUST", name)


def warehouse(*keys: str, child: str = "HOUSEHOLD") -> Evidence:
    """A warehouse where columns of one table name a row of CART."""
    made = tuple(ForeignKey((it,), path("CART"), ("ID",)) for it in keys)
    tables = (table("CART", "ID", "ACCOUNT_ID"), table(child, "HOUSEHOLD_ID", *keys, keys=made))
    return Evidence(
        Catalog(
            "snowflake",
            schemas={("PRODUCTION", "CUST"): Schema("PRODUCTION", "CUST", {it.path.name: it for it in tables})},
        )
    )


BY_CART = "Add the relationship to `household-entity` by its foreign key `CART_ID`"


@pytest.mark.parametrize("word", ["user-carts", 'name               = "Cart"', 'related_entity = "cart-entity"'])
def test_foreign_key_becomes_a_relationship_below_the_one_that_leads_to_its_table(word: str) -> None:
    text = at(SHOP, word)
    assert (
        changes(text, BY_CART, warehouse("CART_ID"))
        == """\
+ relationship "cart-household" {
+ name           = "Household"
+ related_entity = "household-entity"
+ join_on        = "cart-entity.ID = household-entity.CART_ID"
+ }"""
    )
    new = after(text, BY_CART, warehouse("CART_ID"))
    assert format_document(parse(new)) == new


def test_foreign_keys_of_one_table_are_told_apart() -> None:
    titles = [it for it in offered(at(SHOP, "user-carts"), warehouse("OPEN_CART", "LAST_CART")) if "Add" in it]
    assert len(titles) == 2
    new = after(at(SHOP, "user-carts"), titles[0], warehouse("OPEN_CART", "LAST_CART"))
    assert 'relationship "cart-household-by-open-cart" {\n' in new
    assert 'name           = "Household by Open Cart"\n' in new


def test_relationship_that_is_there_is_not_added_again() -> None:
    new = after(at(SHOP, "user-carts"), BY_CART, warehouse("CART_ID"))
    assert not any(it.startswith("Add") for it in offered(at(new, "user-carts"), warehouse("CART_ID")))


@pytest.mark.parametrize(
    ("text", "child"),
    [
        (at(SHOP, "user-accounts"), "HOUSEHOLD"),
        (at(SHOP, "user-carts"), "ACCOUNT"),
        (at(SHOP.replace("v1.0.0", "v0.0.6"), "user-carts"), "HOUSEHOLD"),
        (at(SHOP, "profile_folder"), "HOUSEHOLD"),
    ],
    ids=["key of another table", "entity that the path has passed", "beta's language", "profile"],
)
def test_foreign_key_that_does_not_fit_is_left_out(text: str, child: str) -> None:
    assert not any(it.startswith("Add") for it in offered(text, warehouse("CART_ID", child=child)))


def test_foreign_key_of_several_columns_is_left_out() -> None:
    key = ForeignKey(("A", "B"), path("CART"), ("ID", "ACCOUNT_ID"))
    catalog = Catalog(
        "snowflake",
        schemas={("PRODUCTION", "CUST"): Schema("PRODUCTION", "CUST", {"HOUSEHOLD": table("HOUSEHOLD", keys=(key,))})},
    )
    assert not any(it.startswith("Add") for it in offered(at(SHOP, "user-carts"), Evidence(catalog)))


def test_column_whose_name_cannot_be_written_is_left_out() -> None:
    assert not any(it.startswith("Add") for it in offered(at(SHOP, "user-carts"), warehouse('A`"B')))


def test_junction_that_leads_there_is_no_reason_against_a_foreign_key() -> None:
    text = SHOP.replace("product-entity.SKU", "household-entity.ID")
    text = text.replace('related_entity = "product-entity"', 'related_entity = "household-entity"')
    assert BY_CART in offered(at(text, "user-carts"), warehouse("CART_ID"))


def test_second_key_is_named_by_its_column() -> None:
    first = after(at(SHOP, "user-carts"), BY_CART, warehouse("CART_ID"))
    second = after(at(first, "user-carts"), BY_CART.replace("CART_ID", "OLD_CART"), warehouse("CART_ID", "OLD_CART"))
    assert 'relationship "cart-household-by-old-cart" {\n' in second


def test_foreign_key_on_a_path_of_full_length_is_refused() -> None:
    keys = (ForeignKey(("E6_ID",), TablePath("D", "S", "E6"), ("ID",)),)
    other = Table(TablePath("D", "S", "OTHER"), foreign_keys=keys)
    catalog = Catalog("snowflake", schemas={("D", "S"): Schema("D", "S", {"OTHER": other}, is_complete=False)})
    entity = '  entity "other" {\n    name = "O"\n    table_ref = "D.S.OTHER"\n    primary_key = "ID"\n  }\n\n  profile'
    text = nested(6).replace("  profile", entity)
    action = offered(at(text, '"r6"'), Evidence(catalog))["Add the relationship to `other` by its foreign key `E6_ID`"]
    assert (action.edits, action.refusal) == ((), "the path would have more than 6 nodes")


def test_relationship_on_one_line_takes_no_other() -> None:
    start = SHOP.index('      relationship "user-carts"')
    end = SHOP.index("    # Second branch")
    one_line = '      relationship "user-carts" { related_entity = "cart-entity" }\n    }\n\n'
    text = f"{SHOP[:start]}{one_line}{SHOP[end:]}"
    assert BY_CART not in offered(at(text, "user-carts"), warehouse("CART_ID"))


def test_nothing_is_added_without_a_catalog() -> None:
    assert not any(it.startswith("Add") for it in offered(at(SHOP, "user-carts")))


# A block on one line.


def test_block_on_one_line_gets_several() -> None:
    text = SHOP.replace(
        '      external_id {\n        type     = "email"\n        join_key = "EMAIL_ID"\n      }',
        '      trait { name = "x" } # t',
    )
    new = after(at(text, 'name = "x"'), "Write the block on several lines")
    assert '      trait {\n        name = "x"\n      } # t\n' in new
    assert "Write the block on several lines" not in offered(at(new, 'name = "x"'))


def test_block_with_nothing_in_it_stays_on_its_line() -> None:
    assert "Write the block on several lines" not in offered('data_graph {\n  entity "‸a" {}\n}\n')


def test_only_the_refactorings_that_are_asked_for_come() -> None:
    plain, offset = at_cursor(at(SHOP.replace('"products"', '"b"'), "junction_table"))
    found = actions(view_of(plain), Span(offset, offset), ("refactor.rewrite",))
    assert not any(it.kind == "refactor.extract" for it in found)


# What holds at every place of every example.


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/graph.dg")), ids=lambda it: it.parent.name)
def test_examples_stay_as_good_as_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    view = view_of(text)
    seen = {it for offset in range(0, len(text), 7) for it in actions(view, Span(offset, offset), ASKED)}
    graves = [it for it in view.analysis.diagnostics if it.severity > Severity.INFO]
    for action in seen:
        new = apply_edits(text, action.edits)
        assert len([it for it in view_of(new).analysis.diagnostics if it.severity > Severity.INFO]) == len(graves)
        if format_document(parse(text)) == text:
            assert format_document(parse(new)) == new
