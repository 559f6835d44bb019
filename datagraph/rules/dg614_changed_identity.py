"""DG614: a first-level relationship finds its entity by other means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import Relationship
from datagraph.rules.changes import changes_of
from datagraph.rules.changes.attributes import altered, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG614",
    name="changed-identity",
    severity=Severity.WARNING,
    summary="A first-level relationship finds its entity by another external id, trait or column.",
    why=(
        "Other profiles own the rows from now on: people enter and leave audiences though nothing about them has "
        "changed."
    ),
    fact="Segment's own editor calls this a potential breaking change: a consumer may fail on its next run.",
    bad="""\
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
        type     = "user_id"
        join_key = "USER_ID"
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
    """Look for relationships with another external id, trait or key."""
    changes = changes_of(ctx)
    for change, found in altered(ctx, RULE, Relationship, lambda name: name.startswith(("external_id.", "trait."))):
        yield told(
            RULE,
            changes,
            change,
            found,
            "the identity",
            "run `datagraph check` to see how many profiles the new one matches",
        )
