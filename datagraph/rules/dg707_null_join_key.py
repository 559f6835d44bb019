"""DG707: rows without a key to join on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import unquoted
from datagraph.rules.measured import measured_joins, measured_profiles
from datagraph.rules.measured.phrases import counted, share
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG707",
    name="null-join-key",
    severity=Severity.WARNING,
    summary="A column of a join is NULL in some rows.",
    why="NULL equals nothing, so an inner join leaves these rows out without a word.",
    fact="All joins are inner joins. Up to 5% of rows is only an information, for a row may well belong to nothing.",
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
INSERT INTO PROD.CUST.CART VALUES (501, 1, 1), (502, NULL, 1), (503, 2, 2);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
""",
)

# Guests have no account, and the first order no last one; beyond that somebody should have a look.
_WORTH_A_WARNING = 0.05


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at both sides of joins, once at each column; a primary key that is NULL is another mistake."""
    seen: set[tuple[int, str]] = set()
    for it in measured_profiles(ctx):
        side, column = it.link.right, unquoted(it.key.join_key)
        if side.nulls and column != unquoted(it.entity.primary_key):
            seen.add((id(it.entity), column))
            yield _null(it.key.value_span("join_key"), quoted(f"{it.entity.slug}.{column}"), side.nulls, side.rows)
    for join in measured_joins(ctx):
        for end in (join.left, join.right):
            place = (id(end.node), end.name)
            if end.side.nulls and not end.is_key and place not in seen:
                seen.add(place)
                yield _null(end.span, end.column, end.side.nulls, end.side.rows)


def _null(span: Span, column: str, nulls: int, rows: int) -> Diagnostic:
    diagnostic = RULE.at(
        span,
        f"{column} is NULL in {counted(nulls)}",
        f"{share(nulls, rows)} of {counted(rows)} never join",
        help=("fill the column; if these rows belong to nothing, ignore this rule here",),
    )
    return diagnostic._replace(severity=Severity.INFO) if nulls < rows * _WORTH_A_WARNING else diagnostic
