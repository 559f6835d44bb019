"""DG018: text that is neither an attribute nor a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Fix, RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG018",
    name="unexpected-text",
    severity=Severity.ERROR,
    summary="Some text is neither an attribute nor a block, nor a part of one.",
    why="Segment refuses the whole text because of it.",
    fact=(
        "A line is an attribute, the first or last line of a block, or empty; comments begin with `#` or `//`, or "
        "stand between `/*` and `*/`."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  -- the accounts of all customers
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


def report(problem: Problem, ctx: Context) -> Diagnostic:
    """Say it at the text, all of it; a comment as SQL writes it is known."""
    text = quoted(problem.subject)
    fixes = problem.fixes(f"remove {text}")
    if problem.subject.startswith("--") and _ends_line(problem.span.end, ctx.text):
        mark = Span(problem.span.start, problem.span.start + 2)
        fixes = (Fix("begin the comment with `#`", (TextEdit(mark, "#"),)),)
    label = "it does not belong here" if problem.edits else "neither an attribute nor a block"
    help_ = () if fixes else ("write `name = value`, or make it a comment with `#`",)
    return RULE.at(problem.span, f"unexpected {text}", label, help=help_, fixes=fixes)


def _ends_line(end: int, text: str) -> bool:
    """Whether nothing follows on the line that a comment would swallow."""
    return text[end : end + 1] in ("", "\n", "\r")
