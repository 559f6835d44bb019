"""DG032: a value is a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG032",
    name="list-value",
    severity=Severity.ERROR,
    summary="The value of an attribute is a list.",
    why=(
        "No attribute takes more than one value, and Segment refuses the whole text. A primary key in particular is "
        "one column."
    ),
    fact="HCL has such values, but the Data Graph language reads only strings, `true` and `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = ["ID", "REGION"]
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
    """Say it at the list, from bracket to bracket."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is a list",
        "an attribute takes one value",
        help=(f"write {example_value(problem.context)}",),
        fixes=problem.fixes("take the value out of the list"),
    )
