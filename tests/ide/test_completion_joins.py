"""Joins: whole ones, sides, and columns."""

from __future__ import annotations

from tests.ide.completing import CATALOG, completions, graph, labels, line_taken, nested

_WHOLE = "account-entity.ID = cart-entity.ACCOUNT_ID"


def test_whole_join_by_a_foreign_key() -> None:
    found = completions(nested('join_on = "‸"'), CATALOG)
    assert (found[0].label, found[0].detail) == (_WHOLE, "by a declared foreign key")
    assert line_taken(nested('join_on = "acc‸"'), _WHOLE, CATALOG) == f'join_on = "{_WHOLE}"'
    assert line_taken(nested("join_on = ‸"), _WHOLE, CATALOG) == f'join_on = "{_WHOLE}"'


def test_whole_join_from_the_many_side() -> None:
    inner = 'relationship "y" {\n          related_entity = "account-entity"\n          join_on = "‸"\n        }'
    assert labels(nested(inner), CATALOG)[0] == "cart-entity.ACCOUNT_ID = account-entity.ID"


def test_whole_join_without_a_catalog_guesses_the_foreign_key() -> None:
    assert line_taken(nested('join_on = "‸"'), _WHOLE) == f'join_on = "{_WHOLE}"'


def test_whole_join_of_tables_that_no_key_connects_leaves_the_column_open() -> None:
    found = completions(nested('join_on = "‸"', "product-entity"), CATALOG)[0]
    assert found.label == "account-entity.ID = product-entity.…"
    assert found.edit.new_text == "account-entity.ID = product-entity.${1|SKU,TITLE|}"


def test_columns_behind_the_dot_are_those_of_the_entity() -> None:
    assert labels(nested('join_on = "account-entity.‸ = "'), CATALOG) == ["ID", "NOTE", "DATA", "EMAIL"]
    found = completions(nested('join_on = "account-entity.ID = cart-entity.‸"'), CATALOG)
    assert [(it.label, it.detail) for it in found] == [
        ("ACCOUNT_ID", "NUMBER(38,0), refers to ACCOUNT"),
        ("ID", "NUMBER(38,0), primary key"),
        ("TOTAL", "NUMBER(38,0)"),
    ]


def test_columns_of_an_entity_that_the_join_should_not_name() -> None:
    assert labels(nested('join_on = "product-entity.‸ = "'), CATALOG) == ["SKU", "TITLE"]


def test_columns_without_a_catalog_are_those_that_the_file_names() -> None:
    assert labels(nested('join_on = "account-entity.‸ = "')) == ["ID", "EMAIL"]


def test_column_under_the_cursor_is_replaced_alone() -> None:
    text = nested('join_on = "account-entity.I‸X = cart-entity.ACCOUNT_ID"')
    assert line_taken(text, "ID", CATALOG) == f'join_on = "{_WHOLE}"'


def test_entity_under_the_cursor_is_replaced_alone() -> None:
    text = nested('join_on = "account-entity.ID = ca‸r.ACCOUNT_ID"')
    assert labels(text, CATALOG) == ["cart-entity"]
    assert line_taken(text, "cart-entity", CATALOG) == f'join_on = "{_WHOLE}"'


def test_right_side() -> None:
    for typed in ('"account-entity.ID = ‸"', '"account-entity.ID =‸"', '"account-entity.ID = ca‸"'):
        result = line_taken(nested(f"join_on = {typed}"), "cart-entity.ACCOUNT_ID", CATALOG)
        assert result == f'join_on = "{_WHOLE}"'
    assert labels(nested('join_on = "account-entity.ID = ‸'), CATALOG)[0] == "cart-entity.ACCOUNT_ID"


def test_equals_sign_comes_with_the_right_side() -> None:
    text = nested('join_on = "account-entity.ID ‸"')
    assert line_taken(text, "= cart-entity.ACCOUNT_ID", CATALOG) == f'join_on = "{_WHOLE}"'


def test_any_entity_where_the_side_is_not_known() -> None:
    text = graph(
        '  profile {\n    relationship "x" {\n      relationship "y" {\n        join_on = "‸"\n      }\n    }\n  }'
    )
    assert labels(text) == ["account-entity", "cart-entity", "product-entity"]


def test_old_files_join_by_tables() -> None:
    text = nested('join_on = "‸"').replace("v1.0.0", "v0.0.6")
    assert labels(text, CATALOG)[0] == "ACCOUNT.ID = CART.ACCOUNT_ID"
    assert labels(text.replace("‸", "ACCOUNT.‸ = "), CATALOG)[0] == "ID"


def _junction(attribute: str, entity: str = "product-entity") -> str:
    block = f'junction_table {{\n          table_ref = "PROD.CUST.CART_PRODUCT"\n          {attribute}\n        }}'
    return nested(block, entity)


def test_columns_of_a_junction_stand_alone() -> None:
    text = _junction('right_join_on = "‸"')
    assert labels(text, CATALOG) == ["PRODUCT_SKU = product-entity.SKU", "PRODUCT_SKU", "ID", "CART_ID"]
    assert line_taken(text, "PRODUCT_SKU = product-entity.SKU", CATALOG) == (
        'right_join_on = "PRODUCT_SKU = product-entity.SKU"'
    )
    assert labels(_junction('left_join_on = "account-entity.ID = ‸"'), CATALOG) == ["ID", "CART_ID", "PRODUCT_SKU"]


def test_entity_side_of_a_junction() -> None:
    assert labels(_junction('left_join_on = "account-entity.‸ = CART_ID"'), CATALOG)[0] == "ID"
    assert labels(_junction('right_join_on = "PRODUCT_SKU = ‸"'), CATALOG)[0] == "product-entity.SKU"


def test_junction_without_a_catalog() -> None:
    assert labels(_junction('right_join_on = "‸"')) == ["PRODUCT_SKU = product-entity.SKU"]


def test_nothing_behind_a_whole_join() -> None:
    assert labels(nested(f'join_on = "{_WHOLE} ‸"'), CATALOG) == []
