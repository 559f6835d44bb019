"""DG033: a value is an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG033",
    name="object-value",
    severity=Severity.ERROR,
    summary="The value of an attribute is an object in braces.",
    why="No attribute takes an object, and Segment refuses the whole text.",
    fact="HCL has such values, but the Data Graph language reads only strings, `true` and `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    description        = { en = "A customer's account" }
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
    description        = "A customer's account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the object, from brace to brace."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is an object",
        "an attribute takes one value",
        help=(f"write {example_value(problem.context)}",),
        fixes=problem.fixes("take the value out of the object"),
    )
