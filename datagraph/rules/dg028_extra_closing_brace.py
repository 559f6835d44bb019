"""DG028: a closing brace has no block to close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG028",
    name="extra-closing-brace",
    severity=Severity.ERROR,
    summary="There is one closing brace too many.",
    why=(
        "It closes a block too early, or none at all, so that what follows stands outside. Segment refuses the "
        "whole text."
    ),
    fact="Every `}` has its `{`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
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
    """Say it at the brace."""
    return RULE.at(problem.span, "one `}` too many", "no `{` belongs to it", fixes=problem.fixes("remove it"))
