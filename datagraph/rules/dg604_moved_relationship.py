"""DG604: a relationship stands below another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import MAXIMUM_DEPTH
from datagraph.model import Relationship
from datagraph.rules.changes import changes_of
from datagraph.rules.changes.phrases import hits, paths
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG604",
    name="moved-relationship",
    severity=Severity.ERROR,
    summary="A relationship that consumers use, or may use, stands below another one.",
    why=(
        "The relationship and all that is nested in it are reached by other paths now. What is built on the old "
        "path finds nothing, or something else."
    ),
    fact="A consumer finds its entities along a path of relationships from the profile on, six nodes at the most.",
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

        relationship "account-carts" {
          name           = "Carts"
          related_entity = "cart"
          join_on        = "store.ID = cart.ACCOUNT_ID"
        }
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
    """Look for relationships that stand elsewhere."""
    changes = changes_of(ctx)
    for change in changes.breaks(RULE):
        old, new = change.old, change.new
        if not (change.is_moved and isinstance(old, Relationship) and isinstance(new, Relationship)):
            continue
        if changes.is_used(old):
            before = f"in {quoted(old.parent.slug)}" if old.parent else "directly under the profile"
            message = f"relationship {quoted(old.slug)} has moved"
            vanished = paths(changes.comparison.vanished_paths(old.slug))
            deeper = f"its depth was {old.depth}, and is {new.depth} of {MAXIMUM_DEPTH}"
            notes = (*hits(changes, old), *vanished, *((deeper,) if old.depth != new.depth else ()))
            advice = "leave it where it was, and declare another one here under a slug of its own"
            yield RULE.at(new.name_span, message, f"it stood {before}", help=(advice,), notes=notes)
