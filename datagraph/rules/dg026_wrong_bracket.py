"""DG026: a block has another bracket in place of a brace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG026",
    name="wrong-bracket",
    severity=Severity.ERROR,
    summary="A block opens or closes with a parenthesis or a square bracket.",
    why=(
        "Such brackets belong to expressions in HCL, where a block does not begin or end. Segment refuses the whole "
        "text."
    ),
    fact="A block opens with `{` and closes with `}`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" (
    name               = "Account"
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
    """Say it at the bracket."""
    brace = "`{`" if problem.subject in ("(", "[", "<") else "`}`"
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} in place of {brace}",
        "a block stands in braces",
        fixes=problem.fixes(f"change to {brace}"),
    )
