"""DG038: the quotes of a string do not stand at its two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG038",
    name="misplaced-quote",
    severity=Severity.ERROR,
    summary="A double quote stands inside a string, or twice at one of its ends.",
    why="The string ends at the quote, and nobody knows what the rest is: Segment refuses the whole text.",
    fact='A string begins and ends with one double quote; a quote inside is written `\\"`.',
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID""
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
    """Say it at all that touches, for any of its quotes may be the wrong one."""
    meant = problem.edits[0].new_text.strip() if problem.edits else ""
    return RULE.at(
        problem.span,
        f"the quotes in {quoted(problem.subject)} do not fit together",
        "a string has one quote at each end",
        fixes=problem.fixes(f"change to {quoted(meant)}"),
    )
