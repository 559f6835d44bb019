"""DG011: nothing stands before an `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG011",
    name="missing-name",
    severity=Severity.ERROR,
    summary="A value has no name before its `=`.",
    why="Nobody can tell which attribute it is for, and Segment refuses the whole text.",
    fact="An attribute is `name = value`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name = "Account"
    = "A customer's account"
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
    """Say it at the `=`."""
    return RULE.at(
        problem.span,
        f"no name before {quoted(problem.subject)}",
        "an attribute is `name = value`",
        help=("write the name of the attribute before `=`, or remove the line",),
        fixes=problem.fixes("remove the line"),
    )
