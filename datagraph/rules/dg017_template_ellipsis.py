"""DG017: `...` was left in from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG017",
    name="template-ellipsis",
    severity=Severity.ERROR,
    summary="The dots that stand for left-out lines in an example are still in the file.",
    why=(
        "Documentation writes `...` for lines that it leaves out. To Segment the dots mean nothing, and it refuses "
        "the whole text."
    ),
    fact="A block holds attributes and blocks, and comments between them.",
    bad="""\
data_graph {
  version = "v1.0.0"

  ...

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
    """Say it at the dots."""
    dots = quoted(problem.subject)
    return RULE.at(
        problem.span,
        f"{dots} left in from a template",
        "it stands for lines that are not here",
        help=("write the lines that it stands for, or remove it",),
        fixes=problem.fixes(f"remove {dots}"),
    )
