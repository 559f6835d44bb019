"""DG511: a comment that silences nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG511",
    name="unused-suppression",
    severity=Severity.WARNING,
    summary="A `datagraph: ignore[…]` comment names a rule that finds nothing there.",
    why=(
        "The mistake was mended, or the comment stands in the wrong place. Left in, it hides the next mistake of that "
        "kind. A rule that the configuration switches off does not make its suppressions unused."
    ),
    fact=(
        "A suppression at the end of a line is for what begins on that line, one on lines of its own for what begins "
        "on the line below, and `ignore-file` for the whole file."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  # datagraph: ignore[unused-entity]
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

  # datagraph: ignore[unused-entity] used from the next release on
  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }
}
""",
    fixable=True,
)


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the name, or at all of the suppression if nothing in it is used."""
    return RULE.at(
        problem.span, f"unused suppression of {problem.subject}", "silences nothing", fixes=problem.fixes("remove it")
    )
