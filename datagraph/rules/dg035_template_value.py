"""DG035: a string is a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import example_value, quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG035",
    name="template-value",
    severity=Severity.ERROR,
    summary="A string holds a template, `${…}` or `%{…}`.",
    why=(
        "Segment has no variables, so nothing is filled in, and the value names nothing. Segment refuses the whole "
        "text."
    ),
    fact=(
        "HCL fills in what stands in `${…}` and `%{…}`; the Data Graph language has nothing to fill in. `$${` and "
        "`%%{` stand for the plain characters."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "${var.database}.CUST.ACCOUNT"
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
    """Say it at the string."""
    marks = [mark for mark in ("${", "%{") if mark in problem.subject] or ["${"]
    mark = min(marks, key=problem.subject.find)
    return RULE.at(
        problem.span,
        f"{quoted(problem.subject)} is a template",
        f"nothing is filled in for `{mark}`",
        help=(f"write {example_value(problem.context)}; `{mark[0]}{mark}` stands for a plain `{mark}`",),
        fixes=problem.fixes(f"write `{mark[0]}{mark}` for a plain `{mark}`"),
    )
