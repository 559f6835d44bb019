"""DG004: a string has its closing quote only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG004",
    name="unopened-string",
    severity=Severity.ERROR,
    summary="A string has no opening quote.",
    why="HCL takes the closing quote for the beginning of another string, and Segment refuses the whole text.",
    fact="A string begins and ends with a double quote.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = PROD.CUST.ACCOUNT"
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
    """Say it at the value."""
    return RULE.at(
        problem.span,
        f"no opening quote before {quoted(problem.subject)}",
        'a string begins with `"`',
        fixes=problem.fixes("add the opening quote"),
    )
