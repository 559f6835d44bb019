"""DG030: a value is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG030",
    name="number-value",
    severity=Severity.ERROR,
    summary="The value of an attribute is a number.",
    why="No attribute takes a number, and Segment refuses the whole text.",
    fact="HCL has such values, but the Data Graph language reads only strings, `true` and `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = 1
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
    """Say it at the number."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is a number",
        "no attribute takes a number",
        help=(f"write {example_value(problem.context)}",),
        fixes=problem.fixes("put it in double quotes"),
    )
