"""What the options change in a script."""

from __future__ import annotations

import pytest

from datagraph.catalog import Catalog, Schema, Table, TableKind, TablePath
from datagraph.grants import Choices
from tests.grants.samples import KINDS, granted, graph_text, parsed, script_of

TEXT = graph_text("Shop.Sales.Orders", "Shop.Sales.Lines", "Geo.public.places", folder="Shop.ps_main")
READ = {"bigquery": "roles/bigquery.dataViewer"}


def reading(kind: str, choices: Choices) -> dict[str, set[tuple[str, ...]]]:
    return granted(script_of(TEXT, kind, choices).text, kind, READ.get(kind, "SELECT"))


@pytest.mark.parametrize("kind", KINDS)
def test_whole_schemas_name_no_table(kind: str) -> None:
    script = script_of(TEXT, kind, Choices(whole_schemas=True))
    assert "Orders" not in script.text
    assert "user_traits" not in script.text.lower()
    for schema in ("Sales", "public", "ps_main"):
        assert [it for it in script.statements if "GRANT" in it and schema in it]


def test_whole_schemas_on_snowflake_are_all_and_future_objects_of_four_kinds() -> None:
    statements = script_of(TEXT, "snowflake", Choices(whole_schemas=True)).statements
    for span in ("ALL", "FUTURE"):
        for kind in ("TABLES", "VIEWS", "EXTERNAL TABLES", "MATERIALIZED VIEWS"):
            grant = f'GRANT SELECT ON {span} {kind} IN SCHEMA "Shop"."Sales" TO ROLE "SEGMENT_LINKED_ROLE"'
            assert statements.count(grant) == 1
    assert sum("GRANT SELECT" in it for it in statements) == 3 * 8


def test_whole_schemas_on_redshift_are_todays_tables_and_those_to_come() -> None:
    statements = script_of(TEXT, "redshift", Choices(whole_schemas=True)).statements
    assert 'GRANT SELECT ON ALL TABLES IN SCHEMA "Sales" TO ROLE "segment_linked_role"' in statements
    assert 'GRANT SELECT FOR TABLES IN SCHEMA "Sales" TO ROLE "segment_linked_role"' in statements


@pytest.mark.parametrize("kind", ["bigquery", "databricks"])
def test_a_right_on_a_schema_holds_for_what_comes_later(kind: str) -> None:
    schemas = {("Shop", "Sales"), ("Shop", "ps_main"), ("Geo", "public")}
    assert reading(kind, Choices(whole_schemas=True)) == {"SCHEMA": schemas}
    assert "metadataViewer" not in script_of(TEXT, kind, Choices(whole_schemas=True)).text


@pytest.mark.parametrize("kind", KINDS)
def test_events_open_the_folder_and_nothing_else(kind: str) -> None:
    found = reading(kind, Choices(events=True))
    tables = found.pop("" if kind == "snowflake" else "TABLE")
    assert tables == {("Shop", "Sales", "Orders"), ("Shop", "Sales", "Lines"), ("Geo", "public", "places")}
    whole = [it for it in script_of(TEXT, kind, Choices(events=True)).statements if "ps_main" in it]
    assert any("SELECT" in it or "dataViewer" in it for it in whole)
    assert all(schema[-1] == "ps_main" for it in found.values() for schema in it)


def test_events_on_bigquery_need_no_second_role_on_the_folder() -> None:
    found = granted(script_of(TEXT, "bigquery", Choices(events=True)).text, "bigquery", "roles/bigquery.metadataViewer")
    assert found == {"SCHEMA": {("Shop", "Sales"), ("Geo", "public")}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_the_profile_that_the_graph_names_is_granted_once(kind: str) -> None:
    name = "USER_TRAITS" if kind == "snowflake" else "user_traits"
    statements = script_of(graph_text(f"Shop.ps_main.{name}", folder="Shop.ps_main"), kind).statements
    assert len([it for it in statements if name in it]) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_without_events_the_script_says_how_to_get_them(kind: str) -> None:
    assert "`datagraph grants --events`" in script_of(TEXT, kind).text
    assert "--events" not in script_of(TEXT, kind, Choices(events=True)).text
    assert "--events" not in script_of(graph_text("a.b.c"), kind).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_without_a_profile_opens_no_tables_of_profiles(kind: str) -> None:
    assert "user_traits" not in script_of(graph_text("a.b.c"), kind).text.lower()


def test_an_unmaterialized_profile_reads_the_raw_tables_only() -> None:
    text = graph_text("a.b.c", folder="a.ps", profile='type = "segment:unmaterialized"')
    tables = granted(script_of(text, "databricks").text, "databricks", "SELECT")["TABLE"]
    raw = {"external_id_mapping_updates", "id_graph_updates", "profile_traits_updates"}
    assert {it[2] for it in tables if it[1] == "ps"} == raw


def test_names_are_taken_as_they_are_given() -> None:
    choices = Choices("Reader", "Loader", "Big", "Books")
    text = script_of(TEXT, "snowflake", choices).text
    assert 'GRANT ROLE "Reader" TO USER "Loader";' in text
    assert 'GRANT USAGE ON WAREHOUSE "Big" TO ROLE "Reader";' in text
    assert 'CREATE DATABASE IF NOT EXISTS "Books";' in text
    assert "SEGMENT_LINKED" not in text
    assert "SEGMENT_LINKED" not in script_of(TEXT, "snowflake", choices, verify=True).text


def test_a_warehouse_that_is_named_is_not_created() -> None:
    assert "CREATE WAREHOUSE" in script_of(TEXT, "snowflake").text
    assert "CREATE WAREHOUSE" not in script_of(TEXT, "snowflake", Choices(virtual_warehouse="Big")).text


@pytest.mark.parametrize("kind", ["snowflake", "redshift", "databricks"])
def test_a_database_that_the_graph_reads_is_not_created(kind: str) -> None:
    created = ("CREATE DATABASE", "CREATE CATALOG")
    assert not [it for it in script_of(TEXT, kind, Choices(bookkeeping="Shop")).statements if it.startswith(created)]
    assert [it for it in script_of(TEXT, kind, Choices(bookkeeping="shop")).statements if it.startswith(created)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("snowflake", 'GRANT USAGE, CREATE TABLE ON SCHEMA "Old"."__SEGMENT_REVERSE_ETL" TO ROLE'),
        (
            "snowflake",
            'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "Old"."__SEGMENT_REVERSE_ETL" TO ROLE',
        ),
        ("bigquery", "GRANT `roles/bigquery.dataEditor` ON SCHEMA `Old`.`__segment_reverse_etl` TO"),
        ("redshift", 'GRANT USAGE, CREATE, DROP ON SCHEMA "__segment_reverse_etl" TO ROLE'),
        (
            "redshift",
            'GRANT SELECT, INSERT, UPDATE, DELETE, DROP ON ALL TABLES IN SCHEMA "__segment_reverse_etl" TO ROLE',
        ),
        ("databricks", "GRANT ALL PRIVILEGES ON SCHEMA `Old`.`__segment_reverse_etl` TO"),
    ],
)
def test_reverse_etl_opens_its_schema(kind: str, expected: str) -> None:
    choices = Choices(bookkeeping="Old", reverse_etl=True)
    assert any(it.startswith(expected) for it in script_of(TEXT, kind, choices).statements)
    if kind != "bigquery":
        assert "segment_reverse_etl" not in script_of(TEXT, kind).text.lower()


def test_reverse_etl_creates_neither_database_nor_dataset_that_are_there() -> None:
    choices = Choices(bookkeeping="old", reverse_etl=True)
    assert "CREATE DATABASE" not in script_of(TEXT, "redshift", choices).text
    assert "CREATE SCHEMA" not in script_of(TEXT, "bigquery", choices).text


def test_redshift_goes_from_database_to_database() -> None:
    text = script_of(TEXT, "redshift").text
    geo, shop = text.index('Connect to the database "Geo"'), text.index('Connect to the database "Shop"')
    assert geo < text.index('"Geo"."public"."places"') < text.index('ON SCHEMA "public"') < shop
    assert shop < text.index('"Shop"."Sales"."Orders"') < text.index('ON SCHEMA "Sales"')


def test_redshift_warns_of_capitals_only_where_there_are_some() -> None:
    assert "enable_case_sensitive_identifier" in script_of(TEXT, "redshift").text
    assert "enable_case_sensitive_identifier" not in script_of(graph_text("a.b.c"), "redshift").text


def test_bigquery_names_account_project_and_place() -> None:
    text = script_of(TEXT, "bigquery").text
    assert "GRANT `roles/bigquery.user` ON PROJECT `Shop` TO 'serviceAccount:segment-linked@Shop.iam.gs" in text
    assert "gcloud iam service-accounts create segment-linked --project=Shop" in text
    text = script_of(TEXT, "bigquery", Choices(user="x@y.iam.gserviceaccount.com", location="EU")).text
    assert "CREATE SCHEMA IF NOT EXISTS `Shop`.`__segment_reverse_etl` OPTIONS (location = 'EU');" in text
    assert "gcloud iam service-accounts create x --project=y" in text
    assert "segment-linked" not in text
    text = script_of(TEXT, "bigquery", Choices(user="group:crm@example.com", bookkeeping="books")).text
    assert "GRANT `roles/bigquery.user` ON PROJECT `books` TO 'group:crm@example.com';" in text
    assert "gcloud" not in text


def test_bigquery_writes_the_account_of_a_project_in_a_domain() -> None:
    text = script_of(graph_text("`example.com:shop`.a.b"), "bigquery").text
    assert "'serviceAccount:segment-linked@shop.example.com.iam.gserviceaccount.com'" in text


def test_a_catalog_tells_views_on_bigquery() -> None:
    def table(name: str, kind: TableKind) -> Table:
        return Table(TablePath("p", "d", name), kind)

    tables = {it: table(it, it) for it in ("view", "table", "external table", "materialized view")}
    catalog = Catalog("bigquery", schemas={("p", "d"): Schema("p", "d", tables)})
    text = graph_text("p.d.view", "p.d.table", "p.d.`external table`", "p.d.`materialized view`")
    statements = script_of(text, "bigquery", catalog=catalog).statements
    for kind in tables:
        assert any(f" ON {kind.upper()} `p`.`d`.`{kind}` TO " in it for it in statements), kind
    assert "write VIEW" not in script_of(text, "bigquery", catalog=catalog).text
    assert "write VIEW" in script_of(text, "bigquery").text


def test_databricks_says_what_to_put_in_for_the_principal() -> None:
    assert "in place of <application-id>" in script_of(TEXT, "databricks").text
    text = script_of(TEXT, "databricks", Choices(user="1f2e-3d")).text
    assert "application-id" not in text
    assert all(
        it.endswith("TO `1f2e-3d`") for it in script_of(TEXT, "databricks", Choices(user="1f2e-3d")).statements[1:]
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("choices", [Choices(whole_schemas=True), Choices(events=True), Choices(reverse_etl=True)])
def test_every_form_parses(kind: str, choices: Choices) -> None:
    script = script_of(TEXT, kind, choices)
    assert len(parsed(script.text, kind)) == len(script.statements) == len(set(script.statements))
