"""DG305: a side of a join names an entity that has no business there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.graph.joins import Misled
    from datagraph.graph.odd_join import OddJoin
    from datagraph.graph.sides import Side
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG305",
    name="unknown-side",
    severity=Severity.ERROR,
    summary="A side of a join names an entity that is not declared, or not the one that belongs on that side.",
    why=(
        "A join compares columns of the two entities that the relationship connects. A third entity is not part of "
        "the query, so Segment refuses the join."
    ),
    fact=(
        "On the left of a join stands the slug of the entity that the relationship comes from, on the right that of "
        "the entity it leads to."
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
        join_on        = "accounts-entity.ID = cart-entity.ACCOUNT_ID"
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


_WRONG = frozenset(("near", "other", "unknown", "table"))


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the sides of joins; where all joins agree on another entity, the relationship has the wrong one."""
    graph = ctx.graph
    for misled in graph.joins.misled:
        yield _misled(graph, misled)
    for join in graph.joins.odd:
        for side in join.sides if not join.partner else ():
            if side.reading in _WRONG and not _has_rule_of_its_own(join, side):
                yield _wrong(graph, join, side)


def _has_rule_of_its_own(join: OddJoin, side: Side) -> bool:
    """Whether the side is only on the wrong place, or calls the right entity by its table."""
    if side.reading == "table":
        return side.meaning == side.expected or not side.expected or join.swapped
    return side.reading == "other" and join.swapped and not join.is_junction


def _wrong(graph: Graph, join: OddJoin, side: Side) -> Diagnostic:
    target = side.meaning if join.swapped and side.reading == "near" else side.expected
    where = _where(join, side)
    message = f"no entity named {quoted(side.word)}"
    if side.reading in ("other", "table"):
        message = f"{quoted(side.word)} is not the entity on the {where} of this join"
    label = "not declared in this graph"
    if target:
        label = f"did you mean {quoted(target)}?" if join.swapped else f"the {where} one is {quoted(target)}"
    labels: tuple[Label, ...] = ()
    if target and not join.swapped:
        labels = (Label(graph.reference_span(side.owner), f"{quoted(side.owner.slug)} leads to it"),)
    near = None if target else graph.near_entities.closest(side.word)
    sure = bool(target) and side.reading == "near" and side.sure and side.meaning == target
    target = near.word if near else target
    fixes: tuple[Fix, ...] = ()
    if target and join.string:
        from datagraph.graph.sides import spelling

        text = encode(spelling(graph, target))[1:-1]
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        fixes = (Fix(f"change to `{text}`", (TextEdit(join.part(side.operand.entity_range), text),), applicability),)
    return RULE.at(join.part(side.operand.entity_range), message, label, labels=labels, fixes=fixes)


def _where(join: OddJoin, side: Side) -> str:
    if join.is_junction:
        return join.attribute.partition("_")[0]
    return "left" if side is join.sides[0] else "right"


def _misled(graph: Graph, misled: Misled) -> Diagnostic:
    """A relationship that leads to another entity than its joins say."""
    relationship, meaning = misled.relationship, quoted(misled.meaning)
    span = graph.reference_span(relationship)
    fixes: tuple[Fix, ...] = ()
    if relationship.string("related_entity"):
        edits = (TextEdit(span, encode(misled.meaning)[1:-1]),)
        fixes = (Fix(f"change to {meaning}", edits, Applicability.UNSAFE),)
    return RULE.at(
        span,
        f"{quoted(relationship.slug)} leads to {quoted(relationship.related_entity)}, its joins to {meaning}",
        f"{len(misled.joins)} joins say {meaning}",
        labels=(Label(misled.joins[0].span, "the first of them"),),
        fixes=fixes,
    )
