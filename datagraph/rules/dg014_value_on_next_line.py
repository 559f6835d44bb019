"""DG014: a value stands on the line below its `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG014",
    name="value-on-next-line",
    severity=Severity.ERROR,
    summary="A value stands on the line below its `=`.",
    why="The line end closes the attribute before its value is read, and Segment refuses the whole text.",
    fact="An attribute is `name = value` on one line, as in HCL.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name = "Account"
    table_ref          =
      "PROD.CUST.ACCOUNT"
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
        f"the value of {quoted(problem.subject)} is on the next line",
        "it belongs behind `=`",
        fixes=problem.fixes("move it up"),
    )
