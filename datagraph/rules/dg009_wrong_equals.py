"""DG009: another sign stands for `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG009",
    name="wrong-equals",
    severity=Severity.ERROR,
    summary="An attribute has another sign in place of `=`, such as `==` or `=>`.",
    why="Those are signs of other languages, or comparisons in HCL. Segment refuses the whole text.",
    fact="An attribute is `name = value`, with a single `=`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               == "Account"
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
    """Say it at the sign."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} in place of `=`",
        "an attribute is `name = value`",
        fixes=problem.fixes("change to `=`"),
    )
