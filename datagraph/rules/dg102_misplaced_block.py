"""DG102: a block stands where it does not belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import home_of_block, quoted, slug_in

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG102",
    name="misplaced-block",
    severity=Severity.ERROR,
    summary="A block stands in a block, or outside of all blocks, where the language has no place for it.",
    why="Segment refuses the whole text, or reads it without the block.",
    fact=(
        "`data_graph` stands at the top level and holds entities and at most one `profile`; relationships stand in "
        "the profile or in each other, and joins stand in relationships."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}

entity "cart-entity" {
  name               = "Cart"
  table_ref          = "PROD.CUST.CART"
  primary_key        = "ID"
  enrichment_enabled = true
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


def report(problem: Problem, ctx: Context) -> Diagnostic:
    """Say where the block belongs; one that stands outside of the graph is named."""
    kind, parent = problem.subject, problem.context
    home = home_of_block(kind)
    renamed = len(problem.edits) == 1
    if parent or renamed:
        word = f"`{problem.edits[0].new_text}`" if renamed else ""
        return RULE.at(
            problem.span,
            f"`{kind}` does not belong in `{parent}`" if parent else f"`{kind}` stands outside of `data_graph`",
            f"belongs {home}",
            help=(f"did you mean {word}? It holds what stands in {word}",) if renamed else (),
            fixes=problem.fixes(f"change to {word}"),
        )
    # More than a header is not worth reading: a slug further away is shown by the source line all the same.
    slug = slug_in(ctx.text[problem.span.start : problem.span.end + 200].partition("{")[0])
    name = f"{kind} {quoted(slug)}" if slug else f"`{kind}`"
    move = "move it between the braces of `data_graph`"
    return RULE.at(
        problem.span,
        f"{name} stands outside of `data_graph`",
        f"belongs {home}",
        help=() if problem.edits else (move,),
        fixes=problem.fixes(move),
    )
