"""DG103: an attribute has a name that its block does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG103",
    name="unknown-attribute",
    severity=Severity.ERROR,
    summary="An attribute has a name that the language does not know.",
    why="Segment refuses the whole text, and what the value was meant for is missing.",
    fact="Every block has a closed set of attributes.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primarykey         = "ID"
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
    """Say which attribute was likely meant, or else which ones the block has not yet."""
    block, *unset = problem.context.split(" ")
    headline = f"unknown attribute {quoted(problem.subject)}"
    label = f"`{block}` has no such attribute"
    if problem.edits:
        word = f"`{problem.edits[0].new_text}`"
        help_text = f"did you mean {word}?"
        return RULE.at(problem.span, headline, label, help=(help_text,), fixes=problem.fixes(f"change to {word}"))
    known = (
        f"not set here yet: {listed(unset, 'and')}"
        if unset
        else f"this `{block}` has all its attributes; delete the line"
    )
    return RULE.at(problem.span, headline, label, help=(known,))
