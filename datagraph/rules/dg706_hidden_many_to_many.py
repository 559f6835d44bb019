"""DG706: a 1:many relationship that is many:many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.measured import measured_joins, measured_tables
from datagraph.rules.measured.phrases import counted, for_example, in_sample
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.measured import MeasuredJoin

RULE = RuleDescription(
    code="DG706",
    name="hidden-many-to-many",
    severity=Severity.WARNING,
    summary="A relationship with `join_on` is many:many in the data.",
    why=(
        "Each row on the right comes back once for every row on the left that has its key, so counts and sums are too "
        "high."
    ),
    fact=(
        "`join_on` is for 1:many: its left column is unique. A many:many relationship goes through a `junction_table`."
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
        join_on        = "account-entity.COUNTRY = cart-entity.COUNTRY"
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
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR, COUNTRY VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com', 'CH'), (2, 'bob@example.com', 'CH');
CREATE TABLE PROD.CUST.CART (ID INTEGER, ACCOUNT_ID INTEGER, COUNTRY VARCHAR);
INSERT INTO PROD.CUST.CART VALUES (501, 1, 'CH'), (502, 1, 'CH'), (503, 2, 'CH');
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at joins without a junction table.

    Where the left key repeats for the past versions or deleted rows of its table, or the right one is a primary key,
    the table is what is wrong, and is told.
    """
    explained = {id(it.node) for it in measured_tables(ctx) if it.is_explained}
    for join in measured_joins(ctx):
        found = join.found
        if (
            len(found.links) == 1
            and found.cardinality == "many:many"
            and not join.right.is_key
            and id(join.left.node) not in explained
        ):
            yield _many(ctx, join)


def _many(ctx: Context, join: MeasuredJoin) -> Diagnostic:
    left, backward = join.left.side, join.found.backward
    assert backward is not None, "the cardinality would not be known"
    return RULE.at(
        join.left.span,
        f"{quoted(join.relationship.slug)} is many:many, not 1:many",
        f"{counted(left.repeated, 'key')} on more than one row of {join.left.table}{in_sample(ctx)}",
        labels=(Label(join.right.span, f"a row here comes back up to {backward.largest:,} times"),),
        help=(f"join on a column that is unique in {join.left.table}, or declare a `junction_table`",),
        notes=for_example(left.examples),
    )
