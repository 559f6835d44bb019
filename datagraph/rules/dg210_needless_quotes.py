"""DG210: a name stands in quotes that it does not need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG210",
    name="needless-quotes",
    severity=Severity.INFO,
    summary="A part of a name stands in quotes though it is plain.",
    why="Quotes that do nothing hide the ones that matter, and every one has to be escaped in the string.",
    fact=(
        "Only a part that holds a dot, a space or a sign needs quotes; names are case sensitive with and without them."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.\\"CUST\\".ACCOUNT"
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


_PLAIN = r"[A-Za-z_][\w$-]*"


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the names in quotes, and at the slugs in joins."""
    for name in ctx.graph.odd_references:
        if name.unclosed < 0:
            for part in name.parts:
                if part.text != name.written(part) and re.fullmatch(_PLAIN, part.text):
                    yield _needless(name.part(part.start, part.end), part.text)
    for join in ctx.graph.joins.odd:
        for side in join.sides:
            if side.operand.entity != side.word and re.fullmatch(_PLAIN, side.word):
                yield _needless(join.part(side.operand.entity_range), side.word)


def _needless(span: Span, name: str) -> Diagnostic:
    # What the warehouse makes of quotes is not known here.
    fix = Fix("take off the quotes", (TextEdit(span, name),), Applicability.UNSAFE)
    return RULE.at(span, f"quotes around {quoted(name)} are not needed", "a plain name", fixes=(fix,))
