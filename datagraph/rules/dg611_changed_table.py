"""DG611: an entity is another table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import Entity
from datagraph.rules.changes import changes_of
from datagraph.rules.changes.attributes import altered, told
from datagraph.rules.changes.tables import is_equal_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG611",
    name="changed-table",
    severity=Severity.WARNING,
    summary="An entity is another table.",
    why="Columns that consumers filter by or send may be missing there, or mean something else; the rows are others.",
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
    table_ref          = "PROD.CUST.CART_V2"
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
    """Look for entities with another table, unless the catalog knows that it is as good."""
    changes = changes_of(ctx)
    for change, found in altered(ctx, RULE, Entity, lambda name: name == "table_ref"):
        if not is_equal_table(ctx, found[0]):
            advice = "with a catalog that has both tables, `datagraph diff` compares their columns"
            yield told(RULE, changes, change, found, "the table", advice)
