"""DG208: a quoted part of a name is not closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Fix, RuleDescription, Severity
from datagraph.model import parse_join, split_dotted
from datagraph.rules.words import quoted
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG208",
    name="unbalanced-quote",
    severity=Severity.ERROR,
    summary="A quoted part of a table, schema, column or join has only one of its two quotes.",
    why="Nobody can tell where the name ends, so no table or column of that name is found.",
    fact=(
        'A part of a name may stand between two `"` (written `"` in a string) or two backticks, to hold a dot or a '
        "space."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.\\"CUST.ACCOUNT"
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


_PART = r"[\w$-]+"
_FORMS = {
    "table": rf"{_PART}\.{_PART}\.{_PART}",
    "schema": rf"{_PART}\.{_PART}",
    "column": _PART,
}


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at names that are not plain, and at joins that are none."""
    for name in ctx.graph.odd_references:
        if name.unclosed >= 0:
            is_plain = re.fullmatch(_FORMS[name.form], _without(name.text, name.unclosed)) is not None
            yield _unclosed(name.part(name.unclosed, name.unclosed + 1), name.text, bool(name.string) and is_plain)
    for join in ctx.graph.joins.odd:
        if join.is_malformed:
            unclosed = split_dotted(join.text)[1]
            if unclosed >= 0:
                rest = _without(join.text, unclosed)
                is_plain = not ('"' in rest or "`" in rest) and join.fits(parse_join(rest))
                yield _unclosed(join.part((unclosed, unclosed + 1)), join.text, bool(join.string) and is_plain)


def _without(text: str, offset: int) -> str:
    return text[:offset] + text[offset + 1 :]


def _unclosed(span: Span, text: str, is_plain: bool) -> Diagnostic:
    """A quote without its partner; if the rest needs no quotes, it may go."""
    fixes = (Fix("take it out", (TextEdit(span, ""),)),) if is_plain else ()
    return RULE.at(span, f"a quote without its partner in {quoted(text)}", "not closed", fixes=fixes)
