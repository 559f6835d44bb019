"""DG112: a slug is written without quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG112",
    name="unquoted-label",
    severity=Severity.ERROR,
    summary="The label of a block is written without quotes.",
    why=(
        "Segment's documentation and editor know slugs in double quotes only; other tools read a bare word as "
        "something else."
    ),
    fact=(
        "HCL allows an identifier as a label, but every Data Graph that the vendor shows has it in double quotes. We "
        "decide: it is read, and reported."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity account-entity {
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


def report(problem: Problem, ctx: Context) -> Diagnostic:
    """Show the slug as it should be."""
    return RULE.at(
        problem.span,
        f"slug {quoted(problem.span.text_of(ctx.text))} has no quotes",
        "a slug stands in double quotes",
        fixes=problem.fixes(f'change to `"{problem.subject}"`'),
    )
