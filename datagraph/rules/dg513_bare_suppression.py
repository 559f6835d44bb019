"""DG513: a comment that would silence everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG513",
    name="bare-suppression",
    severity=Severity.WARNING,
    summary="A `datagraph: ignore` comment names no rule, and so silences nothing.",
    why="A comment that silenced everything would also hide mistakes that nobody has made yet.",
    fact="A suppression names its rules in brackets: `ignore[unused-entity]`, `ignore-file[DG5]`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  # datagraph: ignore
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
    """Ask for the names; the fix writes those of the rules that find something there."""
    word = problem.subject
    fixes = problem.fixes(f"write `{word}[{problem.context}]`")
    help_text = f"name the rules in brackets, such as `{word}[unused-entity]`, or remove the comment"
    return RULE.at(
        problem.span, f"`{word}` names no rule", "silences nothing", help=() if fixes else (help_text,), fixes=fixes
    )
