"""DG106: an attribute is set a second time in one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG106",
    name="duplicate-attribute",
    severity=Severity.ERROR,
    summary="An attribute is set more than once in the same block.",
    why="Segment refuses the whole text: nobody can know which of the values is meant.",
    fact="As in HCL, a block has each attribute at most once.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
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
    """Say it at the later one, and point at the first."""
    first = (Label(problem.related, "first set here"),) if problem.related else ()
    return RULE.at(
        problem.span,
        f"`{problem.subject}` is already set in this block",
        "set again",
        labels=first,
        help=() if problem.edits else ("delete the one that is wrong",),
        fixes=problem.fixes("delete the second one, which says the same"),
    )
