"""DG022: an `=` stands in the header of a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG022",
    name="equals-before-block",
    severity=Severity.ERROR,
    summary="An `=` stands before the brace of a block.",
    why=(
        "With `=` it is an attribute whose value is an object, which the language does not have. Segment refuses "
        "the whole text."
    ),
    fact="Attributes have an `=`, blocks have none.",
    bad="""\
data_graph = {
  version = "v1.0.0"

  entity "account-entity" {
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
    """Say it at the `=`."""
    return RULE.at(
        problem.span,
        f"`=` in the header of {quoted(problem.subject)}",
        "a block takes no `=`",
        fixes=problem.fixes("remove `=`"),
    )
