"""DG007: a backslash in a string makes no escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG007",
    name="unknown-escape",
    severity=Severity.ERROR,
    summary="A backslash in a string is followed by something that makes no escape.",
    why=(
        "HCL reads a backslash as the beginning of an escape. Of an unknown one Segment can't tell the character, "
        "and refuses the whole text."
    ),
    fact='The escapes are `\\n`, `\\r`, `\\t`, `\\"`, `\\\\`, `\\uNNNN` and `\\UNNNNNNNN`, the `N` hexadecimal.',
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    description        = "Sales\\Accounts"
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
    description        = "A customer's account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
)

_DIGITS = {"u": 4, "U": 8}


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say it at the backslash and what it stands before."""
    return RULE.at(
        problem.span,
        f"unknown escape {quoted(problem.subject)}",
        _reason(problem.subject),
        notes=('the escapes are `\\n`, `\\r`, `\\t`, `\\"`, `\\\\`, `\\uNNNN` and `\\UNNNNNNNN`',),
        fixes=problem.fixes("write `\\\\` for a backslash"),
    )


def _reason(escape: str) -> str:
    digits = _DIGITS.get(escape[1:2])
    if digits is None:
        return "no escape begins so"
    if len(escape) == digits + 2:
        return "no character has this number"
    return f"`{escape[:2]}` takes {digits} hexadecimal digits"
