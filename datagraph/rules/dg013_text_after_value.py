"""DG013: more text follows a value on its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG013",
    name="text-after-value",
    severity=Severity.ERROR,
    summary="Something follows a value on the same line.",
    why="A line holds one value: Segment does not know what to do with the rest, and refuses the whole text.",
    fact="An attribute ends with its line, or with the `}` of a block on one line; only a comment may follow.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID" "
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
    """Say it at the text that is too much."""
    rest = quoted(problem.subject)
    fixes = problem.fixes(f"remove {rest}")
    help_ = () if fixes else ("remove it, put it inside the quotes, or make it a comment with `#`",)
    return RULE.at(problem.span, f"{rest} after a value", "a value ends its line", help=help_, fixes=fixes)
