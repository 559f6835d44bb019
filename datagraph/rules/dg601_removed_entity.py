"""DG601: an entity is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import Entity
from datagraph.rules.changes import changes_of
from datagraph.rules.changes.phrases import hits
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG601",
    name="removed-entity",
    severity=Severity.ERROR,
    summary="An entity is gone that consumers use, or may use.",
    why=(
        "Every Linked Audience and every enrichment that is built on the entity fails with its next run, and the "
        "people who own them find out last."
    ),
    fact="Segment's own editor calls this a definite breaking change: what a data consumer uses is not there any more.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
    earlier_graph="""\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
    consumers="""\
version: 1
consumers:
  - name: Cart totals
    kind: enrichment
    entities: [cart]
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for entities that were there and are not."""
    changes = changes_of(ctx)
    for change in changes.breaks(RULE):
        entity = change.old
        if change.kind == "removed" and isinstance(entity, Entity) and not change.likely and changes.is_used(entity):
            message = f"entity {quoted(entity.slug)} is gone"
            advice = "declare it again, or first change what is built on it"
            notes = (f"it stood at {changes.was_at(entity)}", *hits(changes, entity))
            yield RULE.at(changes.home(entity), message, "it was declared in here", help=(advice,), notes=notes)
