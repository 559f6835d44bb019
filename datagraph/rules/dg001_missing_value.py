"""DG001: nothing stands behind the `=` of an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG001",
    name="missing-value",
    severity=Severity.ERROR,
    summary="An attribute has no value behind its `=`.",
    why="Segment refuses the whole text, and the attribute says nothing.",
    fact="An attribute is `name = value` on one line, as in HCL.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          =
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
    """Say it behind the `=`."""
    return RULE.at(problem.span, "expected a value after `=`", f"write {example_value(problem.subject)}")
