"""DG010: a colon stands for `=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG010",
    name="colon-for-equals",
    severity=Severity.ERROR,
    summary="An attribute has a colon in place of its `=`, or before it.",
    why="The colon is how YAML and JSON write it. Segment refuses the whole text.",
    fact="An attribute is `name = value`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name: "Account"
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
    """Say it at the colon."""
    beside = bool(problem.edits) and not problem.edits[0].new_text
    name = quoted(problem.subject)
    return RULE.at(
        problem.span,
        f"`:` before the `=` of {name}" if beside else f"`:` in place of `=` after {name}",
        "an attribute is `name = value`",
        fixes=problem.fixes("remove `:`" if beside else "change to `=`"),
    )
