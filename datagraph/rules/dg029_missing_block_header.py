"""DG029: a block's content and closing brace have no header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG029",
    name="missing-block-header",
    severity=Severity.ERROR,
    summary="The first line of a block is missing, above its content and its closing brace.",
    why=(
        "The content falls to the block around it, and the brace closes that one too early. Segment refuses the "
        "whole text."
    ),
    fact='A block begins with a line such as `entity "account-entity" {`.',
    bad="""\
data_graph {
  version = "v1.0.0"

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
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the first name of the content, which tells something of the block's kind."""
    return RULE.at(
        problem.span,
        f"no block opens above {quoted(problem.subject)}" if problem.subject else "no block opens here",
        "a `}` below closes a block that has no first line",
        help=(f"write the first line of the block above, such as `{_example(problem.subject)}`",),
        fixes=problem.fixes("add the first line of the block"),
    )


def _example(first: str) -> str:
    kinds = BLOCKS_BY_ATTRIBUTE.get(first) or (BLOCKS[first].parents if first in BLOCKS else ())
    block = BLOCKS.get(kinds[0] if kinds else "entity", BLOCKS["entity"])
    return block.example.partition("\n")[0]
