"""DG006: a string stands in typographic quotes, or in backticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG006",
    name="smart-quotes",
    severity=Severity.ERROR,
    summary="A string stands in typographic quotes, as word processors and chats make them.",
    why="The curved quotes look right and are other characters: Segment refuses the whole text.",
    fact="A string stands in straight double quotes, U+0022 on both sides.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = “Account”
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the string; only one of its two quotes may be wrong."""
    kind = "backticks" if "`" in problem.subject[:1] + problem.subject[-1:] else "smart quotes"
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is in {kind}",
        'a string stands in straight quotes: `"`',
        fixes=problem.fixes("change to straight quotes"),
    )
