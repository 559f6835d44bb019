"""DG634: what is gone or changed is used by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.changes import changes_of
from datagraph.rules.changes.phrases import named
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG634",
    name="unused-change",
    severity=Severity.INFO,
    summary="Something is gone, moved or called otherwise that no consumer uses.",
    why="Nothing breaks, as long as the file of consumers is complete.",
    fact="Segment calls a deletion breaking if a data consumer uses what is deleted.",
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
  - name: Key accounts
    kind: audience
    owner: growth@example.com
    relationships: [user-accounts]
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for changes that would break whoever used what is changed, where nobody does."""
    changes = changes_of(ctx)
    for change in changes.breaks(RULE):
        old = change.old
        if old is None or changes.is_used(old):
            continue
        target = changes.new_target(change)
        what = f"leads to {quoted(target)} now" if target else "has moved" if change.is_moved else "is gone"
        what = f"is now called {quoted(change.likely.slug)}" if change.likely else what
        block = change.new or change.likely
        span = block.name_span if block else changes.home(old)
        notes = (f"it stood at {changes.was_at(old)}",)
        yield RULE.at(span, f"{named(old)} {what}", "no consumer uses it", notes=notes)
