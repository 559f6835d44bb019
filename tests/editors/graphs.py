"""What the editors' tests write into files; `‸` is where the cursor goes."""

from __future__ import annotations

from tests.ide.marked import at_cursor

GRAPH = """\
# Who buys what.
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
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

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
"""

MISSPELT = GRAPH.replace('related_entity = "cart-entity"', '/* 🛒 */ related_entity = "carts-entity"')
"""Names an entity that is not there, after a character that is two in UTF-16."""

DEEPER = GRAPH.replace(
    """\
        join_on        = "account.ID = cart-entity.ACCOUNT_ID"
      }
""",
    """\
        join_on        = "account.ID = cart-entity.ACCOUNT_ID"

        relationship "cart-items" {
        }
      }
""",
)

WAREHOUSE = """\
ATTACH ':memory:' AS "PROD";
USE "PROD";
CREATE SCHEMA "PROD"."CUST";
CREATE TABLE "PROD"."CUST"."ACCOUNT" ("ID" INTEGER, "EMAIL" VARCHAR);
CREATE TABLE "PROD"."CUST"."CART" ("ID" INTEGER, "ACCOUNT_ID" INTEGER);
INSERT INTO "PROD"."CUST"."ACCOUNT" VALUES (1, 'a@example.com'), (2, 'b@example.com');
INSERT INTO "PROD"."CUST"."CART" SELECT i, 1 FROM range(1234) t(i);
CREATE SCHEMA "PROD"."SEGMENT";
CREATE TABLE "PROD"."SEGMENT"."user_identifiers" ("canonical_segment_id" VARCHAR, "type" VARCHAR, "value" VARCHAR);
CREATE TABLE "PROD"."SEGMENT"."user_traits" ("canonical_segment_id" VARCHAR, "name" VARCHAR, "value" VARCHAR);
CREATE TABLE "PROD"."SEGMENT"."profile_merges" ("canonical_segment_id" VARCHAR, "segment_id" VARCHAR);
INSERT INTO "PROD"."SEGMENT"."user_identifiers" VALUES ('p', 'email', 'a@example.com');
"""
"""The tables of the graph, as a script for DuckDB."""


def cursor(text: str, around: str) -> tuple[int, int]:
    """The line and column, in code points, of the first place that reads as `around`, at the cursor in it."""
    plain, offset = at_cursor(around)
    before = text[: text.index(plain) + offset]
    return before.count("\n"), len(before) - before.rfind("\n") - 1
