"""DG705: rows that refer to what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_joins
from datagraph.rules.measured.phrases import agreeing, counted, for_example, in_sample, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.measured import End, MeasuredJoin

RULE = RuleDescription(
    code="DG705",
    name="orphaned-rows",
    severity=Severity.WARNING,
    summary="Rows of a join refer to rows that do not exist on its other side.",
    why="An inner join leaves these rows out without a word, so counts are too low.",
    fact=(
        "All joins are inner joins. The side that refers is the one whose key may repeat, or the junction table; "
        "under 1% of its rows is only an information, since tables are seldom loaded at the same moment."
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
        join_on        = "account-entity.ID = cart-entity.OWNER_ID"
      }
    }
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com'), (2, 'bob@example.com');
CREATE TABLE PROD.CUST.CART (ID INTEGER, ACCOUNT_ID INTEGER, OWNER_ID INTEGER);
INSERT INTO PROD.CUST.CART VALUES (501, 1, 1), (502, 9, 1), (503, 2, 2);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
""",
)

# Tables that are loaded one after the other always differ by the last few rows.
_WORTH_A_WARNING = 0.01


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the side that refers; where nothing meets at all, or only the spelling differs, that is said instead."""
    for join in measured_joins(ctx):
        child = join.child
        if child is None or not child.side.matched:
            continue
        orphans = child.side.examined - (child.side.folded or 0)
        if orphans:
            yield _orphaned(ctx, join, child, orphans)


def _orphaned(ctx: Context, join: MeasuredJoin, child: End, orphans: int) -> Diagnostic:
    other = join.other(child)
    diagnostic = RULE.at(
        child.span,
        f"{counted(orphans)} of {child.table} {agreeing(orphans, 'has', 'have')} no match in {other.table}",
        f"{share(orphans, child.side.examined)} of {counted(child.side.examined, 'key')}{in_sample(ctx)}",
        help=(f"load the missing rows of {other.table}; the join leaves these out",),
        notes=for_example(child.side.strays),
    )
    if orphans < child.side.examined * _WORTH_A_WARNING:
        return diagnostic._replace(severity=Severity.INFO)
    return diagnostic
