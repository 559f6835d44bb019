"""DG616: the junction of a relationship has changed."""

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
    code="DG616",
    name="changed-junction",
    severity=Severity.WARNING,
    summary="A many:many relationship goes through another junction table, or joins it by other columns.",
    why="The junction decides which rows belong together; another one pairs others.",
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
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart"

        junction_table {
          table_ref     = "PROD.CUST.ACCOUNT_CART_V2"
          primary_key   = "ID"
          left_join_on  = "account.ID = ACCOUNT_ID"
          right_join_on = "CART_ID = cart.ID"
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

        junction_table {
          table_ref     = "PROD.CUST.ACCOUNT_CART"
          primary_key   = "ID"
          left_join_on  = "account.ID = ACCOUNT_ID"
          right_join_on = "CART_ID = cart.ID"
        }
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

        junction_table {
          table_ref     = "PROD.CUST.ACCOUNT_CART"
          primary_key   = "ID"
          left_join_on  = "account.ID = ACCOUNT_ID"
          right_join_on = "CART_ID = cart.ID"
        }
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
    """Look for relationships with another junction."""
    changes = changes_of(ctx)
    for change, found in altered(ctx, RULE, Relationship, lambda name: name.startswith("junction_table.")):
        yield told(
            RULE, changes, change, found, "the junction", "run `datagraph check` to see what the new junction pairs"
        )
