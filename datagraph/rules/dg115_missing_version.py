"""DG115: a graph does not say its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import CURRENT_VERSION, VERSIONS

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG115",
    name="missing-version",
    severity=Severity.ERROR,
    summary="A `data_graph` block has no `version`.",
    why=(
        "Segment calls the version mandatory: without it, it is a guess which attributes and which way to write joins "
        "the graph means."
    ),
    fact="`version` stands in every complete example of the vendor's. We decide: without it, the text is in error.",
    bad="""\
data_graph {
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
    """Say it behind the `{`, where the version would be written."""
    version = VERSIONS[0] if f'"{VERSIONS[0]}"' in problem.edits[0].new_text else CURRENT_VERSION
    line = f'`version = "{version}"`'
    return RULE.at(
        problem.span,
        "`data_graph` has no `version`",
        "a graph says which version of the language it is in",
        fixes=problem.fixes(f"add {line}"),
    )
