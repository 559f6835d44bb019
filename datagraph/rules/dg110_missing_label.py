"""DG110: an entity or a relationship has no slug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG110",
    name="missing-label",
    severity=Severity.ERROR,
    summary="An `entity` or a `relationship` has no label, or an empty one.",
    why="Nothing can refer to the block: relationships and joins name entities by their slugs.",
    fact="The label of an `entity` or a `relationship` is its slug, unique in the graph.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity {
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


def report(problem: Problem, ctx: Context) -> Diagnostic:
    """Say it at the empty label, or else at the block's keyword."""
    kind = problem.subject
    empty = problem.span.text_of(ctx.text) != kind
    return RULE.at(
        problem.span,
        f"`{kind}` has an empty slug" if empty else f"`{kind}` has no slug",
        f"write {example_value(kind)}" + ("" if empty else f", after `{kind}`"),
    )
