"""DG109: an attribute is an empty string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG109",
    name="empty-value",
    severity=Severity.ERROR,
    summary="An attribute is a string with nothing in it, or with white space only.",
    why="Segment has nothing to show, to look up or to join by.",
    fact=(
        "Every string of the language names something: a label, a table, a column, a slug. An optional attribute "
        "without a value is left out."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    description        = ""
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
    """Say what to write."""
    return RULE.at(
        problem.span,
        f"`{problem.context}` is empty",
        f"write {example_value(problem.context)}",
        fixes=problem.fixes(f"delete `{problem.context}`"),
    )
