"""DG107: a block stands a second time where it may stand once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG107",
    name="duplicate-block",
    severity=Severity.ERROR,
    summary=(
        "A block that may stand once stands more often: a second `profile`, or a second join of one kind in a "
        "relationship."
    ),
    why="Segment refuses the graph: it cannot tell which of the blocks counts.",
    fact=(
        "A graph has at most one `profile`; a relationship has at most one `external_id`, `trait` or `junction_table`."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
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

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
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
    }
  }
}
""",
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the later one, and point at the first."""
    first = (Label(problem.related, "the first one"),) if problem.related else ()
    advice = "move what it holds into the first one" if problem.subject == "profile" else "keep one of them"
    return RULE.at(
        problem.span,
        f"second `{problem.subject}` in one `{problem.context}`",
        "there can be only one",
        labels=first,
        help=(advice,),
    )
