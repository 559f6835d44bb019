"""DG037: `true` or `false` is written in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG037",
    name="misspelt-boolean",
    severity=Severity.ERROR,
    summary="A flag is neither `true` nor `false`, but a word like them.",
    why="HCL reads `TRUE` or `yes` as the name of a variable, of which there are none. Segment refuses the whole text.",
    fact="`enrichment_enabled` is `true` or `false`, in lowercase and without quotes.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = TRUE
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
    """Say it at the word; it may be like neither of the two, and then there is no fix."""
    meant = problem.edits[0].new_text if problem.edits else ""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is neither `true` nor `false`",
        f"`{problem.context}` is one of the two",
        help=() if meant else ("write `true` or `false`",),
        fixes=problem.fixes(f"change to `{meant}`"),
    )
