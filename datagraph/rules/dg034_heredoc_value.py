"""DG034: a value is a heredoc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG034",
    name="heredoc-value",
    severity=Severity.ERROR,
    summary="The value of an attribute is a heredoc, a text over several lines.",
    why="Segment has no use for one, and refuses the whole text.",
    fact="HCL has such values, but the Data Graph language reads only strings, `true` and `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name = "Account"
    description        = <<EOT
A customer's account
EOT
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
    description        = "A customer's account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the heredoc, from its marker to its end."""
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is a heredoc",
        "a string stands on one line",
        help=(f"write {example_value(problem.context)}; a line end inside a string is `\\n`",),
        fixes=problem.fixes("write it as a string"),
    )
