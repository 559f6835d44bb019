"""DG027: a block is never closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG027",
    name="missing-closing-brace",
    severity=Severity.ERROR,
    summary="A block has no closing brace.",
    why="All that follows becomes part of the block, up to the end of the text, and Segment refuses it.",
    fact="Every `{` has its `}`. The indentation of the lines that follow shows where a missing one belongs.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true

  entity "cart-entity" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
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

  entity "cart-entity" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
)

_ENOUGH = 100


def report(problem: Problem, ctx: Context) -> Diagnostic:
    """Say it where the brace belongs; the header of the block is the second place."""
    labels = (Label(problem.related, "the block opens here"),) if problem.related else ()
    return RULE.at(
        problem.span,
        f"no `}}` for {_header(problem, ctx.text)}",
        "it belongs here",
        labels=labels,
        fixes=problem.fixes("add `}`"),
    )


def _header(problem: Problem, text: str) -> str:
    """The header as it is written, for there may be many blocks of one kind."""
    if problem.related is None or not problem.subject:
        return "a block"
    start = problem.related.start
    line = text[start : start + _ENOUGH].partition("\n")[0]
    return quoted(line.partition("{")[0].strip() or problem.subject)
