"""DG811: a join needs a cast that it did not need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.drift.joins import profile_notes, type_labels
from datagraph.rules.tables.vocabulary import warehouse_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG811",
    name="new-join-cast",
    severity=Severity.WARNING,
    summary=(
        "The columns of a join were of types that compare as they are, and by now the warehouse has to cast one "
        "of them."
    ),
    why=(
        "What the cast makes of a value decides whether rows match: `007` is not `7` as text, and a text that is "
        "no number can make the whole query fail. Rows that matched yesterday may not match today."
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
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
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
    table_ref   = "PROD.CUST.CART_FOR_SEGMENT"
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
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY, ACCOUNT_ID VARCHAR);
CREATE VIEW PROD.CUST.CART_FOR_SEGMENT AS SELECT ID, CAST(ACCOUNT_ID AS BIGINT) AS ACCOUNT_ID FROM PROD.CUST.CART;
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY, ACCOUNT_ID BIGINT);
CREATE VIEW PROD.CUST.CART_FOR_SEGMENT AS SELECT ID, ACCOUNT_ID FROM PROD.CUST.CART;
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
    warehouse="snowflake",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the joins whose types compared as they were, and do not any more."""
    for join in drift_of(ctx).joins:
        if join.now == "cast":
            label, labels = type_labels(join)
            yield RULE.at(
                join.place.span,
                f"joined columns have different types in {warehouse_name(ctx.warehouse)} now",
                label,
                labels=labels,
                help=("make both types equal again, or count with `datagraph check` how many rows still match",),
                notes=profile_notes(join),
            )
