"""DG024: the header of a block has no `{`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG024",
    name="missing-opening-brace",
    severity=Severity.ERROR,
    summary="The header of a block has no opening brace.",
    why=(
        "Without it what follows does not belong to the block, and the closing brace closes another. Segment "
        "refuses the whole text."
    ),
    fact='A block is `keyword "slug" {`, its content, and `}` on a line of its own.',
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity"
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
    """Say it at the header."""
    return RULE.at(
        problem.span,
        f"no `{{` after {quoted(problem.span.text_of(ctx.text))}",
        "a block opens on this line",
        fixes=problem.fixes("add `{`"),
    )
