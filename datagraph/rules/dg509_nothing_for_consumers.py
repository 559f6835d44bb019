"""DG509: a graph that neither Linked Audiences nor Linked Events can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import DataGraph, Entity
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG509",
    name="nothing-for-consumers",
    severity=Severity.WARNING,
    summary="The graph has no relationship below a profile, and no entity that is enabled for enrichment.",
    why=(
        "Nobody can build anything on such a graph: there is nothing to choose in a Linked Audience, and nothing to "
        "enrich an event with."
    ),
    fact=(
        "Linked Audiences need a profile with relationships. A graph for Linked Events alone needs only entities, and "
        "of those it may use the ones with `enrichment_enabled = true`."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
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
}
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the graph as a whole; a block that nobody could read may hold what is missing."""
    graph, model = ctx.graph, ctx.graph.model
    if graph.relationships or model.syntax is None or any(map(may_be_enriched, model.entities)):
        return
    # Without `data_graph` around it, a text that declares no entity may be anything.
    if has_unread_blocks(model) or not (model.entities or model.syntax.kind == "data_graph"):
        return
    yield RULE.at(
        model.syntax.kind_span,
        "no consumer can use this graph",
        "no relationship below a profile, and no entity enabled for enrichment",
        help=("add `enrichment_enabled = true` to an entity, or a profile with relationships",),
    )


def may_be_enriched(entity: Entity) -> bool:
    """Whether the entity is enabled for enrichment, or says so in a way that has its own diagnostic."""
    if entity.enrichment_enabled:
        return True
    flag = entity.attribute("enrichment_enabled")
    return flag is not None and flag.boolean is None


def has_unread_blocks(model: DataGraph) -> bool:
    """Whether there is a block directly in the graph, or in its profile, of which the model knows nothing."""
    read = {node.syntax for node in model.entities}
    unread = set(model.syntax.blocks if model.syntax else ()) - read
    if any(block.kind != "profile" for block in unread):
        return True
    profile = model.profile
    return profile is not None and len(profile.syntax.blocks) > len(profile.relationships)
