"""DG507: an external-id type that the space must have defined itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import COMMON_EXTERNAL_ID_TYPES, KNOWN_EXTERNAL_ID_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG507",
    name="unknown-external-id-type",
    severity=Severity.INFO,
    summary="The type of an `external_id` is none that Segment knows by itself.",
    why=(
        "A custom type works only if the space defines it under exactly this name. If it does not, the relationship "
        "joins no rows, and nothing says why."
    ),
    fact=(
        "`type` is compared with the types in the profile's table of identifiers. Segment fills in some types by "
        "itself, such as `user_id` and `email`; any other is a custom one of the space."
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
        type     = "loyalty_number"
        join_key = "LOYALTY_NUMBER"
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

_ORDINARY = frozenset((*KNOWN_EXTERNAL_ID_TYPES, *COMMON_EXTERNAL_ID_TYPES))


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at every external id, each custom type once; a slip of an ordinary one is for DG508."""
    seen = {""}
    for relationship in ctx.graph.relationships:
        external_id = relationship.external_id
        if external_id is not None and external_id.type not in _ORDINARY and external_id.type not in seen:
            from datagraph.rules.dg508_misspelt_external_id_type import ordinary_type_meant, span_of_type

            word = external_id.type
            seen.add(word)
            span = span_of_type(external_id, ctx.text)
            if span and ordinary_type_meant(word) is None:
                yield RULE.at(
                    span,
                    f"`{word}` is a custom external-id type",
                    "not one that Segment knows by itself",
                    help=("make sure that the space defines it under exactly this name",),
                )
