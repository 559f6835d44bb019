"""DG309: a join compares otherwise than with `=`, or under several conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.model import split_dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG309",
    name="non-equality-join",
    severity=Severity.ERROR,
    summary="A join uses an operator other than `=`, or more than one condition.",
    why=(
        "Segment builds the query from two columns that are to be equal. It has no place for another comparison or a "
        "second condition, and refuses the join."
    ),
    fact="A join is one comparison of two columns with `=`; all joins are inner joins.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
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
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID != cart-entity.ACCOUNT_ID"
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
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
""",
)


_COMBINING = frozenset(("and", "or", "&&", "||", "&", "|"))


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the joins that are none for an operator that is not `=`."""
    for join in ctx.graph.joins.odd:
        operator = join.operator if join.is_malformed and join.has_comparison else None
        if operator and split_dotted(join.text)[1] < 0:
            span = join.part((operator.start, operator.end))
            if operator.text.lower() in _COMBINING:
                advice = ("compare the pair that identifies a row, or make a view that has both in one column",)
                yield RULE.at(
                    span, f"a second condition after `{operator.text}`", "a join is one comparison", help=advice
                )
            else:
                advice = ("compare two equal columns with `=`, or make a view that has only the rows you need",)
                yield RULE.at(span, f"`{operator.text}` in a join", "columns are compared with `=` only", help=advice)
