"""DG021: a colon follows the keyword of a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG021",
    name="colon-after-keyword",
    severity=Severity.ERROR,
    summary="A colon stands between the keyword of a block and its slug or brace.",
    why="The colon is how YAML writes it. Segment refuses the whole text.",
    fact='A block is `keyword "slug" {`, or `keyword {` where it has no slug.',
    bad="""\
data_graph {
  version = "v1.0.0"

  entity: "account-entity" {
    name               = "Account"
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
    """Say it at the colon."""
    return RULE.at(
        problem.span,
        f"`:` after {quoted(problem.subject)}",
        "a keyword takes no colon",
        fixes=problem.fixes("remove `:`"),
    )
