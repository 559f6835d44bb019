"""DG311: a path comes back to an entity that it has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.language import MAXIMUM_DEPTH
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Relationship
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG311",
    name="repeated-entity",
    severity=Severity.WARNING,
    summary="A path from the profile leads to one entity twice.",
    why=(
        "Every step is an inner join, so coming back to an entity multiplies its rows: a filter on the second one "
        "also matches rows that belong to somebody else."
    ),
    fact="All joins are inner joins; a path of relationships is one chain of them.",
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
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"

        relationship "cart-accounts" {
          name           = "Accounts of the cart"
          related_entity = "account-entity"
          join_on        = "cart-entity.ACCOUNT_ID = account-entity.ID"
        }
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
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look back along the path of every relationship that is not too deep; its own parent is another rule's."""
    for relationship in ctx.graph.relationships:
        if 3 < relationship.depth <= MAXIMUM_DEPTH:
            related = relationship.related_entity
            parent = relationship.parent
            if parent is None or parent.related_entity == related:
                continue
            before = parent.parent
            while before is not None and before.related_entity != related:
                before = before.parent
            if before is not None and related and not _is_contradicted(ctx, relationship):
                yield RULE.at(
                    ctx.graph.reference_span(relationship),
                    f"{quoted(related)} comes twice on one path",
                    f"{quoted(relationship.slug)} leads back to it",
                    labels=(Label(ctx.graph.reference_span(before), "the path has passed it here"),),
                )


def _is_contradicted(ctx: Context, relationship: Relationship) -> bool:
    """Whether the relationship's join names another entity, so that this is the mistake."""
    from datagraph.graph.mentions import is_contradicted

    return is_contradicted(ctx.graph, relationship)
