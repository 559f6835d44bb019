"""DG036: a value is an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG036",
    name="expression-value",
    severity=Severity.ERROR,
    summary="The value of an attribute is an expression: a function call, a sum, a condition.",
    why="Segment computes nothing, and refuses the whole text.",
    fact="HCL has such values, but the Data Graph language reads only strings, `true` and `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = upper("prod.cust.account")
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
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the expression."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is an expression",
        "nothing is computed here",
        help=(f"write {example_value(problem.context)}",),
        fixes=problem.fixes("put it in double quotes"),
    )
