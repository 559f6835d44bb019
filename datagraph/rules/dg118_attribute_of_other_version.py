"""DG118: an attribute belongs to another version than the graph names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS, VERSIONS

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG118",
    name="attribute-of-other-version",
    severity=Severity.ERROR,
    summary="An attribute is not part of the version of the language that the graph names.",
    why="Segment reads the text as the version says, and refuses what that version does not have.",
    fact=(
        "In the beta, `v0.0.6`, the profile had `materialization`; from `v1.0.0` on it has `type` in its place. Its "
        "`none` is now `segment:unmaterialized`, its `segment` is `segment:materialized`."
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
    profile_folder  = "PROD.SEGMENT"
    materialization = "segment"

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
    """Say which attribute the graph's version has in its place."""
    name, version = problem.subject, problem.context
    row = BLOCKS["profile"].attribute(name)
    assert row is not None, "the profile alone has changed between the versions"
    other = row.replaced_by or next(it.name for it in BLOCKS["profile"].attributes if it.replaced_by == name)
    # It is either renamed with its value, or deleted where the other one stands beside it.
    renamed = f"change to `{other} = {problem.edits[1].new_text}`" if len(problem.edits) > 1 else ""
    later = VERSIONS.index(row.since) > VERSIONS.index(version)
    return RULE.at(
        problem.span,
        f"`{name}` is not part of {version}",
        f"{version} has `{other}` in its place",
        help=(f"write `{other}`, or change `version` to `{row.since}`",) if later else (),
        fixes=problem.fixes(renamed or f"delete `{name}`"),
    )
