"""DG605: a relationship leads to another entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import Relationship
from datagraph.rules.changes import changes_of
from datagraph.rules.changes.phrases import hits
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG605",
    name="changed-target",
    severity=Severity.ERROR,
    summary="A relationship that consumers use, or may use, leads to another entity.",
    why=(
        "Conditions on the old entity, and columns of it that are sent along, do not mean anything any more for "
        "whoever goes along this relationship."
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

  entity "store" {
    name        = "Store"
    table_ref   = "PROD.CUST.STORE"
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

      relationship "account-stores" {
        name           = "Stores"
        related_entity = "store"
        join_on        = "account.STORE_ID = store.ID"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "store"
        join_on        = "account.ID = store.ACCOUNT_ID"
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

  entity "store" {
    name        = "Store"
    table_ref   = "PROD.CUST.STORE"
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

      relationship "account-stores" {
        name           = "Stores"
        related_entity = "store"
        join_on        = "account.STORE_ID = store.ID"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"
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

  entity "store" {
    name        = "Store"
    table_ref   = "PROD.CUST.STORE"
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

      relationship "account-stores" {
        name           = "Stores"
        related_entity = "store"
        join_on        = "account.STORE_ID = store.ID"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"
      }
    }
  }
}
""",
    consumers="""\
version: 1
consumers:
  - name: Big spenders
    kind: audience
    owner: growth@example.com
    relationships: [account-carts]
  - name: Cart totals
    kind: enrichment
    entities: [cart]
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for relationships whose `related_entity` is another one."""
    changes = changes_of(ctx)
    for change in changes.breaks(RULE):
        old, new = change.old, change.new
        target = changes.new_target(change)
        if target and isinstance(old, Relationship) and isinstance(new, Relationship) and changes.is_used(old):
            message = f"relationship {quoted(old.slug)} leads to {quoted(target)} now"
            advice = "declare another relationship for it, and keep this one"
            label = f"it led to {quoted(old.related_entity)} before"
            yield RULE.at(new.value_span("related_entity"), message, label, help=(advice,), notes=hits(changes, old))
