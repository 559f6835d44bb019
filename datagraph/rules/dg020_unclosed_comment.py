"""DG020: a comment has no end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG020",
    name="unclosed-comment",
    severity=Severity.ERROR,
    summary="A comment that begins with `/*` has no `*/`.",
    why="Everything up to the end of the file would be part of the comment, and Segment refuses the whole text.",
    fact="Comments are `# …` and `// …` up to the end of the line, and `/* … */` over any number of lines.",
    bad="""\
data_graph {
  version = "v1.0.0"

  /* the accounts of all customers
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
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the line that the comment begins on."""
    fixes = problem.fixes("close the comment with `*/`")
    help_ = () if fixes else ("close it with `*/`, or begin it with `#`",)
    return RULE.at(problem.span, "no `*/` after `/*`", "the comment does not end", help=help_, fixes=fixes)
