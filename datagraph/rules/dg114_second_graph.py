"""DG114: a file holds more than one graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG114",
    name="second-graph",
    severity=Severity.ERROR,
    summary="A file holds a second `data_graph` block.",
    why="A space has one graph, and one text is pasted for it; Segment refuses two.",
    fact="A file holds exactly one `data_graph` block.",
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

data_graph {
  version = "v1.0.0"

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
}
""",
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the later one, and point at the first."""
    first = (Label(problem.related, "the first one"),) if problem.related else ()
    return RULE.at(
        problem.span,
        "second `data_graph` in one file",
        "a file holds exactly one",
        labels=first,
        help=("move its blocks into the first one, or all of it into a file of its own",),
    )
