"""`datagraph drift` over a DuckDB file: which change is of which class, and where it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import call
from tests.drift.shop import GRAPH, TABLES, alter, drift, found, open_shop

# DuckDB alters no column that a key or an index rests on; the table is made anew.
CART_ANEW = "DROP TABLE crm.cart; CREATE TABLE crm.cart (id INTEGER{}, account_id {}, total DECIMAL(9, 2){})"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_change_it_says_so() -> None:
    open_shop()
    assert call("drift") == (0, "no problems in 1 file\n", "no drift: what catalog.json holds is as it was\n")


def test_rows_are_no_change() -> None:
    open_shop()
    assert found("INSERT INTO crm.stock SELECT range, 1 FROM range(5000)") == []


# Two entities for one table.
AGAIN = '  entity "basket-entity" {\n    name = "B"\n    table_ref = "shop.crm.cart"\n    primary_key = "id"\n  }\n'
TWICE = GRAPH.replace("  profile {", AGAIN + "  profile {")


def test_a_harmless_change_is_one_finding_however_often_its_table_is_named() -> None:
    open_shop(graph=TWICE)
    sql = "ALTER TABLE crm.cart ALTER account_id TYPE BIGINT; ALTER TABLE crm.cart ADD COLUMN x INTEGER"
    assert [it.split()[1] for it in found(sql)] == ["DG813", "DG814"]


def test_a_table_that_is_gone_is_one_finding_at_each_place_that_names_it() -> None:
    open_shop(graph=TWICE)
    assert found("DROP TABLE crm.cart") == ["graph.dg DG801 table `shop.crm.cart` is gone"] * 2


def test_a_schema_that_is_gone_takes_its_tables_along() -> None:
    open_shop()
    assert found("DROP SCHEMA crm CASCADE") == [
        "graph.dg DG801 table `shop.crm.account` is gone",
        "graph.dg DG801 table `shop.crm.cart` is gone",
    ]
    assert "its schema is not there any more" in call("drift").out


@pytest.mark.parametrize(
    ("name", "words"),
    [("accounts", ()), ("ACCOUNT_", ()), ("customer", ("--schema", "shop.crm", "graph.dg"))],
)
def test_a_renamed_table_is_found_by_its_name_or_its_columns(name: str, words: tuple[str, ...]) -> None:
    open_shop(*words)
    alter(f'ALTER TABLE crm.account RENAME TO "{name}"')
    first = json.loads(drift("--format", "json").out)["files"][0]["diagnostics"][0]
    assert (first["code"], first["label"]) == ("DG801", f"did you mean `shop.crm.{name}`?")
    assert [(it["title"], it["applicability"]) for it in first["fixes"]] == [(f"change to `{name}`", "unsafe")]


def test_a_table_that_was_always_there_is_no_new_name() -> None:
    other = "CREATE TABLE crm.accounts (id INTEGER NOT NULL, email VARCHAR, country VARCHAR);"
    open_shop("--schema", "shop.crm", "graph.dg", tables=TABLES + other)
    assert found("DROP TABLE crm.account") == ["graph.dg DG801 table `shop.crm.account` is gone"]
    assert "did you mean" not in call("drift").out


def test_a_column_that_is_gone_is_shown_wherever_it_is_needed() -> None:
    open_shop()
    message = "DG802 column `id` is gone from `shop.crm.account`"
    assert found("ALTER TABLE crm.account DROP COLUMN id") == [f"graph.dg {message}"] * 2
    lines = call("drift").out.splitlines()
    assert [lines[index + 1].split(":")[1] for index, line in enumerate(lines) if message[6:] in line] == ["7", "32"]


@pytest.mark.parametrize(
    ("sql", "new"),
    [
        ("ALTER TABLE crm.account RENAME COLUMN email TO address", "address"),
        ("ALTER TABLE crm.account DROP COLUMN email; ALTER TABLE crm.account ADD COLUMN e_mail VARCHAR", "e_mail"),
    ],
)
def test_a_renamed_column_is_found_by_its_place_or_its_name(sql: str, new: str) -> None:
    open_shop()
    assert found(sql) == ["graph.dg DG802 column `email` is gone from `shop.crm.account`"]
    out = call("drift").out
    assert f"did you mean `{new}`?" in out
    assert f"help: change to `{new}` (unsafe fix available)" in out


@pytest.mark.parametrize("columns", ["country VARCHAR, emails INTEGER", "emails INTEGER, country VARCHAR"])
def test_a_new_column_of_another_type_is_no_new_name(columns: str) -> None:
    open_shop()
    assert found(f"CREATE OR REPLACE TABLE crm.account (id INTEGER NOT NULL, {columns})") == [
        "graph.dg DG814 `shop.crm.account` has changed: new column `emails`",
        "graph.dg DG802 column `email` is gone from `shop.crm.account`",
    ]
    assert "did you mean" not in call("drift").out


def test_a_key_that_is_renamed_with_its_column_is_no_further_change() -> None:
    open_shop()
    sql = CART_ANEW.replace("(id", "(cart_id").format(" PRIMARY KEY", "INTEGER", "")
    assert found(sql) == ["graph.dg DG802 column `id` is gone from `shop.crm.cart`"]


def test_a_name_that_has_become_right_is_not_gone() -> None:
    open_shop(tables=TABLES.replace("crm.account (id", "crm.account (ID").replace("crm.cart", "crm.CART"))
    sql = "ALTER TABLE crm.account RENAME COLUMN ID TO _; ALTER TABLE crm.account RENAME COLUMN _ TO id;"
    findings = found(sql + "ALTER TABLE crm.CART RENAME TO _; ALTER TABLE crm._ RENAME TO cart")
    assert findings == [
        "graph.dg DG814 `shop.crm.account` has changed: new column `id`; without the column `ID`",
        "catalog.json DG814 table `shop.crm.CART` is gone",
    ]


def test_a_join_whose_types_never_compare_is_broken() -> None:
    open_shop()
    assert found(CART_ANEW.format(" PRIMARY KEY", "DATE", "")) == [
        "graph.dg DG803 DuckDB never compares `INTEGER` with `DATE`"
    ]
    assert "DATE, and was INTEGER" in call("drift").out


def test_a_join_that_needs_a_cast_is_a_warning() -> None:
    open_shop()
    assert found("ALTER TABLE crm.cart ALTER account_id TYPE VARCHAR") == [
        "graph.dg DG811 joined columns have different types in DuckDB now"
    ]


def test_the_first_level_joins_with_the_values_of_the_profile() -> None:
    open_shop()
    assert found("ALTER TABLE crm.account ALTER email TYPE INTEGER") == [
        "graph.dg DG811 joined columns have different types in DuckDB now"
    ]
    assert "joined with `value` of `shop.segment.user_identifiers`, VARCHAR" in call("drift").out


def test_a_type_that_still_joins_is_told_at_the_table() -> None:
    open_shop()
    assert found("ALTER TABLE crm.account ALTER id TYPE BIGINT") == [
        "graph.dg DG813 `id` is `BIGINT`, and was `INTEGER` in `shop.crm.account`"
    ]


@pytest.mark.parametrize(
    ("sql", "label"),
    [
        (CART_ANEW.format("", "INTEGER", ""), "it was its primary key"),
        (
            CART_ANEW.format("", "INTEGER", ", PRIMARY KEY (id, account_id)"),
            "it was its primary key; now the primary key is `id` and `account_id`",
        ),
        (
            "ALTER TABLE crm.cart RENAME TO old; CREATE VIEW crm.cart AS SELECT * FROM crm.old",
            "it was its primary key; now this is a view",
        ),
    ],
)
def test_a_key_that_is_lost_is_one_finding(sql: str, label: str) -> None:
    open_shop()
    findings = found(sql)
    assert "graph.dg DG804 `id` is no declared key of `shop.crm.cart` any more" in findings
    # With a key of two columns both are NOT NULL, which is news of the other one.
    assert [it for it in findings if "DG804" not in it and "`account_id` may no longer be NULL" not in it] == []
    assert f"{label}\n" in call("drift").out


def test_another_declared_key_will_do() -> None:
    open_shop()
    assert found(CART_ANEW.format(" NOT NULL UNIQUE", "INTEGER", "")) == [
        "graph.dg DG814 `shop.crm.cart` has changed: it has no primary key; `id` is unique"
    ]


def test_a_key_that_may_be_null_is_a_warning() -> None:
    open_shop()
    assert found("ALTER TABLE crm.account ALTER id DROP NOT NULL") == [
        "graph.dg DG812 primary key `id` may be NULL now"
    ]


def test_tables_of_the_profile_that_are_gone_are_one_finding() -> None:
    open_shop()
    assert found("DROP TABLE segment.user_traits") == ["graph.dg DG805 table `user_traits` is gone from `shop.segment`"]
    assert found("DROP TABLE segment.profile_merges") == [
        "graph.dg DG805 tables `user_traits` and `profile_merges` are gone from `shop.segment`"
    ]
    assert len(found("DROP SCHEMA segment CASCADE")) == 1


def test_columns_of_the_profile_that_are_gone() -> None:
    open_shop()
    sql = "ALTER TABLE segment.user_identifiers DROP COLUMN {}"
    table = "`shop.segment.user_identifiers`"
    assert found(sql.format("value")) == [f"graph.dg DG805 column `value` is gone from {table}"]
    assert found(sql.format("type")) == [f"graph.dg DG805 columns `type` and `value` are gone from {table}"]


@pytest.mark.parametrize(
    ("sql", "change"),
    [
        ("ALTER TABLE crm.account ADD COLUMN city VARCHAR", "new column `city`"),
        ("ALTER TABLE crm.account DROP COLUMN country", "without the column `country`"),
        (
            "ALTER TABLE crm.account RENAME COLUMN country TO land",
            "new column `land`; without the column `country`",
        ),
        ("ALTER TABLE crm.account ALTER country TYPE INTEGER", "`country` is `INTEGER`, and was `VARCHAR`"),
        ("ALTER TABLE crm.account ALTER country SET NOT NULL", "`country` may no longer be NULL"),
        ("COMMENT ON TABLE crm.account IS 'People'", "it has a comment"),
        ("COMMENT ON COLUMN crm.account.id IS 'Who'", "`id` has another comment"),
        ("ALTER TABLE crm.account ADD PRIMARY KEY (id)", "its primary key is `id`"),
        (
            "CREATE TABLE crm.a AS FROM crm.account; DROP TABLE crm.account; CREATE VIEW crm.account AS FROM crm.a",
            "it is a view, and was a table",
        ),
    ],
)
def test_what_the_graph_does_not_need_breaks_nothing(sql: str, change: str) -> None:
    open_shop()
    assert found(sql) == [f"graph.dg DG814 `shop.crm.account` has changed: {change}"]


def test_many_changes_of_a_table_are_one_finding() -> None:
    open_shop()
    sql = "ALTER TABLE crm.account {}; "
    steps = ("ADD COLUMN a INTEGER", "ADD COLUMN b INTEGER", "DROP COLUMN country", "ALTER id SET DEFAULT 1")
    findings = found("".join(map(sql.format, steps)) + "COMMENT ON TABLE crm.account IS 'People'")
    shown = "2 new columns `a`, `b`; without the column `country`; and 1 more"
    assert findings == [f"graph.dg DG814 `shop.crm.account` has changed: {shown}"]
    assert "`country`; it has a comment\n" in call("drift").out


def test_what_no_graph_names_is_shown_in_the_catalog_file() -> None:
    open_shop("--schema", "shop.crm", "graph.dg", tables=TABLES + "CREATE TABLE crm.old (id INTEGER);")
    sql = "DROP TABLE crm.old; ALTER TABLE crm.stock ADD COLUMN place VARCHAR; CREATE TABLE crm.a (b INTEGER);"
    assert found(sql + "CREATE VIEW crm.c AS SELECT 1 AS d") == [
        "catalog.json DG815 2 new tables in `shop.crm`: `a`, `c`",
        "catalog.json DG814 table `shop.crm.old` is gone",
        "catalog.json DG814 `shop.crm.stock` has changed: new column `place`",
    ]
    lines = Path("catalog.json").read_text().splitlines()
    places = [int(it.split(":")[1]) for it in drift().out.splitlines()[:-1]]
    assert [lines[it - 1].strip() for it in places] == ['"name": "crm",', '"name": "old",', '"name": "stock",']


def test_a_table_that_becomes_a_view_has_one_change() -> None:
    open_shop("--all")
    assert found("ALTER TABLE crm.stock RENAME TO s; CREATE VIEW crm.stock AS FROM crm.s")[1:] == [
        "catalog.json DG814 `shop.crm.stock` has changed: it is a view, and was a table"
    ]


def test_a_new_table_is_news_only_where_the_catalog_holds_the_whole_schema() -> None:
    open_shop()
    assert found("CREATE TABLE crm.news (id INTEGER); DROP TABLE crm.stock") == []


def test_a_whole_schema_that_nobody_names_is_one_finding() -> None:
    open_shop("--all", tables=TABLES + "CREATE SCHEMA o; CREATE TABLE o.a (i INTEGER); CREATE TABLE o.b (i INTEGER);")
    assert found("DROP SCHEMA o CASCADE") == ["catalog.json DG814 schema `shop.o` is gone"]
    assert "with 2 tables that no graph here names" in call("drift").out


def test_a_table_that_the_graph_waits_for_has_come() -> None:
    open_shop(tables=TABLES.replace("crm.cart", "crm.basket"))
    assert found("ALTER TABLE crm.basket RENAME TO cart") == ["graph.dg DG815 `shop.crm.cart` is there now"]


def test_a_schema_that_the_graph_waits_for_has_come() -> None:
    open_shop(tables=TABLES.replace("crm", "elsewhere"))
    assert found(TABLES.partition("CREATE SCHEMA segment;")[0] + "CREATE TABLE crm.cart (id INTEGER)") == [
        "graph.dg DG815 `shop.crm.cart` is there now"
    ]


def test_profile_tables_are_found_in_any_case() -> None:
    open_shop("--all")
    assert found("ALTER TABLE segment.user_traits RENAME TO _; ALTER TABLE segment._ RENAME TO USER_TRAITS") == []
