"""Names of tables, schemas and columns; whole entities made of tables."""

from __future__ import annotations

from datagraph.catalog import Catalog
from datagraph.engine import analyse
from tests.ide.completing import CATALOG, completions, first_level, graph, labels, line_taken, taken


def _entity(attribute: str) -> str:
    return graph(f'  entity "x" {{\n    {attribute}\n  }}')


def test_names_part_by_part() -> None:
    assert labels(_entity('table_ref = "‸"'), CATALOG) == [
        *("PROD", "OTHER", "PROD.CUST.CART_PRODUCT", "PROD.CUST.`Web Visits`")
    ]
    found = completions(_entity('table_ref = "PROD.‸"'), CATALOG)
    assert [(it.label, it.detail) for it in found] == [
        ("CUST", "6 tables"),
        ("SEGMENT", "holds the tables of Profiles Sync"),
    ]
    assert labels(_entity('table_ref = "PROD.CUST.‸"'), CATALOG) == [
        *("ACCOUNT", "CART", "CART_PRODUCT", "PRODUCT", "STG_ORDERS", "Web Visits")
    ]
    assert labels(_entity('table_ref = "PROD.CUST.CART.‸"'), CATALOG) == []
    assert labels(_entity('table_ref = "NOWHERE.‸"'), CATALOG) == []


def test_part_under_the_cursor_is_replaced_alone() -> None:
    assert line_taken(_entity('table_ref = "PROD.CU‸.CART"'), "CUST", CATALOG) == 'table_ref = "PROD.CUST.CART"'
    assert line_taken(_entity('table_ref = "PR‸"'), "PROD", CATALOG) == 'table_ref = "PROD"'


def test_whole_name_at_once() -> None:
    text = _entity('table_ref = "car‸"')
    assert line_taken(text, "PROD.CUST.CART_PRODUCT", CATALOG) == 'table_ref = "PROD.CUST.CART_PRODUCT"'


def test_name_without_quotes_gets_them() -> None:
    text = _entity("table_ref = PROD.CUST.CA‸")
    assert line_taken(text, "CART", CATALOG) == 'table_ref = "PROD.CUST.CART"'


def test_name_that_needs_quotes_gets_them() -> None:
    assert line_taken(_entity('table_ref = "PROD.CUST.‸"'), "Web Visits", CATALOG) == (
        'table_ref = "PROD.CUST.`Web Visits`"'
    )


def test_names_of_the_file_where_there_is_no_catalog() -> None:
    assert labels(_entity('table_ref = "‸"')) == ["PROD"]
    assert labels(_entity('table_ref = "PROD.‸"')) == ["CUST"]
    assert labels(_entity('table_ref = "PROD.CUST.‸"')) == ["ACCOUNT", "CART", "PRODUCT"]
    assert labels(graph('  profile {\n    profile_folder = "PROD.‸"\n  }')) == ["CUST"]


def test_name_that_is_being_typed_is_not_one_of_the_file() -> None:
    assert labels(_entity('table_ref = "P‸.X.Y"')) == ["PROD"]


def test_short_names_end_in_a_table_only_in_old_files() -> None:
    text = _entity('table_ref = "PROD.‸"').replace("PROD.CUST.ACCOUNT", "PROD.ACCOUNT")
    assert labels(text) == ["CUST"]
    assert labels(text.replace("v1.0.0", "v0.0.6")) == ["CUST", "ACCOUNT"]


def test_schemas_that_nobody_read_are_offered_too() -> None:
    catalog = Catalog("snowflake", namespaces={"PROD": ("CUST", "RAW")})
    assert labels(_entity('table_ref = "‸"'), catalog) == ["PROD"]
    assert labels(_entity('table_ref = "PROD.‸"'), catalog) == ["CUST", "RAW"]


def test_profile_folder_with_the_tables_of_profiles_sync_comes_first() -> None:
    text = graph('  profile {\n    profile_folder = "‸"\n  }')
    assert labels(text, CATALOG) == ["PROD.SEGMENT", "PROD", "OTHER"]
    assert line_taken(text, "PROD.SEGMENT", CATALOG) == 'profile_folder = "PROD.SEGMENT"'
    assert labels(text.replace("‸", "PROD.SEGMENT.‸"), CATALOG) == []


def test_declared_key_comes_first() -> None:
    found = completions(_entity('table_ref = "PROD.CUST.ACCOUNT"\n    primary_key = "‸"'), CATALOG)
    assert [(it.label, it.detail) for it in found] == [
        ("ID", "NUMBER(38,0), primary key"),
        ("NOTE", "VARCHAR"),
        ("EMAIL", "VARCHAR"),
        # Documents are no keys.
        ("DATA", "VARIANT"),
    ]
    assert found[0].preselect


def test_table_in_another_case_and_with_default_parts_is_known() -> None:
    for name in ("prod.cust.product", "CUST.PRODUCT", "PRODUCT"):
        assert labels(_entity(f'table_ref = "{name}"\n    primary_key = "‸"'), CATALOG) == ["SKU", "TITLE"]


def test_keys_of_the_file_where_there_is_no_catalog() -> None:
    assert labels(_entity('table_ref = "A.B.C"\n    primary_key = "‸"')) == ["ID", "SKU"]


def test_join_key_that_looks_like_the_external_id_comes_first() -> None:
    for kind, attribute in (("external_id", "type"), ("trait", "name")):
        text = first_level(f'      {kind} {{\n        {attribute} = "email"\n        join_key = "‸"\n      }}')
        assert labels(text, CATALOG) == ["EMAIL", "NOTE", "DATA", "ID"]


def test_join_key_without_a_catalog() -> None:
    assert labels(first_level('      external_id {\n        join_key = "‸"\n      }')) == ["ID"]


def test_entity_from_a_table() -> None:
    assert [it for it in labels(graph("  ‸"), CATALOG) if " from " in it] == [
        *("entity from PROD.CUST.CART_PRODUCT", "entity from PROD.CUST.`Web Visits`")
    ]
    text = taken(graph("  ent‸"), "entity from PROD.CUST.`Web Visits`", CATALOG)
    assert (
        '  entity "web-visits-entity" {\n    name        = "Web Visits"\n'
        '    description = "Pages, as they were seen per visit"\n'
        '    table_ref   = "PROD.CUST.`Web Visits`"\n    primary_key = "VISIT_ID"\n  }\n'
    ) in text
    assert not any(it.code < "DG5" for it in analyse(text).diagnostics)


def test_slugs_have_the_ending_that_all_others_have() -> None:
    assert 'entity "cart-product" {' in taken("data_graph {\n  ‸\n}", "entity from PROD.CUST.CART_PRODUCT", CATALOG)
