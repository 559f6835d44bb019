"""DG501: nothing leads to an entity, and Linked Events may not use it either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.model import Entity
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG501",
    name="unused-entity",
    severity=Severity.WARNING,
    summary="No relationship leads to an entity, and it is not enabled for enrichment.",
    why=(
        "No audience can reach the entity and no event can be enriched with it, so nobody has any use of it; often a "
        "relationship was forgotten, or `enrichment_enabled = true`."
    ),
    fact=(
        "Linked Audiences reach an entity through the relationships below the profile; Linked Events may use an entity "
        "whose `enrichment_enabled` is `true`."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "cart-entity" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
)

_MOST_COMPARISONS = 10_000


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for entities that nothing leads to, except those that a broken or misspelt reference may mean.

    Where no relationship leads anywhere, DG506 or DG509 says so once, and not this rule for every entity.
    """
    used = ctx.graph.destinations
    unused = [
        entity for slug, entity in ctx.graph.entities.items() if slug not in used and not entity.enrichment_enabled
    ]
    if unused:
        for entity in _surely_unused(ctx.graph, unused):
            yield RULE.at(
                entity.name_span,
                f"entity `{entity.slug}` is not used",
                "no relationship leads to it, and it is not enabled for enrichment",
                help=("add `enrichment_enabled = true`, or a relationship that leads to it, or remove it",),
            )


def _surely_unused(graph: Graph, unused: list[Entity]) -> list[Entity]:
    """The entities less those that are meant by a reference that cannot be followed, as far as anyone can tell."""
    from datagraph.rules.dg509_nothing_for_consumers import has_unread_blocks, may_be_enriched

    model = graph.model
    leads_nowhere = not graph.relationships and (model.profile or not any(map(may_be_enriched, model.entities)))
    if leads_nowhere or "" in graph.destinations or has_unread_blocks(model):
        return []
    unknown = graph.destinations - graph.entities.keys()
    # With so many references that lead nowhere, any of them may mean any of these.
    if len(unknown) * len(unused) > _MOST_COMPARISONS:
        return []
    meant: set[str] = set()
    if unknown:
        from datagraph.diagnostics.suggestion import closest

        slugs = [entity.slug for entity in unused]
        meant = {near.word for near in (closest(slug, slugs) for slug in unknown) if near}
    return [entity for entity in unused if entity.slug not in meant and not may_be_enriched(entity)]
