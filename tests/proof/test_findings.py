"""What is said of faults in the data: each one once, where it is, with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from datagraph.engine import analyse
from datagraph.proof import measure
from datagraph.rules import Evidence, all_rules
from datagraph.warehouse.connecting import connect
from datagraph.warehouse.pool import Pool
from tests.proof.surveys import SHOP, TABLES, catalog_for, findings, graph_of, said, without

EXAMPLES = Path(__file__).parents[2] / "examples"


def spoilt(statements: str, text: str = SHOP) -> list[str]:
    return said(findings(TABLES + statements, text), text)


def test_a_sound_shop_has_nothing_said_of_it() -> None:
    assert spoilt("") == []


def test_repeated_keys_are_said_once_and_not_again_of_what_joins_them() -> None:
    # The second row of a product lets lines meet it twice: that is the same mistake.
    assert spoilt("INSERT INTO PROD.CUST.PRODUCT VALUES ('s1', 'Soap again');") == [
        "error DG701 «SKU» `SKU` is not unique in `product`: 1 key on 2 rows"
    ]


def test_the_key_of_a_junction_table_is_looked_at_too() -> None:
    assert spoilt("INSERT INTO PROD.CUST.LINE VALUES (1, 502, 's2'), (NULL, 503, 's1');") == [
        "error DG701 «ID» `ID` is not unique in the junction table of `products`: 1 key on 2 rows",
        "error DG702 «ID» `ID` is NULL in 1 row of the junction table of `products`: 14% of 7 rows have no key",
    ]


def test_examples_of_keys_are_the_five_on_most_rows() -> None:
    rows = ", ".join(f"({n}, NULL)" for n in range(1000, 1009) for _ in range(2 + n % 2 * 5))
    (found,) = [it for it in findings(TABLES + f"INSERT INTO PROD.CUST.CART VALUES {rows};") if it.code == "DG701"]
    assert found.label == "9 keys on 38 rows"
    assert found.notes == (
        "for example `1001` (7 rows), `1003` (7 rows), `1005` (7 rows), `1007` (7 rows), `1000` (2 rows)",
    )


def test_a_table_of_versions_is_told_in_place_of_its_repeated_keys() -> None:
    statements = """
        ALTER TABLE PROD.CUST.CART ADD COLUMN VALID_TO DATE;
        INSERT INTO PROD.CUST.CART VALUES (501, 1, '2024-01-01'), (501, 2, '2024-02-01'), (502, 1, '2024-01-01');
    """
    assert spoilt(statements) == [
        "error DG708 «PROD.CUST.CART» `cart` keeps past versions of its rows: `VALID_TO` marks 3 rows of 7 as past"
    ]


def test_a_day_that_ends_something_else_marks_no_versions() -> None:
    statements = """
        ALTER TABLE PROD.CUST.CART ADD COLUMN VALID_TO DATE;
        UPDATE PROD.CUST.CART SET VALID_TO = '2024-01-01' WHERE ID < 503;
    """
    assert spoilt(statements) == []
    # A key whose rows are all past, or all current, is repeated for another reason.
    assert spoilt(statements + "INSERT INTO PROD.CUST.CART VALUES (504, 3, NULL), (501, 1, '2023-01-01');") == [
        "error DG701 «ID» `ID` is not unique in `cart`: 2 keys on 4 rows"
    ]


def test_a_name_that_tells_is_enough_for_versions_with_keys_of_their_own() -> None:
    statements = """
        ALTER TABLE PROD.CUST.CART ADD COLUMN dbt_valid_to TIMESTAMP;
        UPDATE PROD.CUST.CART SET dbt_valid_to = '2024-01-01' WHERE ID = 501;
        UPDATE PROD.CUST.CART SET dbt_valid_to = '9999-12-31' WHERE ID = 502;
    """
    assert spoilt(statements) == [
        "warning DG708 «PROD.CUST.CART» `cart` keeps past versions of its rows: `dbt_valid_to` marks 1 row of 4 as past"
    ]
    # Keys that repeat among current rows are another mistake.
    assert [it.split()[:2] for it in spoilt(statements + "INSERT INTO PROD.CUST.CART VALUES (504, 3, NULL);")] == [
        ["warning", "DG708"],
        ["error", "DG701"],
    ]


@pytest.mark.parametrize(
    ("column", "marked"),
    [
        ("IS_DELETED BOOLEAN", "TRUE"),
        ("is_deleted VARCHAR", "'Y'"),
        ("_fivetran_deleted INTEGER", "1"),
        ("DELETED_AT TIMESTAMP", "'2024-01-01'"),
        ("_ab_cdc_deleted_at VARCHAR", "'2024-01-01T00:00:00Z'"),
        ("deleted TIMESTAMP", "'2024-01-01'"),
        ("deleted_at BOOLEAN", "TRUE"),
    ],
)
def test_deleted_rows_are_counted_however_they_are_marked(column: str, marked: str) -> None:
    name = column.partition(" ")[0]
    none = {"BOOLEAN": "FALSE", "INTEGER": "0"}.get(column.split()[1], "NULL")
    statements = f"ALTER TABLE PROD.CUST.CART ADD COLUMN {column}; UPDATE PROD.CUST.CART SET {name} = {none};"
    assert spoilt(statements) == []
    assert spoilt(statements + f"UPDATE PROD.CUST.CART SET {name} = {marked} WHERE ID < 503;") == [
        f"warning DG709 «PROD.CUST.CART» `cart` keeps deleted rows: `{name}` marks 2 rows of 4"
    ]


def test_keys_that_deleted_rows_repeat_are_the_deleted_rows_mistake() -> None:
    statements = """
        ALTER TABLE PROD.CUST.CART ADD COLUMN IS_DELETED BOOLEAN;
        INSERT INTO PROD.CUST.CART VALUES (501, 2, TRUE);
    """
    assert spoilt(statements) == [
        "error DG709 «PROD.CUST.CART» `cart` keeps deleted rows: `IS_DELETED` marks 1 row of 5"
    ]


def test_an_empty_table_is_one_mistake() -> None:
    assert said(findings(without("PROD.CUST.CART"))) == [
        "warning DG703 «PROD.CUST.CART» `PROD.CUST.CART` is empty: the table of `cart` has no rows"
    ]
    assert said(findings(without("PROD.CUST.LINE"))) == [
        "warning DG703 «PROD.CUST.LINE» `PROD.CUST.LINE` is empty: the junction table of `products` has no rows"
    ]


def test_an_empty_profile_is_one_mistake() -> None:
    tables = without("PROD.SEGMENT.USER_IDENTIFIERS", without("PROD.SEGMENT.USER_TRAITS"))
    assert said(findings(tables)) == [
        "warning DG703 «PROD.SEGMENT» no profile in `PROD.SEGMENT` has identifiers or traits: its tables are empty"
    ]


def test_orphans_are_those_of_the_side_that_refers() -> None:
    # An account without carts is none; a cart without account is.
    assert spoilt("INSERT INTO PROD.CUST.ACCOUNT VALUES (4, 'ada@example.com');") == []
    assert spoilt("UPDATE PROD.CUST.CART SET ACCOUNT_ID = 99 WHERE ID = 504;") == [
        "warning DG705 «cart.ACCOUNT_ID» 1 row of `cart` has no match in `account`: 25% of 4 keys"
    ]


def test_orphans_of_a_relationship_from_many_to_one_are_on_its_left() -> None:
    downward = 'related_entity = "cart"\n        join_on        = "account.ID = cart.ACCOUNT_ID"'
    upward = 'related_entity = "account"\n        join_on        = "cart.ACCOUNT_ID = account.ID"'
    text = SHOP.replace('related_entity = "account"', 'related_entity = "cart"', 1).replace(downward, upward)
    text = text.replace("cart.ID = CART_ID", "account.ID = CART_ID").replace('"EMAIL"', '"ID"')
    found = [it for it in spoilt("UPDATE PROD.CUST.CART SET ACCOUNT_ID = 99 WHERE ID = 504;", text) if "DG705" in it]
    assert found == ["warning DG705 «cart.ACCOUNT_ID» 1 row of `cart` has no match in `account`: 25% of 4 keys"]


def test_a_handful_of_orphans_is_only_an_information() -> None:
    many = "INSERT INTO PROD.CUST.CART SELECT 1000 + i, i % 3 + 1 FROM range(200) t(i);"
    assert spoilt(many + "INSERT INTO PROD.CUST.CART VALUES (9, 99);") == [
        "info DG705 «cart.ACCOUNT_ID» 1 row of `cart` has no match in `account`: under 1% of 205 keys"
    ]


def test_orphans_of_a_junction_are_told_on_both_of_its_sides() -> None:
    assert spoilt("INSERT INTO PROD.CUST.LINE VALUES (8, 999, 's1'), (9, 501, 's9');") == [
        "warning DG705 «CART_ID» 1 row of the junction table has no match in `cart`: 14% of 7 keys",
        "warning DG705 «SKU» 1 row of the junction table has no match in `product`: 14% of 7 keys",
    ]


def test_nothing_that_matches_is_one_mistake_and_names_the_types() -> None:
    text = SHOP.replace("account.ID = cart.ACCOUNT_ID", "account.EMAIL = cart.CODE")
    statements = "ALTER TABLE PROD.CUST.CART ADD COLUMN CODE VARCHAR; UPDATE PROD.CUST.CART SET CODE = 'c' || ID;"
    assert spoilt(statements, text) == [
        "error DG704 «cart.CODE» no row of `account` meets a row of `cart`: none of its 4 keys is on the other side"
    ]
    text = SHOP.replace("account.ID = cart.ACCOUNT_ID", "account.ID = cart.CODE")
    found = [it for it in findings(TABLES + statements, text) if it.code == "DG704"]
    assert found[0].notes[-1] == "`account.ID` is INTEGER, `cart.CODE` VARCHAR"


def test_a_junction_that_never_leads_through_is_told() -> None:
    statements = """
        DELETE FROM PROD.CUST.LINE;
        INSERT INTO PROD.CUST.LINE VALUES (1, 501, NULL), (2, 502, NULL), (3, NULL, 's1');
    """
    found = [it for it in spoilt(statements) if "DG704" in it]
    assert found == [
        "error DG704 «PROD.CUST.LINE» no row of the junction table of `products` meets rows on both sides: "
        "some meet the left side, others the right one"
    ]


def test_a_hidden_many_to_many_is_told_where_no_key_is_to_blame() -> None:
    text = SHOP.replace("account.ID = cart.ACCOUNT_ID", "account.CITY = cart.CITY")
    statements = """
        ALTER TABLE PROD.CUST.ACCOUNT ADD COLUMN CITY VARCHAR; UPDATE PROD.CUST.ACCOUNT SET CITY = 'Bern';
        ALTER TABLE PROD.CUST.CART ADD COLUMN CITY VARCHAR; UPDATE PROD.CUST.CART SET CITY = 'Bern';
    """
    assert spoilt(statements, text) == [
        "warning DG706 «account.CITY» `carts` is many:many, not 1:many: 1 key on more than one row of `account`"
    ]


def test_a_primary_key_that_repeats_makes_no_many_to_many_of_what_refers_to_it() -> None:
    text = SHOP.replace("account.ID = cart.ACCOUNT_ID", "account.CART_ID = cart.ID")
    statements = """
        ALTER TABLE PROD.CUST.ACCOUNT ADD COLUMN CART_ID INTEGER; UPDATE PROD.CUST.ACCOUNT SET CART_ID = 501;
        DELETE FROM PROD.CUST.LINE WHERE CART_ID <> 501;
        INSERT INTO PROD.CUST.CART VALUES (501, 2);
    """
    assert spoilt(statements, text) == ["error DG701 «ID» `ID` is not unique in `cart`: 1 key on 2 rows"]


def test_a_primary_key_that_is_null_is_not_told_again_as_a_key_to_join_on() -> None:
    assert spoilt("INSERT INTO PROD.CUST.CART VALUES (NULL, 1);") == [
        "error DG702 «ID» `ID` is NULL in 1 row of `cart`: 20% of 5 rows have no key"
    ]


def test_null_keys_are_told_once_for_each_column() -> None:
    start = SHOP.index('      relationship "carts"')
    again = SHOP[start : SHOP.index("\n\n", start)].replace('"carts"', '"again"').replace('"Carts"', '"Again"')
    text = SHOP[:start] + again + "\n      }\n\n" + SHOP[start:]
    spoiling = "UPDATE PROD.CUST.CART SET ACCOUNT_ID = NULL WHERE ID = 504;"
    assert [it.code for it in findings(TABLES + spoiling, text)] == ["DG707"]
    assert spoilt("UPDATE PROD.CUST.CART SET ACCOUNT_ID = NULL WHERE ID = 504;") == [
        "warning DG707 «cart.ACCOUNT_ID» `cart.ACCOUNT_ID` is NULL in 1 row: 25% of 4 rows never join"
    ]
    assert spoilt("UPDATE PROD.CUST.LINE SET SKU = NULL;") == [
        "warning DG707 «SKU» `SKU` is NULL in 5 rows: 100% of 5 rows never join"
    ]


def test_white_space_and_case_explain_what_does_not_match() -> None:
    assert spoilt("UPDATE PROD.CUST.LINE SET SKU = upper(SKU) || chr(9) WHERE ID = 1;") == [
        "warning DG714 «SKU» 1 row of the junction table would match but for white space and case: "
        "4 of 5 keys match as they are"
    ]
    (found,) = findings(TABLES + "UPDATE PROD.CUST.LINE SET SKU = upper(SKU);")
    assert (found.code, found.help) == (
        "DG704",
        ("make the keys equal: 2 rows would match if case did not count",),
    )


def test_words_that_no_profile_has_are_told_with_those_that_there_are() -> None:
    text = SHOP.replace('"email"', '"emails"').replace('"favourite"', '"favorite"')
    found = findings(TABLES, text)
    assert said(found, text) == [
        "error DG710 «emails» no profile has an external id of type `emails`: not in the profile's identifiers",
        "error DG711 «favorite» no profile has a trait `favorite`: not in the profile's traits",
    ]
    assert [it.fixes[0].title for it in found] == ["change to `email`", "change to `favourite`"]


def test_profiles_that_join_nothing_are_told() -> None:
    text = SHOP.replace('join_key = "EMAIL"', 'join_key = "ID"')
    assert spoilt("ALTER TABLE PROD.CUST.ACCOUNT ALTER ID TYPE VARCHAR;", text)[0] == (
        "error DG712 «ID» no row of `account` joins a profile: none of 3 values is the `email` of a profile"
    )


def test_a_table_that_is_not_there_is_the_catalogs_finding_and_the_rest_is_counted() -> None:
    text = SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.PRODUKT")
    found = spoilt("INSERT INTO PROD.CUST.CART VALUES (501, 1);", text)
    assert [it.split()[1] for it in found] == ["DG701", "DG403"]


def test_a_query_that_fails_is_told_and_the_rest_is_counted() -> None:
    statements = """
        CREATE VIEW PROD.CUST.BROKEN AS SELECT CAST(TITLE AS INTEGER) AS SKU FROM PROD.CUST.PRODUCT;
        INSERT INTO PROD.CUST.CART VALUES (501, 1);
    """
    text = SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.BROKEN")
    found = [it for it in findings(TABLES + statements, text) if it.code.startswith("DG7")]
    assert [(it.code, it.span.text_of(text)) for it in found] == [
        ("DG701", "ID"),
        ("DG713", "product"),
        ("DG713", "products"),
        ("DG713", "favourites"),
    ]
    assert "Could not convert string 'Soap' to INT32" in found[1].notes[0]


def test_columns_whose_types_never_compare_are_left_to_the_catalog() -> None:
    statements = """
        ALTER TABLE PROD.CUST.CART ADD COLUMN TAGS VARCHAR[];
        UPDATE PROD.CUST.CART SET TAGS = ['a'];
    """
    text = SHOP.replace("cart.ACCOUNT_ID", "cart.TAGS")
    assert [it for it in spoilt(statements, text) if "DG7" in it] == []


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (
            "ecommerce",
            {
                ("subscription-entity", "DG701"),
                ("user-subscriptions", "DG707"),
                ("user-carts", "DG705"),
                ("user-accounts", "DG714"),
            },
        ),
        (
            "banking",
            {
                ("application", "DG702"),
                ("customer-applications", "DG710"),
                ("card", "DG701"),
                ("card-transactions", "DG706"),
            },
        ),
        (
            "bigquery-retail",
            {
                ("article", "DG708"),
                ("sales-order", "DG709"),
                ("favourite-store", "DG711"),
                ("ordered-articles", "DG705"),
            },
        ),
    ],
)
def test_the_faults_of_the_examples_are_found_and_nothing_else(example: str, expected: set[tuple[str, str]]) -> None:
    text = (EXAMPLES / example / "graph.dg").read_text(encoding="utf-8")
    found = {}
    for scripts in (["warehouse.sql"], ["warehouse.sql", "faults.sql"]):
        warehouse = connect("duckdb", {"setup": [str(EXAMPLES / example / it) for it in scripts]})
        try:
            catalog = catalog_for(text, warehouse)
            figures = measure(graph_of(text), catalog, Pool(warehouse))
        finally:
            warehouse.close()
        analysis = analyse(text, evidence=Evidence(catalog, measurements=figures))
        slugs = [(it.syntax.span, it.slug) for it in (*analysis.graph.entities.values(), *analysis.graph.relationships)]
        found[scripts[-1]] = {
            # The innermost block around it.
            (max((span.start, slug) for span, slug in slugs if span.start <= it.span.start < span.end)[1], it.code)
            for it in analysis.diagnostics
        }
    assert found == {"warehouse.sql": set(), "faults.sql": expected}


def test_every_rule_over_the_data_has_been_seen_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [it.code for it in all_rules() if it.code.startswith("DG7") and it.code not in text] == []
