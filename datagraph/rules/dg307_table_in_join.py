"""DG307: a join calls an entity by its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.odd_join import OddJoin
    from datagraph.graph.sides import Side
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG307",
    name="table-in-join",
    severity=Severity.ERROR,
    summary="A side of a join names a table where the slug of its entity belongs.",
    why=(
        "Segment looks up the sides of a join among the slugs of the graph, finds no such entity, and refuses the join."
    ),
    fact="Joins name entity slugs, never tables. In v0.0.6 they named tables, so older files and examples still do.",
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
        join_on        = "ACCOUNT.ID = CART.ACCOUNT_ID"
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
    """Report joins that use tables, once for both sides; a table of a third entity is another mistake."""
    for join in ctx.graph.joins.odd:
        sides = [it for it in join.sides if it.reading == "table" and _fits(join, it)]
        if sides and not join.partner:
            yield _table(join, sides)


def _fits(join: OddJoin, side: Side) -> bool:
    return side.meaning == side.expected or not side.expected or join.swapped


def _table(join: OddJoin, sides: list[Side]) -> Diagnostic:
    first, *others = sides
    places = [join.part(side.operand.entity_range) for side in sides]
    labels = [f"the slug of its entity is {quoted(side.meaning)}" for side in sides]
    # Without another entity on this side there is no choice; otherwise the table must be that of one entity only.
    sure = all(side.sure and (side.expected or join.swapped) for side in sides)
    fixes: tuple[Fix, ...] = ()
    if join.string:
        edits = [TextEdit(place, encode(side.meaning)[1:-1]) for place, side in zip(places, sides, strict=True)]
        title = f"change to {quoted(first.meaning)}" if len(sides) == 1 else "use the slugs"
        fixes = (Fix(title, tuple(edits), Applicability.SAFE if sure else Applicability.UNSAFE),)
    tables = " and ".join(quoted(side.word) for side in sides)
    kind = "are tables, not entities" if others else "is a table, not an entity"
    return RULE.at(
        places[0],
        f"{tables} {kind}",
        labels[0],
        labels=tuple(Label(place, label) for place, label in zip(places[1:], labels[1:], strict=True)),
        fixes=fixes,
    )
