"""DG410: a join's columns are of types that its warehouse does not compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.comparison import compare
from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.tables.vocabulary import warehouse_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Type
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG410",
    name="incomparable-join",
    severity=Severity.ERROR,
    summary="The columns of a join are of types that the warehouse refuses to compare.",
    why=("Every query that goes through this relationship fails with an error about types."),
    fact=(
        "A join is an equality of two columns. Snowflake and DuckDB cast text to numbers and dates by themselves, "
        "Redshift numbers to text; BigQuery and Postgres refuse to compare the two."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_CODE"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.CODE = cart-entity.ACCOUNT_CODE"
      }
    }
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, CODE VARCHAR, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY, ACCOUNT_CODE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
    warehouse="bigquery",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Compare the types of joined columns by the rules of the graph's warehouse."""
    for left, right in ctx.tables.joins:
        if left.column and right.column:
            types = (left.column.type, right.column.type)
            if compare(ctx.warehouse, types[0].kind, types[1].kind) == "never":
                yield RULE.at(
                    right.span,
                    f"{warehouse_name(ctx.warehouse)} never compares {_described(types)}",
                    types[1].vendor,
                    labels=(Label(left.span, types[0].vendor),),
                    help=("join columns of one type; cast one of the two in a view if need be",),
                )


def _described(types: tuple[Type, Type]) -> str:
    first, second = (f"`{it.vendor}`" for it in types)
    return f"{first} with {second}"
