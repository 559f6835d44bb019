"""DG023: a block does not say what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG023",
    name="missing-keyword",
    severity=Severity.ERROR,
    summary="A slug or a brace stands without the keyword of its block.",
    why="Nobody can tell an entity from a relationship without it, and Segment refuses the whole text.",
    fact='A block begins with its keyword: `entity "account-entity" {`.',
    bad="""\
data_graph {
  version = "v1.0.0"

  "account-entity" {
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
    """Say it at the slug, or at a brace that stands alone."""
    alone = problem.subject == "{"
    keywords = " or ".join(f"`{it.name}`" for it in BLOCKS.values() if it.label)
    advice = "write the block's keyword before it, or remove it" if alone else f"write {keywords} before it"
    return RULE.at(
        problem.span,
        f"no keyword before {quoted(problem.subject)}",
        "a block begins with a keyword",
        help=(advice,),
        fixes=problem.fixes("remove it"),
    )
