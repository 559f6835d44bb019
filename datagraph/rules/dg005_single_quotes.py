"""DG005: a string stands in single quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG005",
    name="single-quotes",
    severity=Severity.ERROR,
    summary="A string stands in single quotes.",
    why="Segment refuses the whole text, although single quotes are right in SQL and in many configuration files.",
    fact="HCL knows one kind of quote, the double one.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = 'Account'
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
    """Say it at the string."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is in {'single quotes' if problem.subject[0] == chr(39) else 'backticks'}",
        "a string stands in double quotes",
        fixes=problem.fixes("change to double quotes"),
    )
