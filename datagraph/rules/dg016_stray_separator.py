"""DG016: a comma or a semicolon separates lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG016",
    name="stray-separator",
    severity=Severity.ERROR,
    summary="A comma or a semicolon stands where a line ends or begins.",
    why="Separators are how JSON and JavaScript do it. Segment refuses the whole text.",
    fact="Attributes and blocks are separated by line ends alone.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account",
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
    """Say it at the separator."""
    separator = quoted(problem.subject)
    splits = any("\n" in edit.new_text for edit in problem.edits)
    title = "change to a line end" if splits else f"remove {separator}"
    fixes = problem.fixes(title)
    help_ = () if fixes else (title,)
    return RULE.at(problem.span, f"stray {separator}", "lines need no separator", help=help_, fixes=fixes)
