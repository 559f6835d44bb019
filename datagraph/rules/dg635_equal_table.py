"""DG635: another table has the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import Entity
from datagraph.rules.changes.attributes import altered, place_of
from datagraph.rules.changes.phrases import named
from datagraph.rules.changes.tables import is_equal_table
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG635",
    name="equal-table",
    severity=Severity.INFO,
    summary="An entity is another table, which has the same columns of the same types.",
    why=(
        "What is built on the entity finds all columns that it uses; whether the rows are the same, only the data "
        "tells."
    ),
    fact=(
        "Segment calls a changed `table_ref` a potential breaking change; the catalog settles whether the columns "
        "are there."
    ),
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
    table_ref          = "PROD.CUST.CART_CLEAN"
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
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID BIGINT PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.CUST.CART (ID BIGINT PRIMARY KEY, ACCOUNT_ID BIGINT);
CREATE VIEW PROD.CUST.CART_CLEAN AS SELECT ID, ACCOUNT_ID FROM PROD.CUST.CART;
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
    """Look for entities with another table of which the catalog says that it is as good."""
    for change, (found, *_) in altered(ctx, RULE, Entity, lambda name: name == "table_ref"):
        if change.new and is_equal_table(ctx, found):
            message = f"the table of {named(change.new)} has changed, and has the same columns"
            yield RULE.at(place_of(change.new, "table_ref"), message, f"{quoted(found.old)} before")
