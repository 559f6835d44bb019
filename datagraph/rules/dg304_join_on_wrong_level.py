"""DG304: a join stands on a level that has another kind of join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS
from datagraph.rules.words import listed

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG304",
    name="join-on-wrong-level",
    severity=Severity.ERROR,
    summary=(
        "A nested relationship has `external_id` or `trait`, or one directly under the profile has `join_on` or "
        "`junction_table`."
    ),
    why=(
        "Segment refuses the relationship: from the profile to an entity it joins by the profile's identifiers and "
        "traits, from entity to entity by columns."
    ),
    fact=(
        "Directly under the profile, a relationship has `external_id` or `trait`; under another relationship it has "
        "`join_on` or `junction_table`."
    ),
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

        external_id {
          type     = "user_id"
          join_key = "USER_ID"
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


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say on which level the relationship stands, and what joins it there."""
    first_level = problem.context == "profile"
    choice = BLOCKS["relationship"].choice_in(problem.context)
    assert choice is not None, "both levels have a choice of joins"
    return RULE.at(
        problem.span,
        f"`{problem.subject}` {'directly under the profile' if first_level else 'in a nested relationship'}",
        f"belongs {'in a nested relationship' if first_level else 'directly under the profile'}",
        help=(f"here, join by {listed(_shown(name) for name in choice.names)}",),
    )


def _shown(name: str) -> str:
    row = BLOCKS["relationship"].attribute(name)
    return f'{name} = "{row.placeholder}"' if row else f"{name} {{ … }}"
