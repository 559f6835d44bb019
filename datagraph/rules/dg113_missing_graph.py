"""DG113: a text has no `data_graph` block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG113",
    name="missing-graph",
    severity=Severity.ERROR,
    summary="A file has no `data_graph` block.",
    why="Segment refuses the text: entities and the profile exist only inside of the graph.",
    fact="A file holds exactly one `data_graph` block, and everything else stands in it.",
    bad="""\
entity "account-entity" {
  name               = "Account"
  table_ref          = "PROD.CUST.ACCOUNT"
  primary_key        = "ID"
  enrichment_enabled = true
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
    """Say it at the first thing that should stand in a graph, or at the beginning of a text with nothing in it."""
    headline = "no `data_graph` block in this file"
    if problem.edits:
        title = "put `data_graph { … }` around everything"
        return RULE.at(problem.span, headline, "belongs inside of one", fixes=problem.fixes(title))
    return RULE.at(
        problem.span,
        headline,
        "begin with `data_graph {`" if ctx.text.strip() else "the file is empty",
        help=("`datagraph new` writes a first graph, with comments",),
    )
