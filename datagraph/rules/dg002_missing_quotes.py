"""DG002: a string stands without its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG002",
    name="missing-quotes",
    severity=Severity.ERROR,
    summary="A string value stands without its double quotes.",
    why="Without quotes a word is the name of a variable to HCL, and there are none. Segment refuses the whole text.",
    fact="A value is a string in double quotes, `true` or `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = PROD.CUST.ACCOUNT
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
    """Say it at the bare value."""
    return RULE.at(
        problem.span,
        f"no quotes around {quoted(problem.subject)}",
        "a string stands in double quotes",
        fixes=problem.fixes("put it in double quotes"),
    )
