"""What the rules over the catalog say of one mistake, where, and what their fixes make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from datagraph.catalog import Catalog
from datagraph.catalog.file import dump, load
from datagraph.fixing import fix_text
from datagraph.project.evidence import graph_of
from datagraph.rules import Evidence
from datagraph.settings import Settings
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.kinds import KINDS
from datagraph.warehouse.wanted import wanted_by
from tests.rules.catalog_cases import GRAPH, found_in, read_cases, said
from tests.warehouses.examples import catalog_of, warehouse_of

if TYPE_CHECKING:
    from tests.rules.catalog_cases import Case

CASES = read_cases("""\
the graph as it is

a misspelt database
- "PROD.CUST.ACCOUNT"
+ "PRD.CUST.ACCOUNT"
DG401 «PRD» no database named `PRD` | did you mean `PROD`?
fix: change to `PROD`

a database that is like none
- "PROD.CUST.ACCOUNT"
+ "LAKE.CUST.WALLET"
DG401 «LAKE» no database named `LAKE` | the connection does not see it
help: name one that the connection sees: `PROD`, `RAW`; or grant it the right to see this one

a database that is like none, with a table that is elsewhere
- "PROD.CUST.ACCOUNT"
+ "LAKE.CUST.ACCOUNT"
= ?
DG401 «LAKE» no database named `LAKE` | the connection does not see it
help: name one that the connection sees: `PROD`, `RAW`; or grant it the right to see this one
unsafe fix: change to `PROD`

a misspelt database with a misspelt table
- "PROD.CUST.ACCOUNT"
+ "PRODD.CUST.ACOUNT"
= ?
DG401 «PRODD» no database named `PRODD` | did you mean `PROD`?
unsafe fix: change to `PROD.CUST.ACCOUNT`

a project on another account
- "PROD.CUST.ACCOUNT"
+ "LAKE.CUST.ACCOUNT"
kind bigquery
DG414 «LAKE» the connection does not see the project `LAKE` | it sees `PROD`, `RAW`
help: grant the connection's account `roles/bigquery.dataViewer` there, or name a project that it sees

a misspelt project
- "PROD.CUST.ACCOUNT"
+ "PRD.CUST.ACCOUNT"
kind bigquery
DG401 «PRD» no project named `PRD` | did you mean `PROD`?
fix: change to `PROD`

another database than Postgres is connected to
- "PROD.SEGMENT"
+ "LAKE.SEGMENT"
kind postgres
DG414 «LAKE» the connection does not see the database `LAKE` | it sees `PROD`, `RAW`
help: connect to that database, or name a table of this one

a misspelt schema
- "PROD.CUST.ACCOUNT"
+ "PROD.CSUT.ACCOUNT"
DG402 «CSUT» no schema named `CSUT` in `PROD` | did you mean `CUST`?
fix: change to `CUST`

a misspelt dataset
- "PROD.SHOP.CART_PRODUCT"
+ "PROD.SHOPP.CART_PRODUCT"
kind bigquery
DG402 «SHOPP» no dataset named `SHOPP` in `PROD` | did you mean `SHOP`?
fix: change to `SHOP`

a schema that is like none, with a table that is elsewhere
- "PROD.CUST.ACCOUNT"
+ "PROD.FINANCE.ACCOUNT"
= ?
DG402 «FINANCE» no schema named `FINANCE` in `PROD` | the table is in `PROD.CUST`
unsafe fix: change to `CUST`

a misspelt profile folder
- "PROD.SEGMENT"
+ "PROD.SEGMNT"
DG402 «SEGMNT» no schema named `SEGMNT` in `PROD` | did you mean `SEGMENT`?
fix: change to `SEGMENT`

a profile folder that is like none
- "PROD.SEGMENT"
+ "PROD.PROFILES"
DG402 «PROFILES» no schema named `PROFILES` in `PROD` | the connection does not see it
help: name one that it sees: `CUST`, `SEGMENT`, `SHOP`; or grant it the right to see this one

a misspelt table
- "PROD.CUST.ACCOUNT"
+ "PROD.CUST.ACOUNT"
DG403 «ACOUNT» no table named `ACOUNT` in `PROD.CUST` | did you mean `ACCOUNT`?
fix: change to `ACCOUNT`

a misspelt table of a junction
- "PROD.SHOP.CART_PRODUCT"
+ "PROD.SHOP.CARTS_PRODUCT"
DG403 «CARTS_PRODUCT» no table named `CARTS_PRODUCT` in `PROD.SHOP` | did you mean `CART_PRODUCT`?
fix: change to `CART_PRODUCT`

a table that is in another schema
- "PROD.SHOP.PRODUCT"
+ "PROD.CUST.PRODUCT"
= ?
DG403 «PRODUCT» no table named `PRODUCT` in `PROD.CUST` | `PROD.SHOP` has a table of this name
unsafe fix: change to `SHOP`

a table with another number
- "PROD.CUST.ACCOUNT"
+ "PROD.CUST.ACCOUNT_2"
s- CUST.ACCOUNT
s+ CUST.ACCOUNT_1
= ?
DG403 «ACCOUNT_2» no table named `ACCOUNT_2` in `PROD.CUST` | did you mean `ACCOUNT_1`?
unsafe fix: change to `ACCOUNT_1`

two tables that are equally near
- "PROD.CUST.ACCOUNT"
+ "PROD.CUST.ACCOUNTT"
s- CREATE TABLE RAW.
s+ CREATE TABLE PROD.CUST.ACCOUNTS (ID BIGINT); CREATE TABLE RAW.
DG403 «ACCOUNTT» no table named `ACCOUNTT` in `PROD.CUST` | did you mean `ACCOUNT`?
unsafe fix: change to `ACCOUNT`

a table that nobody has
- "PROD.CUST.CART"
+ "PROD.CUST.WISHLIST"
DG403 «WISHLIST» no table named `WISHLIST` in `PROD.CUST` | the connection does not see it
help: name one that it sees: `ACCOUNT`, `CART`; or create it, or grant the right to read it

a misspelt column of a primary key
- primary_key = "SKU"
+ primary_key = "SKUU"
DG404 «SKUU» no column `SKUU` in `PROD.SHOP.PRODUCT` | did you mean `SKU`?
fix: change to `SKU`

a short column that is near another
- primary_key = "SKU"
+ primary_key = "SKK"
= ?
DG404 «SKK» no column `SKK` in `PROD.SHOP.PRODUCT` | did you mean `SKU`?
unsafe fix: change to `SKU`

a misspelt column of a first-level relationship
- join_key = "EMAIL"
+ join_key = "EMIAL"
DG404 «EMIAL» no column `EMIAL` in `PROD.CUST.ACCOUNT` | did you mean `EMAIL`?
fix: change to `EMAIL`

a column that no table has
- join_key = "EMAIL"
+ join_key = "TELEPHONE"
DG404 «TELEPHONE» no column `TELEPHONE` in `PROD.CUST.ACCOUNT` | the table of `account` has no such column
help: its columns are `ID`, `EMAIL`, `CODE`, `Odd Name`, `OPENED`

a misspelt column in a join
- = cart.ACCOUNT_ID
+ = cart.ACOUNT_ID
DG404 «ACOUNT_ID» no column `ACOUNT_ID` in `PROD.CUST.CART` | did you mean `ACCOUNT_ID`?
fix: change to `ACCOUNT_ID`

a column of the other side
- account.ID = cart.ACCOUNT_ID
+ account.ACCOUNT_ID = cart.ID
DG404 «ACCOUNT_ID» no column `ACCOUNT_ID` in `PROD.CUST.ACCOUNT` | the table of `account` has no such column
help: write one of its own columns: `PROD.CUST.CART`, on the other side, has `ACCOUNT_ID`

a misspelt column of a junction
- = CART_ID
+ = CART_KD
DG404 «CART_KD» no column `CART_KD` in `PROD.SHOP.CART_PRODUCT` | did you mean `CART_ID`?
fix: change to `CART_ID`

a misspelt column of an entity beside a junction
- = product.SKU
+ = product.SKUU
DG404 «SKUU» no column `SKUU` in `PROD.SHOP.PRODUCT` | did you mean `SKU`?
fix: change to `SKU`

a junction's column that only its entity has
- = CART_ID
+ = MADE
DG404 «MADE» no column `MADE` in `PROD.SHOP.CART_PRODUCT` | the junction has no such column
help: write one of its own columns: `PROD.CUST.CART`, on the other side, has `MADE`

a misspelt primary key of a junction
- primary_key   = "LINE_ID"
+ primary_key   = "LINEID"
DG404 «LINEID» no column `LINEID` in `PROD.SHOP.CART_PRODUCT` | did you mean `LINE_ID`?
fix: change to `LINE_ID`

a quoted column
- account.ID = cart.ACCOUNT_ID
+ account.`Odd Name` = cart.ACCOUNT_CODE

a misspelt quoted column
- account.ID = cart.ACCOUNT_ID
+ account.\\"Odd Nane\\" = cart.ACCOUNT_CODE
= ?
DG404 «\\"Odd Nane\\"» no column `Odd Nane` in `PROD.CUST.ACCOUNT` | did you mean `Odd Name`?
fix: change to `Odd Name`

a column whose right name needs quotes
- account.ID = cart.ACCOUNT_ID
+ account.ODD_NAMES = cart.ACCOUNT_CODE
= ?
DG404 «ODD_NAMES» no column `ODD_NAMES` in `PROD.CUST.ACCOUNT` | did you mean `Odd Name`?
fix: change to `Odd Name`

a table in another case
- "PROD.CUST.ACCOUNT"
+ "PROD.CUST.Account"
DG405 «Account» `Account` is stored as `ACCOUNT` | names are case sensitive here
fix: change to `ACCOUNT`

a whole name in another case, with a wrong column
- "PROD.CUST.ACCOUNT"
+ "prod.cust.account"
- join_key = "EMAIL"
+ join_key = "EMIAL"
DG405 «prod.cust.account» `prod.cust.account` is stored as `PROD.CUST.ACCOUNT` | names are case sensitive here
fix: change to `PROD.CUST.ACCOUNT`
DG404 «EMIAL» no column `EMIAL` in `PROD.CUST.ACCOUNT` | did you mean `EMAIL`?
fix: change to `EMAIL`

a quoted part in another case
- "PROD.CUST.ACCOUNT"
+ "PROD.`cust`.ACCOUNT"
= ?
DG405 «`cust`» `cust` is stored as `CUST` | names are case sensitive here
fix: change to `CUST`
DG210

a schema in another case with a misspelt table
- "PROD.CUST.ACCOUNT"
+ "PROD.cust.ACOUNT"
DG403 «ACOUNT» no table named `ACOUNT` in `PROD.cust` | did you mean `ACCOUNT`?
fix: change to `PROD.CUST.ACCOUNT`

a profile folder in another case
- "PROD.SEGMENT"
+ "prod.segment"
DG405 «prod.segment» `prod.segment` is stored as `PROD.SEGMENT` | names are case sensitive here
fix: change to `PROD.SEGMENT`

columns in another case
- primary_key = "SKU"
+ primary_key = "sku"
- account.ID = cart.ACCOUNT_ID
+ account.Id = cart.account_id
DG405 «sku» `sku` is stored as `SKU` | names are case sensitive here
fix: change to `SKU`
DG405 «Id» `Id` is stored as `ID` | names are case sensitive here
fix: change to `ID`
DG405 «account_id» `account_id` is stored as `ACCOUNT_ID` | names are case sensitive here
fix: change to `ACCOUNT_ID`

a key beside the declared one
- primary_key = "SKU"
+ primary_key = "TITLE"
= ?
DG407 warning «TITLE» `TITLE` is not the key of `PROD.SHOP.PRODUCT` | the primary key is `SKU`
unsafe fix: change to `SKU`

a part of a key
- primary_key   = "LINE_ID"
+ primary_key   = "CART_ID"
DG407 warning «CART_ID» `CART_ID` is only a part of the key of `PROD.SHOP.CART_PRODUCT` | the key is `CART_ID` and `SKU`
help: name a column that is unique by itself, or make a view that has one

a key that is unique and not primary
- primary_key = "SKU"
+ primary_key = "TITLE"
s- TITLE VARCHAR
s+ TITLE VARCHAR UNIQUE NOT NULL

a table without declared keys
- primary_key = "SKU"
+ primary_key = "TITLE"
s- SKU VARCHAR PRIMARY KEY, TITLE
s+ SKU VARCHAR, TITLE

a key that may be empty beside columns that may not
s- SKU VARCHAR PRIMARY KEY, TITLE VARCHAR
s+ SKU VARCHAR, TITLE VARCHAR NOT NULL
DG408 info «SKU» primary key `SKU` may be NULL | `PROD.SHOP.PRODUCT` does not declare it NOT NULL
help: declare it NOT NULL, or count with `datagraph check` whether a row has none

a unique key that may be empty
- primary_key = "SKU"
+ primary_key = "TITLE"
s- SKU VARCHAR PRIMARY KEY, TITLE VARCHAR
s+ SKU VARCHAR, TITLE VARCHAR UNIQUE
DG408 info «TITLE» primary key `TITLE` may be NULL | `PROD.SHOP.PRODUCT` does not declare it NOT NULL
help: declare it NOT NULL, or count with `datagraph check` whether a row has none

a view, of which nobody knows what may be empty
s- CREATE TABLE PROD.SHOP.PRODUCT (SKU VARCHAR PRIMARY KEY, TITLE VARCHAR)
s+ CREATE VIEW PROD.SHOP.PRODUCT AS SELECT 'a' AS SKU, 'b' AS TITLE

a list as a key
s- SKU VARCHAR PRIMARY KEY, TITLE
s+ SKU VARCHAR[], TITLE
DG409 «SKU» primary key `SKU` is of the type `VARCHAR[]` | lists are not compared as keys are
help: name a column of text or whole numbers that is unique in each row
DG411 warning «SKU» joined columns have different types in DuckDB | VARCHAR[]
at «SKU»: VARCHAR
help: rows match only where the warehouse casts one side; make both types equal

a document as a key, beside columns that may not be empty
s- SKU VARCHAR PRIMARY KEY, TITLE VARCHAR
s+ SKU JSON, TITLE VARCHAR NOT NULL
- = product.SKU
+ = product.TITLE
DG409 «SKU» primary key `SKU` is of the type `JSON` | documents are not compared as keys are
help: name a column of text or whole numbers that is unique in each row

a boolean as a key, beside the declared one
- primary_key = "ID"\\n  }\\n\\n  entity "product"
+ primary_key = "PAID"\\n  }\\n\\n  entity "product"
= ?
DG409 warning «PAID» primary key `PAID` is of the type `BOOLEAN` | there are only two values of it
note: the primary key that the table declares is `ID`
unsafe fix: change to `ID`

a join that Snowflake casts
- account.ID = cart.ACCOUNT_ID
+ account.ID = cart.ACCOUNT_CODE
kind snowflake
DG411 warning «ACCOUNT_CODE» joined columns have different types in Snowflake | VARCHAR
at «ID»: BIGINT
help: rows match only where the warehouse casts one side; make both types equal

a join that Postgres refuses
- account.ID = cart.ACCOUNT_ID
+ account.ID = cart.ACCOUNT_CODE
kind postgres
DG410 «ACCOUNT_CODE» Postgres never compares `BIGINT` with `VARCHAR` | VARCHAR
at «ID»: BIGINT
help: join columns of one type; cast one of the two in a view if need be

a join of a date with a time of day in BigQuery
- account.ID = cart.ACCOUNT_ID
+ account.OPENED = cart.MADE
kind bigquery
DG411 warning «MADE» joined columns have different types in BigQuery | TIMESTAMP
at «OPENED»: DATE
help: rows match only where the warehouse casts one side; make both types equal

a junction whose column is of another type
- = product.SKU
+ = product.SKU
s- PRODUCT (SKU VARCHAR
s+ PRODUCT (SKU INTEGER
kind bigquery
DG410 «SKU» BigQuery never compares `VARCHAR` with `INTEGER` | INTEGER
at «SKU»: VARCHAR
help: join columns of one type; cast one of the two in a view if need be

a folder without a table
s- PROD.SEGMENT.USER_TRAITS
s+ PROD.OTHER.USER_TRAITS
DG412 «PROD.SEGMENT» no table `user_traits` in `PROD.SEGMENT` | `segment:materialized` needs `user_identifiers`, `user_traits` and `profile_merges`
help: grant the connection the right to read it, or let Profiles Sync write it

a folder with the tables of the other type
- "segment:materialized"
+ "segment:unmaterialized"
= ?
DG412 «PROD.SEGMENT» none of the profile's tables in `PROD.SEGMENT` | `segment:unmaterialized` needs `id_graph_updates`, `external_id_mapping_updates` and `profile_traits_updates`
note: it has those of `segment:materialized`
unsafe fix: change `type` to `segment:materialized`
DG503

a folder of another kind, where two have the tables
- "PROD.SEGMENT"
+ "PROD.CUST"
s- CREATE TABLE RAW.LOADS
s+ CREATE TABLE RAW.P.USER_IDENTIFIERS (I INT); CREATE TABLE RAW.P.USER_TRAITS (I INT); CREATE TABLE RAW.P.PROFILE_MERGES (I INT); CREATE TABLE RAW.LOADS
DG412 «PROD.CUST» none of the profile's tables in `PROD.CUST` | `segment:materialized` needs `user_identifiers`, `user_traits` and `profile_merges`
help: name the schema that Profiles Sync writes to

a folder of another kind
- "PROD.SEGMENT"
+ "PROD.CUST"
= ?
DG412 «PROD.CUST» none of the profile's tables in `PROD.CUST` | `segment:materialized` needs `user_identifiers`, `user_traits` and `profile_merges`
note: `PROD.SEGMENT` has all of them
unsafe fix: change to `SEGMENT`

a profile table without a column
s- (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR)
s+ (CANONICAL_SEGMENT_ID VARCHAR, TRAIT VARCHAR)
DG413 «PROD.SEGMENT» no column `name` or `value` in `PROD.SEGMENT.USER_TRAITS` | the profile is read through them
help: name the schema that Profiles Sync writes to, or let it write the table anew

a junction's column behind a name that is none
- = CART_ID
+ = gadget.NOTHING
DG310

a relationship to an entity that nobody declares
- related_entity = "product"
+ related_entity = "gadget"
DG501
DG201

a side that names a wrong entity
- "account.ID = cart.ACCOUNT_ID"
+ "account.ID = product.ACCOUNT_ID"
DG305

sides that are swapped, with a wrong column
- "account.ID = cart.ACCOUNT_ID"
+ "cart.ACOUNT_ID = account.ID"
= ?
DG306
DG404 «ACOUNT_ID» no column `ACOUNT_ID` in `PROD.CUST.CART` | did you mean `ACCOUNT_ID`?
fix: change to `ACCOUNT_ID`

a table that is missing, and its columns
- "PROD.SHOP.PRODUCT"
+ "PROD.SHOP.GADGET"
- = product.SKU
+ = product.NOTHING
DG403 «GADGET» no table named `GADGET` in `PROD.SHOP` | the connection does not see it
help: name one that it sees: `CART_PRODUCT`, `PRODUCT`; or create it, or grant the right to read it

a name of two parts, which the form forbids
- "PROD.CUST.ACCOUNT"
+ "CUST.ACCOUNT"
- join_key = "EMAIL"
+ join_key = "EMIAL"
= ?
DG205
DG404 «EMIAL» no column `EMIAL` in `PROD.CUST.ACCOUNT` | did you mean `EMAIL`?
fix: change to `EMAIL`
""")  # noqa: E501 - one line of a case is one line of the report


each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@each_case
def test_what_is_said(case: Case) -> None:
    assert said(case.text, catalog_of(case.tables, case.kind)) == case.expected


@each_case
def test_first_fix_gives_the_graph_back(case: Case) -> None:
    text, evidence = case.text, Evidence(catalog_of(case.tables, case.kind))
    fixed = fix_text(text, Settings(), evidence, unsafe=True)
    assert not [it for it in fixed.remaining if it.fixes and it.code.startswith("DG4")]
    if "fix:" in case.expected and case.is_mended:
        assert fixed.text == GRAPH


@each_case
def test_catalog_file_says_the_same(case: Case) -> None:
    catalog = catalog_of(case.tables, case.kind)
    again = load(dump(catalog))
    assert isinstance(again, Catalog)
    assert found_in(case.text, again) == found_in(case.text, catalog)


def claims(text: str, catalog: Catalog) -> list[str]:
    """What is said as a fact, and the sure fixes, without advice that depends on how much was read."""
    return [re.sub(r" \|.*", "", line) for line in said(text, catalog).splitlines() if re.match("DG4|fix", line)]


@pytest.mark.parametrize("case", [it for it in CASES.values() if "DG205" not in it.expected])
def test_catalog_of_what_the_graph_names_says_the_same(case: Case) -> None:
    warehouse = warehouse_of(case.tables)
    part = introspect(warehouse, wanted_by([graph_of(case.text)]))._replace(database="", warehouse=case.kind)
    warehouse.close()
    assert claims(case.text, part) == claims(case.text, catalog_of(case.tables, case.kind))


EVERYWHERE = [name for name, case in CASES.items() if case.kind == "duckdb" and "DG41" not in case.expected]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_kind_of_warehouse_says_the_same(kind: str, name: str) -> None:
    case = CASES[name]
    found = found_in(case.text, catalog_of(case.tables, kind))
    expected = [it[:5] for it in case.expected.splitlines() if it.startswith("DG")]
    if kind in ("bigquery", "postgres") and "like none" in name and "DG401" in expected:
        expected = ["DG414"]
    assert [it.code for it in found] == expected
