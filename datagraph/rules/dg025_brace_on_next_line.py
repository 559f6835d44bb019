"""DG025: the `{` of a block stands on the line below its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG025",
    name="brace-on-next-line",
    severity=Severity.ERROR,
    summary="The opening brace of a block stands on the line below its header.",
    why="The line end closes the header before its brace is read, and Segment refuses the whole text.",
    fact="The `{` of a block stands on the same line as its keyword, as in HCL.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity"
  {
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
    """Say it at the brace."""
    return RULE.at(
        problem.span,
        f"the `{{` of {quoted(problem.subject)} is on the next line",
        "it belongs behind the header",
        fixes=problem.fixes("move it up"),
    )
