"""DG012: the name of an attribute or a block stands in quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG012",
    name="quoted-name",
    severity=Severity.ERROR,
    summary="The name of an attribute, or the keyword of a block, stands in quotes.",
    why="That is how JSON writes it. To HCL a line can't begin with a string, and Segment refuses the whole text.",
    fact="Names and keywords are bare words; quotes belong to values and to the slugs of blocks.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    "name"             = "Account"
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
    """Say it at the name with its quotes; the fix also mends a colon behind it."""
    title = "remove the quotes" if len(problem.edits) == 1 else "remove the quotes, and change `:` to `=`"
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is in quotes",
        "names and keywords have no quotes",
        fixes=problem.fixes(title),
    )
