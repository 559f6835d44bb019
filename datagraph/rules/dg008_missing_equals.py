"""DG008: an attribute has no `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG008",
    name="missing-equals",
    severity=Severity.ERROR,
    summary="Nothing stands between an attribute's name and its value.",
    why="Without `=` the line reads as the header of a block, and Segment refuses the whole text.",
    fact="An attribute is `name = value`; two words side by side begin a block.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name "Account"
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
    """Say it at the name and its value; or at a name that stands alone, where there is no fix."""
    fixes = problem.fixes("insert `=`")
    help_ = () if fixes else (f"write `=` and {example_value(problem.subject)}",)
    return RULE.at(
        problem.span,
        f"no `=` after {quoted(problem.subject)}",
        "an attribute is `name = value`",
        help=help_,
        fixes=fixes,
    )
