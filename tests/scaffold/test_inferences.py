"""What `init` makes of keys, names and data."""

from __future__ import annotations

from itertools import pairwise

from datagraph.scaffold.draft import make_draft
from datagraph.scaffold.proving import Prover
from datagraph.scaffold.text import write_draft
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.pool import Pool
from datagraph.warehouse.wanted import Wanted
from tests.scaffold.starting import CUSTOMERS, start
from tests.warehouses.examples import warehouse_of

_PROFILE = "PROD.SEGMENT"
_TO_CUSTOMERS = (_PROFILE, "PROD.SHOP.CUSTOMERS", ("email", "EMAIL"), "external id")


def test_each_inference_tells_its_evidence() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.ORDERS (
          ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER REFERENCES SHOP.CUSTOMERS (ID)
        );
        CREATE TABLE PROD.SHOP.RETURNS (RETURN_ID INTEGER, ORDER_ID INTEGER);
        INSERT INTO PROD.SHOP.ORDERS SELECT i, i % 20 FROM range(50) t(i);
        INSERT INTO PROD.SHOP.RETURNS SELECT i, i * 2 FROM range(10) t(i);
        """
    )
    assert "# ID: declared primary key; 20 different values in 20 rows" in found.lines
    assert "# RETURN_ID: proved: 10 different values in 10 rows" in found.lines
    assert "# proved: 20 of 20 values of EMAIL are external ids `email`, of 20 profiles" in found.lines
    assert "# declared foreign key; 20 of 20 values of CUSTOMER_ID occur in CUSTOMERS.ID" in found.lines
    assert "# proved: 10 of 10 values of ORDER_ID occur in ORDERS.ID" in found.lines
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.ORDERS", ("ID", "CUSTOMER_ID"), "1:many"),
        ("PROD.SHOP.ORDERS", "PROD.SHOP.RETURNS", ("ID", "ORDER_ID"), "1:many"),
    }
    assert found.warnings == []


def test_without_proof_names_are_marked_as_such_and_no_key_is_guessed() -> None:
    tables = CUSTOMERS + "CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);"
    found = start(tables + "CREATE TABLE PROD.SHOP.RETURNS (ID INTEGER, ORDER_ID INTEGER);", prove=False)
    assert ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.ORDERS", ("ID", "CUSTOMER_ID"), "1:many") in found.relationships
    assert found.lines.count("# by name only: prove it with --prove") == 2
    assert "# PROD.SHOP.RETURNS: no declared key; with --prove, ID is looked at" in found.lines
    assert "PROD.SHOP.RETURNS" not in found.tables


def test_data_that_speaks_against_a_name_counts_for_more() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.TICKETS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, EMAIL VARCHAR);
        INSERT INTO PROD.SHOP.TICKETS SELECT i, 1000 + i, 'nobody' FROM range(50) t(i);
        """
    )
    assert found.relationships == {_TO_CUSTOMERS}


def test_declared_keys_that_the_data_does_not_meet_are_told() -> None:
    # Most warehouses do not enforce the keys that they declare; this catalog is as theirs are.
    tables = "CREATE TABLE PROD.SHOP.CARDS (CARD_ID INTEGER); INSERT INTO PROD.SHOP.CARDS VALUES (1), (1), (NULL);"
    warehouse = warehouse_of(tables)
    catalog = introspect(warehouse, Wanted(everything=True))
    schema = catalog.schemas["PROD", "SHOP"]
    table = schema.tables["CARDS"]._replace(primary_key=("CARD_ID",))
    catalog = catalog._replace(schemas={("PROD", "SHOP"): schema._replace(tables={"CARDS": table})})
    text = write_draft(make_draft(catalog, Prover(Pool(warehouse), "duckdb")))
    warehouse.close()
    assert "# CARD_ID: declared primary key; but only 1 different values in 3 rows, 1 of them NULL" in text


def test_plural_case_and_camel_case_name_the_same_table() -> None:
    found = start(
        """
        CREATE TABLE PROD.SHOP.Customers (Id INTEGER PRIMARY KEY, Email VARCHAR);
        CREATE TABLE PROD.SHOP.orderHeader (id INTEGER PRIMARY KEY, customerId INTEGER);
        CREATE TABLE PROD.SHOP.SHIPMENTS (ID INTEGER PRIMARY KEY, ORDERHEADERID INTEGER);
        CREATE TABLE PROD.SHOP.parcels (id INTEGER PRIMARY KEY, shipment_id INTEGER);
        INSERT INTO PROD.SHOP.Customers SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
        INSERT INTO PROD.SHOP.orderHeader SELECT i, i % 20 FROM range(30) t(i);
        INSERT INTO PROD.SHOP.SHIPMENTS SELECT i, i % 30 FROM range(40) t(i);
        INSERT INTO PROD.SHOP.parcels SELECT i, i % 40 FROM range(50) t(i);
        """
    )
    assert found.relationships == {
        (_PROFILE, "PROD.SHOP.Customers", ("email", "Email"), "external id"),
        ("PROD.SHOP.Customers", "PROD.SHOP.orderHeader", ("Id", "customerId"), "1:many"),
        ("PROD.SHOP.orderHeader", "PROD.SHOP.SHIPMENTS", ("id", "ORDERHEADERID"), "1:many"),
        ("PROD.SHOP.SHIPMENTS", "PROD.SHOP.parcels", ("ID", "shipment_id"), "1:many"),
    }


def test_prefixes_and_plurals_in_y_name_the_same_table() -> None:
    found = start(
        """
        CREATE TABLE PROD.SHOP.DIM_CUSTOMER (CUSTOMER_KEY INTEGER PRIMARY KEY, EMAIL VARCHAR);
        CREATE TABLE PROD.SHOP.INQUIRIES (ID INTEGER PRIMARY KEY, BUYING_CUSTOMER_SK INTEGER);
        CREATE TABLE PROD.SHOP.ANSWERS (ID INTEGER PRIMARY KEY, INQUIRY_ID INTEGER);
        INSERT INTO PROD.SHOP.DIM_CUSTOMER SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
        INSERT INTO PROD.SHOP.INQUIRIES SELECT i, i % 20 FROM range(30) t(i);
        INSERT INTO PROD.SHOP.ANSWERS SELECT i, i % 30 FROM range(30) t(i);
        """
    )
    assert found.relationships == {
        (_PROFILE, "PROD.SHOP.DIM_CUSTOMER", ("email", "EMAIL"), "external id"),
        ("PROD.SHOP.DIM_CUSTOMER", "PROD.SHOP.INQUIRIES", ("CUSTOMER_KEY", "BUYING_CUSTOMER_SK"), "1:many"),
        ("PROD.SHOP.INQUIRIES", "PROD.SHOP.ANSWERS", ("ID", "INQUIRY_ID"), "1:many"),
    }


def test_tables_of_one_name_do_not_refer_to_each_other() -> None:
    found = start(
        """
        CREATE TABLE PROD.SHOP.CUSTOMERS (CUSTOMER_ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
        CREATE TABLE PROD.CRM.CUSTOMERS (CUSTOMER_ID INTEGER PRIMARY KEY);
        INSERT INTO PROD.SHOP.CUSTOMERS SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
        INSERT INTO PROD.CRM.CUSTOMERS SELECT i FROM range(20) t(i);
        """
    )
    assert found.relationships == {_TO_CUSTOMERS}
    assert 'name        = "Customers (Shop)"' in found.lines


def test_composite_keys_make_no_entity() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.PRICES (SKU VARCHAR, DAY DATE, PRIMARY KEY (SKU, DAY));
        CREATE TABLE PROD.SHOP.OFFERS (
          ID INTEGER PRIMARY KEY, SKU VARCHAR, DAY DATE, FOREIGN KEY (SKU, DAY) REFERENCES SHOP.PRICES (SKU, DAY)
        );
        """
    )
    assert "PROD.SHOP.PRICES" not in found.tables
    assert "# PROD.SHOP.PRICES: its key has 2 columns" in found.lines
    assert found.relationships == {_TO_CUSTOMERS}


def test_reference_to_the_own_table_is_told_and_not_drawn() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.CATEGORIES (ID INTEGER PRIMARY KEY, PARENT_ID INTEGER);
        INSERT INTO PROD.SHOP.CATEGORIES SELECT i, i // 2 FROM range(9) t(i);
        """
    )
    assert (
        "# PARENT_ID names another row of this table: proved: 5 of 5 values of PARENT_ID occur in CATEGORIES.ID"
    ) in found.lines
    assert found.relationships == {_TO_CUSTOMERS}


def test_two_references_to_one_table_are_two_relationships() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.ADDRESSES (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);
        CREATE TABLE PROD.SHOP.ORDERS (
          ID INTEGER PRIMARY KEY, BILLING_ADDRESS_ID INTEGER, SHIPPING_ADDRESS_ID INTEGER
        );
        INSERT INTO PROD.SHOP.ADDRESSES SELECT i, i % 20 FROM range(30) t(i);
        INSERT INTO PROD.SHOP.ORDERS SELECT i, i % 30, i % 15 FROM range(50) t(i);
        """
    )
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.ADDRESSES", ("ID", "CUSTOMER_ID"), "1:many"),
        ("PROD.SHOP.ADDRESSES", "PROD.SHOP.ORDERS", ("ID", "BILLING_ADDRESS_ID"), "1:many"),
        ("PROD.SHOP.ADDRESSES", "PROD.SHOP.ORDERS", ("ID", "SHIPPING_ADDRESS_ID"), "1:many"),
    }
    assert 'relationship "addresses-orders-by-billing-address-id" {' in found.lines
    assert 'name           = "Orders by Billing Address Id"' in found.lines
    assert found.warnings == []


def test_what_follows_two_relationships_to_one_table_comes_once() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, BUYER_CUSTOMER_ID INTEGER, PAYER_CUSTOMER_ID INTEGER);
        CREATE TABLE PROD.SHOP.RETURNS (ID INTEGER PRIMARY KEY, ORDER_ID INTEGER);
        INSERT INTO PROD.SHOP.ORDERS SELECT i, i % 20, i % 15 FROM range(50) t(i);
        INSERT INTO PROD.SHOP.RETURNS SELECT i, i FROM range(50) t(i);
        """
    )
    assert len(found.relationships) == 4


def test_circle_of_references_is_cut_where_it_closes() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.TEAMS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, PROJECT_ID INTEGER);
        CREATE TABLE PROD.SHOP.PROJECTS (ID INTEGER PRIMARY KEY, TEAM_ID INTEGER);
        INSERT INTO PROD.SHOP.TEAMS SELECT i, i, i FROM range(20) t(i);
        INSERT INTO PROD.SHOP.PROJECTS SELECT i, i FROM range(20) t(i);
        """
    )
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.TEAMS", ("ID", "CUSTOMER_ID"), "1:many"),
        ("PROD.SHOP.TEAMS", "PROD.SHOP.PROJECTS", ("ID", "TEAM_ID"), "1:many"),
    }
    assert "# PROJECT_ID names a row of `projects`: proved: 20 of 20 values of PROJECT_ID occur in PROJECTS.ID" in (
        found.lines
    )


def test_no_path_is_longer_than_the_language_allows() -> None:
    chain = ["CUSTOMERS", *(f"STEP{it}" for it in "ABCDEF")]
    tables = [
        f"CREATE TABLE PROD.SHOP.{name} (ID INTEGER PRIMARY KEY, {last}_ID INTEGER REFERENCES SHOP.{last} (ID));"
        for last, name in pairwise(chain)
    ]
    found = start(CUSTOMERS + "\n".join(tables))
    # Six nodes: the profile, customers, and four steps.
    assert len(found.relationships) == 5
    assert "# STEPD_ID names a row of `stepd`: declared foreign key" in found.lines


def test_shortest_path_leads_to_an_entity() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);
        CREATE TABLE PROD.SHOP.INVOICES (ID INTEGER PRIMARY KEY, ORDER_ID INTEGER, CUSTOMER_ID INTEGER);
        INSERT INTO PROD.SHOP.ORDERS SELECT i, i % 20 FROM range(50) t(i);
        INSERT INTO PROD.SHOP.INVOICES SELECT i, i, i % 20 FROM range(50) t(i);
        """
    )
    assert ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.INVOICES", ("ID", "CUSTOMER_ID"), "1:many") in found.relationships
    assert "# ORDER_ID names a row of `orders`: proved: 50 of 50 values of ORDER_ID occur in ORDERS.ID" in found.lines


def test_of_two_parents_the_declared_one_is_taken_then_the_one_nearby() -> None:
    tables = """
        CREATE TABLE PROD.SHOP.STORES (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
        INSERT INTO PROD.SHOP.STORES SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
        CREATE TABLE PROD.AAA.AGENTS (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
        INSERT INTO PROD.AAA.AGENTS SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
        CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, AGENT_ID INTEGER, {} INTEGER, STORE_ID INTEGER{});
        INSERT INTO PROD.SHOP.ORDERS VALUES (1, 1, 1, 1);
        """
    declared = start(CUSTOMERS + tables.format("CUSTOMER_ID", " REFERENCES SHOP.STORES (ID)"))
    assert ("PROD.SHOP.STORES", "PROD.SHOP.ORDERS", ("ID", "STORE_ID"), "1:many") in declared.relationships
    nearby = start(tables.format("N", ""))
    assert ("PROD.SHOP.STORES", "PROD.SHOP.ORDERS", ("ID", "STORE_ID"), "1:many") in nearby.relationships


def test_direct_reference_counts_before_a_junction() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.CARS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);
        CREATE TABLE PROD.SHOP.CAR_CUSTOMER (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, CAR_ID INTEGER);
        INSERT INTO PROD.SHOP.CARS SELECT i, i % 20 FROM range(30) t(i);
        INSERT INTO PROD.SHOP.CAR_CUSTOMER SELECT i, i % 20, i % 30 FROM range(60) t(i);
        """
    )
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.CARS", ("ID", "CUSTOMER_ID"), "1:many"),
    }
    assert "# PROD.SHOP.CAR_CUSTOMER: junction of CUSTOMERS and CARS, by its name" in found.lines


def test_copied_identifier_does_not_part_a_table_from_its_parent() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, CUSTOMER_EMAIL VARCHAR);
        INSERT INTO PROD.SHOP.ORDERS SELECT i, i % 20, 'person' || i % 20 || '@example.com' FROM range(50) t(i);
        """
    )
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.ORDERS", ("ID", "CUSTOMER_ID"), "1:many"),
    }


def test_junction_with_columns_of_its_own_is_one() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.COURSES (ID INTEGER PRIMARY KEY, TITLE VARCHAR);
        CREATE TABLE PROD.SHOP.CUSTOMER_COURSES (
          ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, COURSE_ID INTEGER, BOOKED_AT DATE, PAID BOOLEAN, SEAT VARCHAR
        );
        INSERT INTO PROD.SHOP.COURSES SELECT i, 'Course' FROM range(5) t(i);
        INSERT INTO PROD.SHOP.CUSTOMER_COURSES SELECT i, i % 20, i % 5, NULL, true, 'A' FROM range(60) t(i);
        """
    )
    columns = ("PROD.SHOP.CUSTOMER_COURSES", "ID", "CUSTOMER_ID", "COURSE_ID", "ID")
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.COURSES", columns, "many:many"),
    }
    assert "# junction of CUSTOMERS and COURSES, by its name" in found.lines
    assert "PROD.SHOP.CUSTOMER_COURSES" not in found.tables


def test_table_with_two_references_and_a_name_of_its_own_is_an_entity() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.STORES (ID INTEGER PRIMARY KEY);
        CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, STORE_ID INTEGER);
        INSERT INTO PROD.SHOP.STORES SELECT i FROM range(5) t(i);
        INSERT INTO PROD.SHOP.ORDERS SELECT i, i % 20, i % 5 FROM range(60) t(i);
        """
    )
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.ORDERS", ("ID", "CUSTOMER_ID"), "1:many"),
    }
    # Nothing leads to stores; Linked Events can use them all the same.
    assert "enrichment_enabled = true # no relationship leads here: it is for Linked Events alone" in found.lines
    assert found.warnings == []


def test_table_that_others_refer_to_or_with_a_third_reference_is_no_junction() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.COURSES (ID INTEGER PRIMARY KEY);
        CREATE TABLE PROD.SHOP.ROOMS (ID INTEGER PRIMARY KEY);
        CREATE TABLE PROD.SHOP.CUSTOMER_COURSES (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, COURSE_ID INTEGER);
        CREATE TABLE PROD.SHOP.GRADES (ID INTEGER PRIMARY KEY, CUSTOMER_COURSE_ID INTEGER);
        CREATE TABLE PROD.SHOP.BOOKING_LINES (
          ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER, COURSE_ID INTEGER, ROOM_ID INTEGER
        );
        INSERT INTO PROD.SHOP.COURSES SELECT i FROM range(5) t(i);
        INSERT INTO PROD.SHOP.ROOMS SELECT i FROM range(5) t(i);
        INSERT INTO PROD.SHOP.CUSTOMER_COURSES SELECT i, i % 20, i % 5 FROM range(60) t(i);
        INSERT INTO PROD.SHOP.GRADES SELECT i, i FROM range(60) t(i);
        INSERT INTO PROD.SHOP.BOOKING_LINES SELECT i, i % 20, i % 5, i % 5 FROM range(60) t(i);
        """
    )
    assert found.relationships == {
        _TO_CUSTOMERS,
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.CUSTOMER_COURSES", ("ID", "CUSTOMER_ID"), "1:many"),
        ("PROD.SHOP.CUSTOMER_COURSES", "PROD.SHOP.GRADES", ("ID", "CUSTOMER_COURSE_ID"), "1:many"),
        ("PROD.SHOP.CUSTOMERS", "PROD.SHOP.BOOKING_LINES", ("ID", "CUSTOMER_ID"), "1:many"),
    }


def test_junction_without_a_key_of_one_column_is_told() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.TAGS (ID INTEGER PRIMARY KEY);
        CREATE TABLE PROD.SHOP.LABELS (CUSTOMER_ID INTEGER, TAG_ID INTEGER, PRIMARY KEY (CUSTOMER_ID, TAG_ID));
        INSERT INTO PROD.SHOP.TAGS SELECT i FROM range(5) t(i);
        INSERT INTO PROD.SHOP.LABELS SELECT i, i % 5 FROM range(20) t(i);
        """
    )
    told = "its key is the pair; as a junction it needs a key of one column"
    assert f"# PROD.SHOP.LABELS: junction of CUSTOMERS and TAGS: {told}" in found.lines


def test_loads_histories_copies_views_and_profiles_tables_are_left_out() -> None:
    found = start(
        CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.STG_CUSTOMERS AS SELECT * FROM PROD.SHOP.CUSTOMERS;
        CREATE TABLE PROD.SHOP.CUSTOMERS_20260101 AS SELECT * FROM PROD.SHOP.CUSTOMERS;
        CREATE TABLE PROD.SHOP.CUSTOMERS_HISTORY (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);
        CREATE TABLE PROD.SHOP.RATES AS SELECT 1 AS ID, DATE '2026-01-01' AS VALID_FROM, DATE '2026-02-01' AS VALID_TO;
        CREATE TABLE PROD.RAW.CUSTOMERS AS SELECT * FROM PROD.SHOP.CUSTOMERS;
        CREATE TABLE PROD.SEGMENT.SIGNED_UP (ID VARCHAR, SEGMENT_ID VARCHAR, USER_ID VARCHAR);
        CREATE TABLE PROD.__SEGMENT_REVERSE_ETL.CHECKPOINTS (ID VARCHAR PRIMARY KEY);
        CREATE VIEW PROD.SHOP.NEW_CUSTOMERS AS SELECT * FROM PROD.SHOP.CUSTOMERS WHERE ID > 10;
        CREATE TABLE PROD.SHOP.RAW_MATERIAL (ID INTEGER PRIMARY KEY);
        INSERT INTO PROD.SEGMENT.SIGNED_UP SELECT i, 'p', 'u' FROM range(5) t(i);
        """
    )
    # A declared key tells raw material from a raw load.
    assert set(found.tables) == {"PROD.SHOP.CUSTOMERS", "PROD.SHOP.RAW_MATERIAL"}


def test_view_with_a_key_of_its_own_is_an_entity_where_data_proves_it() -> None:
    found = start(
        """
        CREATE TABLE PROD.RAW.PEOPLE (ID INTEGER, EMAIL VARCHAR);
        INSERT INTO PROD.RAW.PEOPLE SELECT i, 'person' || i || '@example.com' FROM range(20) t(i);
        CREATE VIEW PROD.SHOP.CUSTOMERS AS SELECT * FROM PROD.RAW.PEOPLE;
        """
    )
    assert found.relationships == {_TO_CUSTOMERS}


def test_trait_is_found_by_its_values_and_a_common_one_is_not_taken() -> None:
    found = start(
        """
        CREATE TABLE PROD.SHOP.HOUSEHOLD (ID VARCHAR PRIMARY KEY, COUNTRY VARCHAR);
        INSERT INTO PROD.SHOP.HOUSEHOLD SELECT 'H' || i, 'DE' FROM range(9) t(i);
        INSERT INTO PROD.SEGMENT.USER_TRAITS SELECT 'p' || i, 'household_id', 'H' || i % 9 FROM range(20) t(i);
        INSERT INTO PROD.SEGMENT.USER_TRAITS SELECT 'p' || i, 'country', 'DE' FROM range(20) t(i);
        """
    )
    assert found.relationships == {(_PROFILE, "PROD.SHOP.HOUSEHOLD", ("household_id", "ID"), "trait")}


def test_hostile_trait_is_a_value_and_nothing_else() -> None:
    found = start(
        """
        CREATE TABLE PROD.SHOP.THINGS ("x'); DROP TABLE y; --_id" VARCHAR PRIMARY KEY);
        INSERT INTO PROD.SHOP.THINGS VALUES ('1'), ('2');
        INSERT INTO PROD.SEGMENT.USER_TRAITS VALUES ('p1', 'x''); drop table y; --_id', '1');
        """
    )
    ((folder, table, (word, _), kind),) = found.relationships
    assert (folder, table, kind) == (_PROFILE, "PROD.SHOP.THINGS", "trait")
    assert word == "x'); drop table y; --_id"


def test_raw_tables_make_an_unmaterialized_profile() -> None:
    found = start(
        """
        CREATE TABLE PROD.SPACE.ID_GRAPH_UPDATES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
        CREATE TABLE PROD.SPACE.EXTERNAL_ID_MAPPING_UPDATES (
          EXTERNAL_ID_TYPE VARCHAR, EXTERNAL_ID_VALUE VARCHAR, SEGMENT_ID VARCHAR
        );
        CREATE TABLE PROD.SPACE.PROFILE_TRAITS_UPDATES (SEGMENT_ID VARCHAR, PLAN_ID VARCHAR);
        INSERT INTO PROD.SPACE.EXTERNAL_ID_MAPPING_UPDATES
        SELECT 'email', 'person' || i || '@example.com', 'p' || i FROM range(20) t(i);
        INSERT INTO PROD.SPACE.PROFILE_TRAITS_UPDATES SELECT 'p' || i, 'P' || i % 4 FROM range(20) t(i);
        CREATE TABLE PROD.SHOP.PLANS (PLAN_ID VARCHAR PRIMARY KEY);
        INSERT INTO PROD.SHOP.PLANS SELECT 'P' || i FROM range(4) t(i);
        """
        + CUSTOMERS,
        has_profiles=False,
    )
    assert found.relationships == {
        ("PROD.SPACE", "PROD.SHOP.CUSTOMERS", ("email", "EMAIL"), "external id"),
        ("PROD.SPACE", "PROD.SHOP.PLANS", ("plan_id", "PLAN_ID"), "trait"),
    }
    assert 'type           = "segment:unmaterialized"' in found.lines


def test_without_a_profile_folder_joins_are_told_and_entities_are_for_linked_events() -> None:
    tables = CUSTOMERS + "CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);"
    found = start(tables + "INSERT INTO PROD.SHOP.ORDERS VALUES (1, 2);", has_profiles=False)
    assert found.relationships == set()
    assert "# CUSTOMER_ID names a row of `customers`: proved: 1 of 1 values of CUSTOMER_ID occur in CUSTOMERS.ID" in (
        found.lines
    )
    assert "# No profile: no schema here has the tables profile_merges, user_identifiers, user_traits." in found.lines
    assert found.warnings == []


def test_second_profile_folder_is_told() -> None:
    other = "CREATE TABLE PROD.ZWEI.{} (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, NAME VARCHAR, VALUE VARCHAR, {});"
    names = ("USER_IDENTIFIERS", "USER_TRAITS", "PROFILE_MERGES")
    found = start(CUSTOMERS + "".join(other.format(name, "SEGMENT_ID VARCHAR") for name in names))
    assert 'profile_folder = "PROD.SEGMENT"' in found.lines
    assert "# PROD.ZWEI has such tables too" in found.lines


def test_empty_tables_prove_nothing() -> None:
    found = start(CUSTOMERS + "CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER, CUSTOMER_ID INTEGER);")
    assert "# PROD.SHOP.ORDERS: no declared key, and no proof of one: it is empty" in found.lines


def test_two_tables_that_fit_equally_well_are_left_to_people() -> None:
    tables = CUSTOMERS + "".join(
        f"CREATE TABLE PROD.SHOP.{name} (ID INTEGER PRIMARY KEY); INSERT INTO PROD.SHOP.{name} VALUES (1), (2);"
        for name in ("WEB_ACCOUNT", "BANK_ACCOUNT")
    )
    payments = "CREATE TABLE PROD.SHOP.PAYMENTS (ID INTEGER PRIMARY KEY, ACCOUNT_ID INTEGER);"
    found = start(f"{tables}{payments} INSERT INTO PROD.SHOP.PAYMENTS VALUES (1, 2);")
    assert "ACCOUNT_ID" not in found.text


def test_types_that_need_a_cast_are_not_joined() -> None:
    tables = CUSTOMERS + "CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID VARCHAR);"
    found = start(tables + "INSERT INTO PROD.SHOP.ORDERS VALUES (1, '2');")
    assert found.relationships == {_TO_CUSTOMERS}
