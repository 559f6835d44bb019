"""DG101: a block begins with a word that is no block of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG101",
    name="unknown-block",
    severity=Severity.ERROR,
    summary="A block begins with a word that the language does not know.",
    why="Segment refuses the whole text. What stands in the block is checked only where it shows what was meant.",
    fact=(
        "The language has seven blocks: `data_graph`, `entity`, `profile`, `relationship`, `external_id`, `trait` and "
        "`junction_table`."
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

      traits {
        name     = "account_email"
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
    """Say which block was likely meant, or else which ones may stand here."""
    parent, *allowed = problem.context.split(" ")
    headline = f"unknown block {quoted(problem.subject)}"
    if problem.edits:
        word = f"`{problem.edits[0].new_text}`"
        return RULE.at(
            problem.span,
            headline,
            "not a block of the language",
            help=(f"did you mean {word}?",),
            fixes=problem.fixes(f"change to {word}"),
        )
    place = f"`{parent}`" if parent else "a file"
    known = f"{place} holds {listed(allowed, 'and')} blocks" if allowed else f"{place} holds no blocks; delete it"
    return RULE.at(problem.span, headline, "not a block of the language", help=(known,))
