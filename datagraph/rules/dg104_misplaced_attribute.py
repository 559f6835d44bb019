"""DG104: an attribute stands in a block to which it does not belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS_BY_ATTRIBUTE
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG104",
    name="misplaced-attribute",
    severity=Severity.ERROR,
    summary="An attribute of one block stands in another, or outside of all blocks.",
    why="Segment refuses the whole text, and the block that should have the attribute lacks it.",
    fact="Every block has its own attributes; only `data_graph` stands at the top level of a file.",
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

      trait {
        type     = "account_email"
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

      trait {
        name     = "account_email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
    fixable=True,
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say to which blocks the attribute belongs, and what this one lacks in its place."""
    block, *lacking = problem.context.split(" ")
    owners = BLOCKS_BY_ATTRIBUTE.get(problem.subject)
    label = f"belongs in {listed(owners)}" if owners else "an attribute stands in a block"
    if not block:
        return RULE.at(problem.span, f"{quoted(problem.subject)} stands outside of `data_graph`", label)
    headline = f"`{problem.subject}` does not belong in `{block}`"
    if problem.edits:
        word = f"`{problem.edits[0].new_text}`"
        help_text = f"did you mean {word}, which is missing?"
        return RULE.at(problem.span, headline, label, help=(help_text,), fixes=problem.fixes(f"change to {word}"))
    missing = (f"this `{block}` still lacks {listed(lacking, 'and')}",) if lacking else ()
    return RULE.at(problem.span, headline, label, help=missing)
