"""DG302: a relationship does not say how its rows are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.syntax import Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Relationship
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG302",
    name="missing-join",
    severity=Severity.ERROR,
    summary="A relationship has none of the joins that belong to its level.",
    why=(
        "Without a join nothing connects the entity with the profile or with the entity before it, and Segment "
        "refuses the graph."
    ),
    fact=(
        "A relationship directly under the profile has `external_id` or `trait`; one under another relationship has "
        "`join_on` or `junction_table`."
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


_OWN = frozenset(("description", "name", "related_entity"))


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report relationships without a join; whatever else stands in one may be a broken or misplaced join."""
    for relationship in ctx.graph.relationships:
        parent = relationship.parent
        if parent is None:
            if relationship.external_id is None and relationship.trait is None and _is_bare(relationship):
                yield _missing(
                    relationship,
                    "a relationship under the profile has `external_id` or `trait`",
                    "add an `external_id` block with the `type` of the id and its `join_key`, a column of the entity",
                )
        elif not relationship.join_on and relationship.junction_table is None and _is_bare(relationship):
            left = ctx.graph.entity_slug(parent.related_entity) or "left-entity"
            right = ctx.graph.entity_slug(relationship.related_entity) or "right-entity"
            yield _missing(
                relationship,
                "a relationship under another one has `join_on` or `junction_table`",
                f'write `join_on = "{left[:100]}.COLUMN = {right[:100]}.COLUMN"`, with the two columns to compare',
            )


def _is_bare(relationship: Relationship) -> bool:
    """Whether nothing stands in it but what every relationship has; what else there is has its own diagnostic."""
    for element in relationship.syntax.elements:
        if isinstance(element, Attribute):
            if element.name not in _OWN:
                return False
        elif not (isinstance(element, Block) and element.kind == "relationship"):
            return False
    return True


def _missing(relationship: Relationship, label: str, advice: str) -> Diagnostic:
    return RULE.at(relationship.header_span, f"no join in {quoted(relationship.slug)}", label, help=(advice,))
