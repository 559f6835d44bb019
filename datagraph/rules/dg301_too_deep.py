"""DG301: a path from the profile is longer than the language allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import MAXIMUM_DEPTH
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG301",
    name="too-deep",
    severity=Severity.ERROR,
    summary="A relationship is nested so deeply that its path from the profile has more than six nodes.",
    why="Segment refuses the graph, since every node of a path is one more join for each query.",
    fact=(
        "A path has at most 6 nodes, the profile counted: profile, accounts, carts is 3. There may be any number of "
        "paths."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.SHOP.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.SHOP.CART"
    primary_key = "ID"
  }

  entity "product-entity" {
    name        = "Product"
    table_ref   = "PROD.SHOP.PRODUCT"
    primary_key = "ID"
  }

  entity "brand-entity" {
    name        = "Brand"
    table_ref   = "PROD.SHOP.BRAND"
    primary_key = "ID"
  }

  entity "supplier-entity" {
    name        = "Supplier"
    table_ref   = "PROD.SHOP.SUPPLIER"
    primary_key = "ID"
  }

  entity "country-entity" {
    name        = "Country"
    table_ref   = "PROD.SHOP.COUNTRY"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"

        relationship "cart-products" {
          name           = "Products"
          related_entity = "product-entity"
          join_on        = "cart-entity.ID = product-entity.CART_ID"

          relationship "product-brands" {
            name           = "Brands"
            related_entity = "brand-entity"
            join_on        = "product-entity.ID = brand-entity.PRODUCT_ID"

            relationship "brand-suppliers" {
              name           = "Suppliers"
              related_entity = "supplier-entity"
              join_on        = "brand-entity.ID = supplier-entity.BRAND_ID"

              relationship "supplier-countries" {
                name           = "Countries"
                related_entity = "country-entity"
                join_on        = "supplier-entity.ID = country-entity.SUPPLIER_ID"
              }
            }
          }
        }
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.SHOP.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.SHOP.CART"
    primary_key = "ID"
  }

  entity "product-entity" {
    name        = "Product"
    table_ref   = "PROD.SHOP.PRODUCT"
    primary_key = "ID"
  }

  entity "brand-entity" {
    name        = "Brand"
    table_ref   = "PROD.SHOP.BRAND"
    primary_key = "ID"
  }

  entity "supplier-entity" {
    name        = "Supplier"
    table_ref   = "PROD.SHOP.SUPPLIER"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"

        relationship "cart-products" {
          name           = "Products"
          related_entity = "product-entity"
          join_on        = "cart-entity.ID = product-entity.CART_ID"

          relationship "product-brands" {
            name           = "Brands"
            related_entity = "brand-entity"
            join_on        = "product-entity.ID = brand-entity.PRODUCT_ID"

            relationship "brand-suppliers" {
              name           = "Suppliers"
              related_entity = "supplier-entity"
              join_on        = "brand-entity.ID = supplier-entity.BRAND_ID"
            }
          }
        }
      }
    }
  }
}
""",
)


_LONGEST_NAME = 40


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report the first relationship of each branch that is too deep, with the path to it."""
    for relationship in ctx.graph.relationships:
        if relationship.depth == MAXIMUM_DEPTH + 1:
            path = ["profile", *(it.slug[:_LONGEST_NAME] for it in ctx.graph.path(relationship))]
            yield RULE.at(
                relationship.name_span,
                f"{quoted(relationship.slug)} is node {MAXIMUM_DEPTH + 1} of its path",
                f"a path has at most {MAXIMUM_DEPTH} nodes, the profile counted",
                help=("begin a branch nearer to the profile, or join two of the tables in a view",),
                notes=(f"the path is {' → '.join(path)}",),
            )
