"""DG512: a comment that would silence a rule which does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.rules.registry import all_rules
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG512",
    name="unknown-suppression",
    severity=Severity.WARNING,
    summary="A `datagraph: ignore[…]` comment names a rule that does not exist.",
    why="The comment silences nothing, and looks as if it did.",
    fact=(
        "The brackets hold names of rules (`unused-entity`), codes (`DG501`) or the beginnings of codes (`DG5`), "
        "separated by commas."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true # datagraph: ignore[redundant-flag]
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
    """Say it at the name; a code that no rule has is near to too many others for a guess."""
    from datagraph.diagnostics.suggestion import closest

    word, span = problem.subject, problem.span
    near = None if word[2:].isdigit() else closest(word, [rule.name for rule in all_rules()])
    fixes: tuple[Fix, ...] = ()
    if near:
        applicability = Applicability.SAFE if near.sure else Applicability.UNSAFE
        fixes = (Fix(f"change to `{near.word}`", (TextEdit(span, near.word),), applicability),)
    help_text = f"did you mean `{near.word}`?" if near else "`datagraph rules` lists the names of all rules"
    return RULE.at(span, f"no rule named `{word}`", "silences nothing", help=(help_text,), fixes=fixes)
