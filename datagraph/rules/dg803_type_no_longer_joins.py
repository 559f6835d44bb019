"""DG803: a column's new type makes a join impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.drift.joins import profile_notes, type_labels
from datagraph.rules.tables.vocabulary import warehouse_name
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.drift import JoinDrift

RULE = RuleDescription(
    code="DG803",
    name="type-no-longer-joins",
    severity=Severity.ERROR,
    summary=(
        "The columns of a join, or a key with itself, compared when the catalog was written, and do not with the "
        "types of now."
    ),
    why=(
        "Every query that goes through this relationship, or tells rows apart by this key, fails with an error "
        "about types."
    ),
    fact=(
        "A join is an equality of two columns; on the first level one of them is the `value` of the profile's "
        "identifiers or traits. BigQuery and Postgres refuse to compare text with numbers, Snowflake and DuckDB "
        "cast, and BigQuery has no equality of JSON at all."
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
    warehouse="bigquery",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the joins and keys whose types do not compare any more."""
    for join in drift_of(ctx).joins:
        if join.now == "never":
            yield _never(ctx, join)


def _never(ctx: Context, join: JoinDrift) -> Diagnostic:
    name = warehouse_name(ctx.warehouse)
    label, labels = type_labels(join)
    if join.is_key:
        message = f"{name} does not compare values of {quoted(join.left.now.type.vendor)}"
        return RULE.at(join.place.span, message, label, help=("name a column of text or whole numbers",))
    left, right = (quoted(it.now.type.vendor) for it in (join.left, join.right))
    message = f"{name} never compares {left} with {right}"
    advice = "make both columns of one type again, or cast one of them in a view"
    return RULE.at(join.place.span, message, label, labels=labels, help=(advice,), notes=profile_notes(join))
