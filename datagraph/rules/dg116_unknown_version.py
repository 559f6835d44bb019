"""DG116: a graph names a version that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import CURRENT_VERSION, VERSIONS
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG116",
    name="unknown-version",
    severity=Severity.ERROR,
    summary="The `version` of a graph is none that the language has.",
    why="Segment refuses a version that it does not know.",
    fact="There are two versions: `v1.0.0`, and the beta `v0.0.6`.",
    bad="""\
data_graph {
  version = "v1.1.0"

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
    """Say which versions there are."""
    title = f"change to `{problem.edits[0].new_text}`" if problem.edits else ""
    return RULE.at(
        problem.span,
        f"unknown version {quoted(problem.subject)}",
        f"the versions are {listed(reversed(VERSIONS), 'and')}",
        help=() if problem.edits else (f'write `"{CURRENT_VERSION}"`, the current one',),
        fixes=problem.fixes(title),
    )
