"""DG031: a value is `null`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG031",
    name="null-value",
    severity=Severity.ERROR,
    summary="The value of an attribute is `null`.",
    why="HCL's `null` means that an attribute is not there. Segment refuses it.",
    fact="HCL has such values, but the Data Graph language reads only strings, `true` and `false`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    description        = null
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
    """Say it at the word; an attribute that may be left out has the simpler way."""
    advice = f"write {example_value(problem.context)}"
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is no value here",
        "an attribute that is there has a value",
        help=(f"remove the line, or {advice}" if _optional(problem.context) else advice,),
        fixes=problem.fixes("remove the line"),
    )


def _optional(name: str) -> bool:
    rows = (BLOCKS[block].attribute(name) for block in BLOCKS_BY_ATTRIBUTE.get(name, ()))
    return not any(row and row.required for row in rows)
