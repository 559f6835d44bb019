"""DG506: a profile from which nothing begins, in a graph for Linked Events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG506",
    name="profile-without-relationships",
    severity=Severity.WARNING,
    summary="The profile has no relationships.",
    why=(
        "A profile without relationships reaches no entity, so Linked Audiences have nothing to choose. Either the "
        "relationships were forgotten, or the profile is not needed."
    ),
    fact=(
        "Every relationship begins at the profile or at the entity of a relationship around it. A graph for Linked "
        "Events alone needs no profile."
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

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"
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
    }
  }
}
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the profile; where Linked Events have no use of the graph either, DG509 says both at once."""
    model = ctx.graph.model
    if ctx.graph.relationships or model.profile is None:
        return
    from datagraph.rules.dg509_nothing_for_consumers import has_unread_blocks, may_be_enriched

    if any(map(may_be_enriched, model.entities)) and not has_unread_blocks(model):
        yield RULE.at(
            model.profile.name_span,
            "the profile has no relationships",
            "leads to no entity",
            help=("add a relationship, or remove the profile: Linked Events need none",),
        )
