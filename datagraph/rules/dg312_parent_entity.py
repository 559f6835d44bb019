"""DG312: a relationship leads from an entity to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Relationship
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG312",
    name="parent-entity",
    severity=Severity.WARNING,
    summary="A relationship leads to the entity of the relationship around it.",
    why=(
        "A join names its sides by the slugs of their entities. With one entity on both sides nobody can tell them "
        "apart, and the rows may be joined the wrong way round."
    ),
    fact=(
        "On the left of a join stands the entity of the parent, on the right that of the relationship itself; there "
        "are no aliases."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
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

      relationship "sub-accounts" {
        name           = "Sub-accounts"
        related_entity = "account-entity"
        join_on        = "account-entity.ID = account-entity.PARENT_ID"
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

  entity "sub-account-entity" {
    name        = "Sub-account"
    table_ref   = "PROD.CUST.SUB_ACCOUNT"
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

      relationship "sub-accounts" {
        name           = "Sub-accounts"
        related_entity = "sub-account-entity"
        join_on        = "account-entity.ID = sub-account-entity.PARENT_ID"
      }
    }
  }
}
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Compare every nested relationship with its parent; where its join names another entity, that is the mistake."""
    for relationship in ctx.graph.relationships:
        parent, related = relationship.parent, relationship.related_entity
        if (
            parent is not None
            and parent.related_entity == related
            and related
            and not _is_contradicted(ctx, relationship)
        ):
            yield RULE.at(
                ctx.graph.reference_span(relationship),
                f"{quoted(relationship.slug)} leads from {quoted(related)} to itself",
                "both sides of the join have this name",
                labels=(Label(ctx.graph.reference_span(parent), "the parent leads to it already"),),
                help=("declare a second entity, on a view of the table if need be",),
            )


def _is_contradicted(ctx: Context, relationship: Relationship) -> bool:
    """Whether the relationship's join names another entity, so that this is the mistake."""
    from datagraph.graph.mentions import is_contradicted

    return is_contradicted(ctx.graph, relationship)
