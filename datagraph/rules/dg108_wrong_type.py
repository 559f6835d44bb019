"""DG108: a string stands where `true` or `false` belongs, or the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG108",
    name="wrong-type",
    severity=Severity.ERROR,
    summary="A value is a string where the attribute takes `true` or `false`, or the other way round.",
    why='Segment refuses the value: `"true"` in quotes is text and switches nothing on.',
    fact=(
        "`enrichment_enabled` is `true` or `false` without quotes; every other attribute is a string in double quotes."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = "true"
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
    """Say what the attribute takes."""
    name = problem.context
    if problem.subject.startswith('"'):
        takes = "write `true` or `false` without quotes"
        title = f"change to `{problem.edits[0].new_text}`" if problem.edits else ""
        return RULE.at(problem.span, f"`{name}` holds a string", takes, fixes=problem.fixes(title))
    return RULE.at(
        problem.span,
        f"`{name}` holds {quoted(problem.subject)}, which is no string",
        f"write {example_value(name)}",
        fixes=problem.fixes("put it in quotes"),
    )
