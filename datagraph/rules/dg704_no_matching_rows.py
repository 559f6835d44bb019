"""DG704: a join that joins nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.measured import measured_joins
from datagraph.rules.measured.phrases import counted, difference, in_sample, keys
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.measured import MeasuredJoin

RULE = RuleDescription(
    code="DG704",
    name="no-matching-rows",
    severity=Severity.ERROR,
    summary="Both sides of a join have rows, and no row of one meets a row of the other.",
    why="The relationship leads nowhere: every audience through it is empty.",
    fact=(
        "A join is an equality of two columns. Keys that differ by a prefix, by white space or by case are not equal."
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
        join_on        = "account-entity.ID = cart-entity.ID"
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
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES (1, 'ada@example.com'), (2, 'bob@example.com');
CREATE TABLE PROD.CUST.CART (ID INTEGER, ACCOUNT_ID INTEGER);
INSERT INTO PROD.CUST.CART VALUES (501, 1), (502, 1), (503, 2);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at every join, and, where both joins of a junction table have matches, at whether any row has both."""
    empty: set[str] = set()
    for join in measured_joins(ctx):
        slug, (left, right) = join.relationship.slug, (join.left.side, join.right.side)
        if not left.examined or not right.examined:
            empty.add(slug)
        elif left.matched == 0:
            empty.add(slug)
            yield _unmatched(ctx, join)
        elif join.is_last and slug not in empty and not join.found.forward.met:
            yield _unconnected(join)


def _unmatched(ctx: Context, join: MeasuredJoin) -> Diagnostic:
    left, right = join.left.side, join.right.side
    cause = difference(right, left) or difference(left, right)
    notes = [f"{join.left.column} has {keys(left.strays)}", f"{join.right.column} has {keys(right.strays)}"]
    types = _types(ctx, join)
    if types:
        notes.append(types)
    advice = "join columns that hold the same keys"
    if cause:
        advice = f"make the keys equal: {counted(right.folded or 0)} would match if {cause} did not count"
    return RULE.at(
        join.right.span,
        f"no row of {join.left.table} meets a row of {join.right.table}",
        f"none of its {counted(right.examined, 'key')} is on the other side{in_sample(ctx)}",
        labels=(Label(join.left.span, counted(left.examined, "key")),),
        help=(advice,),
        notes=tuple(notes),
    )


def _types(ctx: Context, join: MeasuredJoin) -> str:
    """What the types of the columns are, if they differ: `001` as a text is not the number 1."""
    for columns in ctx.tables.joins:
        if join.span.start <= columns.left.span.start < join.span.end:
            types = [it.column.type for it in columns if it.column]
            if len(types) == 2 and types[0].kind != types[1].kind:
                names = [quoted(f"{it.owner}.{it.name}" if it.owner else it.name) for it in columns]
                return f"{names[0]} is {types[0].vendor}, {names[1]} {types[1].vendor}"
    return ""


def _unconnected(join: MeasuredJoin) -> Diagnostic:
    relationship = join.relationship
    assert relationship.junction_table is not None, "only a path through one can end half-way"
    return RULE.at(
        relationship.junction_table.value_span("table_ref"),
        f"no row of the junction table of {quoted(relationship.slug)} meets rows on both sides",
        "some meet the left side, others the right one",
        help=("name the junction table that connects the two entities",),
    )
