"""DG504: an entity or a relationship that says nothing of itself but its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Entity, Relationship
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG504",
    name="missing-description",
    severity=Severity.INFO,
    summary="An entity or a relationship has no `description`; off unless selected.",
    why=(
        "People who build audiences choose entities and relationships by name and description; without one they have "
        "to guess what a row stands for."
    ),
    fact="`description` is optional on entities and relationships, and changing it breaks nothing.",
    bad="""\
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
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    description        = "A customer's billing account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    enabled=False,
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at every entity and relationship; an empty or broken description has its own diagnostic."""
    graph = ctx.graph
    for entity in graph.model.entities:
        if not entity.description and entity.attribute("description") is None:
            yield _missing("entity", entity)
    for relationship in graph.relationships:
        if not relationship.description and relationship.attribute("description") is None:
            yield _missing("relationship", relationship)


def _missing(kind: str, node: Entity | Relationship) -> Diagnostic:
    return RULE.at(
        node.name_span,
        f"{kind} `{node.slug}` has no description",
        "people see its name alone",
        help=('add `description = "…"`',),
    )
