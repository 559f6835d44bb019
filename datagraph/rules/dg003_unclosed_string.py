"""DG003: a string runs to the end of its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG003",
    name="unclosed-string",
    severity=Severity.ERROR,
    summary="A string has no closing quote on its line.",
    why="The rest of the line counts as part of the string, and Segment refuses the whole text.",
    fact='A string opens and closes on one line with a double quote; a quote inside it is written `\\"`.',
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT
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
    """Say it at the string, up to the end of its line."""
    written = quoted(problem.subject or '"')
    return RULE.at(
        problem.span,
        f"no closing quote after {written}",
        "a string ends on its own line",
        fixes=problem.fixes("add the closing quote"),
    )
