"""The rules over the catalog where it covers too little, keeps names apart by case, or a graph's names collide."""

from __future__ import annotations

import re

import pytest

from datagraph.catalog import Catalog
from datagraph.catalog.file import dump, load
from datagraph.cli.explain import page
from datagraph.diagnostics import Severity
from datagraph.engine import analyse
from datagraph.fixing import fix_text
from datagraph.project.evidence import graph_of
from datagraph.rules import Evidence, RuleFile, all_rules, rule_named
from datagraph.settings import Settings
from datagraph.text import apply_edits
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.kinds import KINDS
from datagraph.warehouse.wanted import wanted_by
from tests.rules.catalog_cases import GRAPH, TABLES, found_in, said, spoken
from tests.warehouses.examples import catalog_of, warehouse_of


def test_no_catalog_says_nothing() -> None:
    assert not analyse(GRAPH.replace("CUST.ACCOUNT", "CUST.ACOUNT")).diagnostics


def older(text: str) -> Catalog:
    """The catalog file that was written when the graph was another one."""
    warehouse = warehouse_of(TABLES)
    found = introspect(warehouse, wanted_by([graph_of(text)]))
    warehouse.close()
    again = load(dump(found))
    assert isinstance(again, Catalog)
    return again


def test_table_that_the_catalog_file_does_not_cover() -> None:
    without = GRAPH.replace("PROD.CUST.CART", "PROD.CUST.ACCOUNT")
    assert said(GRAPH, older(without)) == (
        "DG406 «PROD.CUST.CART» `PROD.CUST.CART` is not in the catalog | the catalog does not say whether it is there\n"
        "help: run `datagraph introspect` to look for it"
    )


def test_typing_error_made_after_the_catalog_file_was_written() -> None:
    assert said(GRAPH.replace("CUST.ACCOUNT", "CUST.ACOUNT"), older(GRAPH)) == (
        "DG406 «PROD.CUST.ACOUNT» `PROD.CUST.ACOUNT` is not in the catalog | did you mean `PROD.CUST.ACCOUNT`?\n"
        "help: run `datagraph introspect` to look for it\n"
        "unsafe fix: change to `ACCOUNT`"
    )


def test_profile_folder_that_the_catalog_file_does_not_cover() -> None:
    folder = GRAPH.replace("PROD.SEGMENT", "PROD.CUST")
    assert said(GRAPH, older(folder)).startswith("DG406 «PROD.SEGMENT» `PROD.SEGMENT` is not in the catalog | ")


def test_profile_of_another_type_than_the_catalog_file_covers() -> None:
    """The raw tables are looked for together with the materialized ones, so that changing the type is no surprise."""
    raw = GRAPH.replace("segment:materialized", "segment:unmaterialized")
    assert [it.code for it in found_in(raw, older(GRAPH))] == ["DG412", "DG503"]


def test_schema_that_became_the_profile_folder_after_the_catalog_file_was_written() -> None:
    folder = GRAPH.replace("PROD.SEGMENT", "PROD.CUST")
    entities = re.sub(r"(?s)\n  profile \{.*\n  \}\n", "", GRAPH)
    assert said(folder, older(entities)).splitlines()[:2] == [
        "DG406 «PROD.CUST» the profile's tables in `PROD.CUST` are not in the catalog | "
        "it does not say whether there is `user_identifiers`, `user_traits` or `profile_merges`",
        "help: run `datagraph introspect` to look for them",
    ]


def test_schema_of_which_only_the_name_is_known() -> None:
    """The list of schemas that is asked for a missing name says that the folder is there, and nothing of its tables."""
    catalog = catalog_of(TABLES)
    schemas = {place: it for place, it in catalog.schemas.items() if place != ("PROD", "SEGMENT")}
    codes = [it.code for it in found_in(GRAPH, catalog._replace(schemas=schemas))]
    assert codes == ["DG406"]
    folder = GRAPH.replace("PROD.SEGMENT", "prod.segment")
    codes = [it.code for it in found_in(folder, catalog._replace(schemas=schemas))]
    assert codes == ["DG405", "DG406"]


BETA = GRAPH.replace("v1.0.0", "v0.0.6").replace('type           = "segment:', 'materialization = "none"\n# "')


def codes_without_beta(text: str, catalog: Catalog) -> list[str]:
    return [spoken(text, it) for it in found_in(text, catalog) if it.code != "DG505"]


def test_beta_is_resolved_by_the_default_database() -> None:
    text = BETA.replace("PROD.CUST.", "CUST.").replace("account.ID = cart.ACCOUNT_ID", "ACCOUNT.ID = CART.ACOUNT_ID")
    catalog = catalog_of(TABLES)._replace(database="PROD")
    found = codes_without_beta(text, catalog)
    assert found[0] == (
        "DG415 warning «CUST.ACCOUNT» no database in `CUST.ACCOUNT` | the connection's own is `PROD`\nfix: add `PROD`"
    )
    assert "no column `ACOUNT_ID` in `PROD.CUST.CART`" in "".join(found)
    fixed = fix_text(text, Settings(), Evidence(catalog)).text
    assert '"PROD.CUST.ACCOUNT"' in fixed
    assert "ACCOUNT_ID" in fixed


def test_beta_without_a_default_takes_the_one_database_that_has_the_table() -> None:
    text = BETA.replace("PROD.CUST.ACCOUNT", "CUST.ACCOUNT")
    assert codes_without_beta(text, catalog_of(TABLES))[0] == (
        "DG415 warning «CUST.ACCOUNT» no database in `CUST.ACCOUNT` | only `PROD` has it\nfix: add `PROD`"
    )
    twice = TABLES + "CREATE TABLE RAW.CUST.ACCOUNT (ID BIGINT);"
    assert not any("DG415" in it for it in codes_without_beta(text, catalog_of(twice)))
    default = catalog_of(twice)._replace(database="PROD")
    assert "unsafe fix: add `PROD`" in codes_without_beta(text, default)[0]


def test_beta_with_a_default_that_has_no_such_table() -> None:
    text = BETA.replace("PROD.CUST.ACCOUNT", "CUST.ACOUNT")
    catalog = catalog_of(TABLES)._replace(database="PROD")
    assert codes_without_beta(text, catalog)[0] == (
        "DG403 «ACOUNT» no table named `ACOUNT` in `PROD.CUST` | did you mean `ACCOUNT`?\nfix: change to `ACCOUNT`"
    )


def test_beta_folder_is_resolved_by_the_default_database() -> None:
    text = BETA.replace("PROD.SEGMENT", "segment")
    catalog = catalog_of(TABLES)._replace(database="PROD")
    found = "\n".join(codes_without_beta(text, catalog))
    assert "DG415 warning «segment» no database in `segment`" in found
    assert "DG405 «segment» `segment` is stored as `SEGMENT`" in found
    fixed = fix_text(text, Settings(), Evidence(catalog)).text
    assert '"PROD.SEGMENT"' in fixed


def twins() -> Catalog:
    """A warehouse that keeps names apart which differ in case alone, as Snowflake and BigQuery do."""
    catalog = catalog_of(TABLES, "snowflake")
    schema = catalog.schemas["PROD", "CUST"]
    account = schema.tables["ACCOUNT"]
    twin = account._replace(
        path=account.path._replace(name="Account"),
        columns=(*account.columns, account.columns[1]._replace(name="Email")),
    )
    schemas = {**catalog.schemas, ("PROD", "CUST"): schema._replace(tables={**schema.tables, "Account": twin})}
    return catalog._replace(schemas=schemas)


def test_exact_case_wins() -> None:
    assert said(GRAPH, twins()) == ""
    assert said(GRAPH.replace("CUST.ACCOUNT", "CUST.Account").replace('"EMAIL"', '"Email"'), twins()) == ""


def test_two_tables_that_differ_in_case_alone_leave_a_choice() -> None:
    assert said(GRAPH.replace("CUST.ACCOUNT", "CUST.account"), twins()) == (
        "DG405 «account» `account` is stored as `ACCOUNT` and `Account` | names are case sensitive here\n"
        "help: write it as the warehouse does"
    )


def test_two_columns_that_differ_in_case_alone_leave_a_choice() -> None:
    text = GRAPH.replace("CUST.ACCOUNT", "CUST.Account").replace('"EMAIL"', '"email"')
    assert said(text, twins()) == (
        "DG405 «email» `email` is stored as `EMAIL` and `Email` | names are case sensitive here\n"
        "help: write it as the warehouse does"
    )


COLLISION = """\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR, CART_REF VARCHAR);
CREATE TABLE PROD.CUST.CART (ID VARCHAR PRIMARY KEY, EMAIL VARCHAR, ACCOUNT_REF VARCHAR);
CREATE TABLE PROD.SHOP.ACCOUNT (REF VARCHAR PRIMARY KEY, SHOP_ONLY VARCHAR, CART_ID VARCHAR);
"""


def collision(join: str, nested: str = "", tables: tuple[str, str] = ("PROD.CUST.CART", "PROD.CUST.ACCOUNT")) -> str:
    """Entities whose slugs are each other's tables: `account` is the table CART, `cart` the table ACCOUNT."""
    return f"""\
data_graph {{
  version = "v1.0.0"

  entity "account" {{
    name        = "Account"
    table_ref   = "{tables[0]}"
    primary_key = "ID"
  }}

  entity "cart" {{
    name        = "Cart"
    table_ref   = "{tables[1]}"
    primary_key = "ID"
  }}

  profile {{
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "accounts" {{
      name           = "Accounts"
      related_entity = "account"

      external_id {{
        type     = "email"
        join_key = "EMAIL"
      }}

      relationship "carts" {{
        name           = "Carts"
        related_entity = "cart"
        {join}
        {nested}
      }}
    }}
  }}
}}
"""


def test_sides_belong_to_the_slugs_and_not_to_tables_of_the_same_name() -> None:
    catalog = catalog_of(COLLISION + TABLES[TABLES.index("CREATE TABLE PROD.SEGMENT") :])
    assert said(collision('join_on = "account.ACCOUNT_REF = cart.CART_REF"'), catalog) == ""
    found = found_in(collision('join_on = "account.CART_REF = cart.ACCOUNT_REF"'), catalog)
    assert [it.message for it in found] == [
        "no column `CART_REF` in `PROD.CUST.CART`",
        "no column `ACCOUNT_REF` in `PROD.CUST.ACCOUNT`",
    ]


def test_tables_of_one_name_in_two_schemas_are_kept_apart() -> None:
    catalog = catalog_of(COLLISION + TABLES[TABLES.index("CREATE TABLE PROD.SEGMENT") :])
    tables = ("PROD.CUST.ACCOUNT", "PROD.SHOP.ACCOUNT")
    text = collision('join_on = "account.EMAIL = cart.SHOP_ONLY"', tables=tables)
    text = text.replace('primary_key = "ID"\n  }\n\n  profile', 'primary_key = "REF"\n  }\n\n  profile')
    assert said(text, catalog) == ""
    found = found_in(text.replace("account.EMAIL = cart.SHOP_ONLY", "account.SHOP_ONLY = cart.EMAIL"), catalog)
    assert [it.message for it in found] == [
        "no column `SHOP_ONLY` in `PROD.CUST.ACCOUNT`",
        "no column `EMAIL` in `PROD.SHOP.ACCOUNT`",
    ]


def test_columns_of_a_junction_that_is_an_entity_too() -> None:
    """The entity's own primary key and the junction's columns are looked up in the same table, each in its place."""
    catalog = catalog_of(COLLISION + TABLES[TABLES.index("CREATE TABLE PROD.SEGMENT") :])
    junction = """junction_table {
          table_ref     = "PROD.CUST.ACCOUNT"
          primary_key   = "ID"
          left_join_on  = "account.ACCOUNT_REF = CART_REF"
          right_join_on = "EMAIL = cart.ACCOUNT_REF"
        }"""
    found = found_in(collision("", junction), catalog)
    assert [it.message for it in found] == ["no column `ACCOUNT_REF` in `PROD.CUST.ACCOUNT`"]


def test_beta_joins_name_tables_where_slugs_are_the_same_words() -> None:
    catalog = catalog_of(COLLISION + TABLES[TABLES.index("CREATE TABLE PROD.SEGMENT") :])
    text = collision('join_on = "CART.ACCOUNT_REF = ACCOUNT.CART_REF"').replace("v1.0.0", "v0.0.6")
    text = text.replace('type           = "segment:materialized"', 'materialization = "segment"')
    assert not [it for it in codes_without_beta(text, catalog) if it.startswith("DG4")]
    swapped = text.replace("CART.ACCOUNT_REF = ACCOUNT.CART_REF", "CART.CART_REF = ACCOUNT.CART_REF")
    assert [it.message for it in found_in(swapped, catalog) if it.code == "DG404"] == [
        "no column `CART_REF` in `PROD.CUST.CART`"
    ]


def test_relationship_that_its_joins_contradict_is_not_held_against_its_entity() -> None:
    """The relationship has the wrong entity, so its `join_key` is a column of the right one."""
    text = GRAPH.replace('related_entity = "account"', 'related_entity = "product"')
    text = text.replace(
        '      relationship "carts" {',
        """      relationship "more-carts" {
        name           = "More carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"
      }

      relationship "carts" {""",
    )
    found = [it.code for it in found_in(text, catalog_of(TABLES))]
    assert "DG305" in found
    assert not [it for it in found if it.startswith("DG4")]


def test_table_whose_columns_are_not_known_says_nothing_of_them() -> None:
    catalog = catalog_of(TABLES)
    schema = catalog.schemas["PROD", "CUST"]
    bare = {name: table._replace(columns=(), primary_key=()) for name, table in schema.tables.items()}
    schemas = {**catalog.schemas, ("PROD", "CUST"): schema._replace(tables=bare)}
    assert said(GRAPH.replace("EMAIL", "EMIAL"), catalog._replace(schemas=schemas)) == ""


def test_view_is_not_told_that_its_key_may_be_empty() -> None:
    """Some warehouses pass NOT NULL on to the columns of views, and lose it in others."""
    catalog = catalog_of(
        TABLES.replace("SKU VARCHAR PRIMARY KEY, TITLE VARCHAR", "SKU VARCHAR, TITLE VARCHAR NOT NULL")
    )
    schema = catalog.schemas["PROD", "SHOP"]
    found = {}
    for kind in ("table", "view"):
        product = schema.tables["PRODUCT"]._replace(kind=kind)
        shop = schema._replace(tables={**schema.tables, "PRODUCT": product})
        schemas = {**catalog.schemas, ("PROD", "SHOP"): shop}
        found[kind] = [it.code for it in found_in(GRAPH, catalog._replace(schemas=schemas))]
    assert found == {"table": ["DG408"], "view": []}


def test_fix_keeps_the_quotes_of_a_name_and_puts_them_where_it_needs_them() -> None:
    evidence = Evidence(catalog_of(TABLES))
    for written, mended in (
        (r"account.\"Odd Nane\"", r"account.\"Odd Name\""),
        ("account.`Odd Nane`", "account.`Odd Name`"),
        ("account.ODD_NAMES", "account.`Odd Name`"),
    ):
        text = GRAPH.replace("account.ID = cart.ACCOUNT_ID", f"{written} = cart.ACCOUNT_CODE")
        assert f'"{mended} = cart.ACCOUNT_CODE"' in fix_text(text, Settings(), evidence).text


def test_beta_profile_needs_the_tables_of_what_it_calls_its_materialization() -> None:
    for word, expected in (("none", ["DG412"]), ("segment", [])):
        text = BETA.replace('= "none"', f'= "{word}"')
        assert [it.code for it in found_in(text, catalog_of(TABLES)) if it.code == "DG412"] == expected


def test_unmaterialized_profile_is_a_warning_if_the_catalog_is_of_redshift() -> None:
    text = GRAPH.replace("segment:materialized", "segment:unmaterialized")
    grave = {kind: next(it for it in found_in(text, catalog_of(TABLES, kind)) if it.code == "DG503") for kind in KINDS}
    assert {kind for kind, it in grave.items() if it.severity is Severity.WARNING} == {"redshift"}


def test_redshift_is_not_told_to_use_an_unmaterialized_profile() -> None:
    raw = """\
CREATE TABLE PROD.SEGMENT.ID_GRAPH_UPDATES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
CREATE TABLE PROD.SEGMENT.EXTERNAL_ID_MAPPING_UPDATES
  (EXTERNAL_ID_TYPE VARCHAR, EXTERNAL_ID_VALUE VARCHAR, SEGMENT_ID VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_TRAITS_UPDATES (SEGMENT_ID VARCHAR);
"""
    tables = re.sub("(?m)^CREATE TABLE PROD.SEGMENT.*\n", "", TABLES) + raw
    fixed = {kind: bool(found_in(GRAPH, catalog_of(tables, kind))[0].fixes) for kind in ("snowflake", "redshift")}
    assert fixed == {"snowflake": True, "redshift": False}


def test_a_setting_decides_which_warehouse_compares() -> None:
    """The demo database may stand in for the warehouse that the graph is for."""
    text = GRAPH.replace("= cart.ACCOUNT_ID", "= cart.ACCOUNT_CODE")
    found = analyse(text, Settings(warehouse="bigquery"), Evidence(catalog_of(TABLES))).diagnostics
    assert [it.code for it in found] == ["DG410"]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda it: it.code)
def test_a_catalog_never_breaks_the_reading_of_a_broken_graph(rule: RuleFile) -> None:
    for text in (rule.description.bad, rule.description.good):
        for kind in ("duckdb", "bigquery"):
            for found in found_in(text, catalog_of(TABLES, kind)):
                assert 0 <= found.span.start <= found.span.end <= len(text)
                for fix in found.fixes:
                    apply_edits(text, fix.edits)


def test_page_shows_the_tables_and_the_finding() -> None:
    rule = rule_named("incomparable-join")
    assert rule is not None
    text = page(rule.description)
    assert "As if this were bigquery:\n\n```sql\nCREATE TABLE PROD.CUST.ACCOUNT " in text
    assert "error[DG410]: BigQuery never compares" in text
