"""A small graph with every kind of relationship, a catalog for it, and how places in it are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TablePath, Type
from datagraph.rules import Evidence
from tests.ide.marked import at_cursor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.text import Span

SHOP = r"""data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    description = "A customer's <billing> account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name               = "Shopping cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "product" {
    name        = "Product"
    table_ref   = "PROD.CUST.PRODUCT"
    primary_key = "SKU"
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

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "\"account\".ID = `c\u0061rt`.ACCOUNT_ID"

        relationship "user-products" {
          name           = "Products"
          related_entity = "product"

          junction_table {
            table_ref     = "PROD.CUST.CART_PRODUCT"
            primary_key   = "ID"
            left_join_on  = "cart.ID = CART_ID"
            right_join_on = "SKU = product.SKU"
          }
        }
      }
    }

    relationship "home-carts" {
      name           = "Carts of the household"
      related_entity = "cart"

      trait {
        name     = "household_id"
        join_key = "HOUSEHOLD_ID"
      }
    }
  }
}
"""

NUMBER, TEXT = Type("NUMBER(38,0)", "integer"), Type("VARCHAR", "text")
_ACCOUNT = Table(
    TablePath("PROD", "CUST", "ACCOUNT"),
    columns=(Column("ID", NUMBER, False), Column("EMAIL", TEXT, True, "Where *bills* go")),
    primary_key=("ID",),
    rows=12_000,
)
_CART = Table(
    TablePath("PROD", "CUST", "CART"),
    "view",
    tuple(Column(name, NUMBER) for name in ("ID", "ACCOUNT_ID", *(f"C{it}" for it in range(30)))),
    foreign_keys=(ForeignKey(("ACCOUNT_ID",), _ACCOUNT.path, ("ID",)),),
)
CATALOG = Catalog(
    "bigquery",
    schemas={
        ("PROD", "CUST"): Schema("PROD", "CUST", {"ACCOUNT": _ACCOUNT, "CART": _CART}),
        ("PROD", "SEGMENT"): Schema("PROD", "SEGMENT"),
    },
    namespaces={"PROD": ("CUST", "SEGMENT")},
)
EVIDENCE = Evidence(CATALOG)


def place(piece: str, text: str = SHOP) -> int:
    """The offset of the cursor in a piece of a text that occurs once."""
    plain, offset = at_cursor(piece)
    assert text.count(plain) == 1, piece
    return text.index(plain) + offset


def shown(spans: Iterable[Span], text: str = SHOP) -> list[str]:
    """The lines of spans, without indentation, with the spans marked."""
    lines = []
    for start, end in spans:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        lines.append(f"{text[first:start]}«{text[start:end]}»{text[end:last]}".strip())
    return lines


def offsets_in(text: str) -> range:
    """Offsets all over a text, each one of a short text."""
    return range(0, len(text) + 1, 1 + len(text) // 150)
