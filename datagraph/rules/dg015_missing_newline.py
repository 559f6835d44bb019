"""DG015: two things stand on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG015",
    name="missing-newline",
    severity=Severity.ERROR,
    summary="An attribute or a brace follows something else on the same line.",
    why="Each ends with its line, so Segment can't read what comes after, and refuses the whole text.",
    fact=(
        "An attribute ends with its line. A block on one line may hold one attribute at most: `external_id { type = "
        '"email" }`.'
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name = "Account"
    table_ref          = "PROD.CUST.ACCOUNT" primary_key = "ID"
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
    """Say it at what should begin a line, or at the separator that stands for a line end."""
    separator = problem.subject in (",", ";")
    found = quoted(problem.subject)
    return RULE.at(
        problem.span,
        f"{found} in place of a line end" if separator else f"no line end before {found}",
        "a block on one line holds one attribute at most" if separator else "it needs a line of its own",
        fixes=problem.fixes("give each a line of its own"),
    )
