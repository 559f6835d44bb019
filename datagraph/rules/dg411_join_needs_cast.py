"""DG411: a join's columns are of types that its warehouse has to cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.comparison import compare
from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.tables.vocabulary import warehouse_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG411",
    name="join-needs-cast",
    severity=Severity.WARNING,
    summary="The columns of a join are of different types, and the warehouse casts one of them to compare them.",
    why=(
        "What the cast makes of a value decides whether rows match: `007` is not `7` as text, and a text that is no "
        "number can make the whole query fail. Casts also keep the warehouse from using what it knows of the column, "
        "so the join is slow."
    ),
    fact=(
        "A join is an equality of two columns. Which casts a warehouse makes by itself, its vendor documents; "
        "integers and decimals compare without one."
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
    warehouse="snowflake",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Compare the types of joined columns by the rules of the graph's warehouse."""
    for left, right in ctx.tables.joins:
        if left.column and right.column:
            types = (left.column.type, right.column.type)
            if compare(ctx.warehouse, types[0].kind, types[1].kind) == "cast":
                yield RULE.at(
                    right.span,
                    f"joined columns have different types in {warehouse_name(ctx.warehouse)}",
                    types[1].vendor,
                    labels=(Label(left.span, types[0].vendor),),
                    help=("rows match only where the warehouse casts one side; make both types equal",),
                )
