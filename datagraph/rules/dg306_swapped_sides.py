"""DG306: the two sides of a `join_on` stand on each other's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Fix, RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.odd_join import OddJoin
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG306",
    name="swapped-sides",
    severity=Severity.ERROR,
    summary="The sides of a `join_on` are swapped.",
    why=(
        "Segment takes the left side for the entity that the relationship comes from and the right one for the entity "
        "it leads to, and refuses the join if they are not."
    ),
    fact=(
        "`join_on` is `[left entity slug].[column] = [right entity slug].[column]`, left being the parent's related "
        "entity, right this relationship's."
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

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "cart-entity.ACCOUNT_ID = account-entity.ID"
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

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
""",
    fixable=True,
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report joins whose sides each name what the other one should."""
    for join in ctx.graph.joins.odd:
        if join.swapped and not join.is_junction:
            yield _swapped(ctx, join)


def _swapped(ctx: Context, join: OddJoin) -> Diagnostic:
    places = [join.part(side.operand.range) for side in join.sides]
    left, right = (place.text_of(ctx.text) for place in places)
    first, second = join.sides
    slugs = (first.expected or second.meaning or second.word, second.expected or first.meaning or first.word)
    fixes: tuple[Fix, ...] = ()
    if join.string:
        fixes = (Fix("swap the sides", (TextEdit(places[0], right), TextEdit(places[1], left))),)
    return RULE.at(
        join.span,
        f"the sides of the join of {quoted(join.relationship.slug)} are swapped",
        f"left is {quoted(slugs[0])}, right is {quoted(slugs[1])}",
        fixes=fixes,
    )
