"""DG201: a relationship leads to an entity that nobody declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Relationship
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG201",
    name="unknown-entity",
    severity=Severity.ERROR,
    summary="A `related_entity` names an entity that the graph does not declare.",
    why=(
        "Segment resolves a relationship through the slug of its entity. With a slug that no `entity` block has, the "
        "graph cannot be saved."
    ),
    fact="`related_entity` is the slug of an entity of the same graph, declared before or after the profile.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "carts-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    fixable=True,
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look up every `related_entity`; where an entity's own slug is unreadable, any unknown one may mean it."""
    graph = ctx.graph
    if graph.model.has_nameless_entities:
        return
    for slug, relationships in graph.uses.items():
        if slug and slug not in graph.entities:
            for relationship in relationships:
                yield _unknown(ctx, slug, relationship)


def _unknown(ctx: Context, slug: str, relationship: Relationship) -> Diagnostic:
    from datagraph.diagnostics.suggestion import closest

    span = relationship.value_span("related_entity")
    near = closest(slug, ctx.graph.entities)
    if near is None:
        known = f"declare it, or use one of: {', '.join(list(ctx.graph.entities)[:5])}" if ctx.graph.entities else "declare it"
        return RULE.at(span, f"no entity named `{slug}`", "not declared in this graph", help=(known,))
    declared = ctx.graph.entities[near.word]
    applicability = Applicability.SAFE if near.sure else Applicability.UNSAFE
    return RULE.at(
        span,
        f"no entity named `{slug}`",
        "not declared in this graph",
        labels=(Label(declared.name_span, f"`{near.word}` is declared here"),),
        help=(f"did you mean `{near.word}`?",),
        fixes=(Fix(f"change to `{near.word}`", (TextEdit(span, near.word),), applicability),),
    )
