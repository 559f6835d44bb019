"""DG117: a value is none of those that the attribute can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG117",
    name="unknown-value",
    severity=Severity.ERROR,
    summary="An attribute with a closed set of values has another one.",
    why=(
        "Segment refuses the value; with a space in it, `segment: materialized` is another value than "
        "`segment:materialized`."
    ),
    fact="The `type` of the profile is `segment:materialized` or `segment:unmaterialized`.",
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
    type           = "segment: materialized"

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
    fixable=True,
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say which values there are."""
    name = problem.context
    rows = [BLOCKS[block].attribute(name) for block in BLOCKS_BY_ATTRIBUTE[name]]
    allowed = next(row.allowed for row in rows if row and row.allowed)
    title = f"change to `{problem.edits[0].new_text}`" if problem.edits else ""
    return RULE.at(
        problem.span,
        f"unknown value {quoted(problem.subject)} for `{name}`",
        f"expected {listed(allowed)}",
        fixes=problem.fixes(title),
    )
