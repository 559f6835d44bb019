"""DG303: a relationship says twice how its rows are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Relationship
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG303",
    name="doubled-join",
    severity=Severity.ERROR,
    summary="A relationship has both joins of its level, where it needs one.",
    why="Segment cannot tell which of the two joins is meant and refuses the graph.",
    fact=(
        "A relationship directly under the profile has exactly one of `external_id` and `trait`; a nested one has "
        "`join_on` (1:many) or `junction_table` (many:many)."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "review-entity" {
    name        = "Review"
    table_ref   = "PROD.SHOP.REVIEW"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-reviews" {
      name           = "Reviews"
      related_entity = "review-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      trait {
        name     = "review_id"
        join_key = "ID"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "review-entity" {
    name        = "Review"
    table_ref   = "PROD.SHOP.REVIEW"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-reviews" {
      name           = "Reviews"
      related_entity = "review-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report the later of two joins; those that stand on the wrong level are another mistake."""
    for relationship in ctx.graph.relationships:
        if relationship.parent is None:
            external_id, trait = relationship.external_id, relationship.trait
            if external_id is not None and trait is not None:
                places = {"external_id": external_id.header_span, "trait": trait.header_span}
                yield _doubled(relationship, places)
        elif relationship.join_on and relationship.junction_table is not None:
            attribute = relationship.attribute("join_on")
            place = attribute.name_span if attribute else relationship.header_span
            places = {"join_on": place, "junction_table": relationship.junction_table.header_span}
            yield _doubled(relationship, places)


def _doubled(relationship: Relationship, places: dict[str, Span]) -> Diagnostic:
    first, second = sorted(places, key=places.__getitem__)
    return RULE.at(
        places[second],
        f"{quoted(relationship.slug)} has both `{first}` and `{second}`",
        "a relationship has one of the two",
        labels=(Label(places[first], "the other one"),),
        help=(f"delete the `{first}` or the `{second}`",),
    )
