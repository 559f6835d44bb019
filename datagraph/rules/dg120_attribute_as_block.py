"""DG120: an attribute is written as a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG120",
    name="attribute-as-block",
    severity=Severity.ERROR,
    summary="An attribute is written as if it were a block, with braces.",
    why="Segment refuses the whole text, and the attribute has no value.",
    fact="An attribute is `name = value` on one line.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true

    name {
    }
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
    """Show how the attribute is written, in this block if it belongs here."""
    name = problem.subject
    owners = BLOCKS_BY_ATTRIBUTE[name]
    row = BLOCKS[problem.context if problem.context in owners else owners[0]].attribute(name)
    assert row is not None, "the look-up is made from the blocks' own attributes"
    return RULE.at(
        problem.span,
        f"`{name}` is an attribute, not a block",
        "takes `=` in place of braces",
        help=(f"write `{row.example}`",),
    )
