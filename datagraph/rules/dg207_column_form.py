"""DG207: a key is not the name of one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.graph.references import table_of
from datagraph.model import is_part
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.graph.references import OddReference
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG207",
    name="column-form",
    severity=Severity.ERROR,
    summary="A `primary_key` or `join_key` is not exactly one column.",
    why=(
        "Segment takes the value as the name of a column. A list, an expression or a table in front of it is no "
        "column of any table, and the query fails."
    ),
    fact="`primary_key` and `join_key` are one column each; a name that holds a dot or a space stands in quotes.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID, REGION"
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


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the columns that are not a plain name; an unclosed quote is another mistake."""
    for column in ctx.graph.odd_references:
        if column.form == "column" and column.unclosed < 0 and not is_part(column.text):
            yield _misformed(ctx.graph, column)


def _misformed(graph: Graph, column: OddReference) -> Diagnostic:
    text, span = column.text.strip(), column.span
    name = quoted(text)
    if is_part(text):
        fix = Fix("take out the spaces", (TextEdit(span, encode(text)[1:-1]),))
        return RULE.at(span, f"spaces around {name}", "a column's name stands alone", fixes=column.fixes(fix))
    if "," in text or ";" in text:
        return RULE.at(span, f"{name} is not one column", "a key is a single column", help=(_advice(column),))
    texts = [column.written(part) for part in column.parts]
    if len(texts) > 1:
        return _qualified(graph, column, texts)
    if "(" in text:
        advice = ("make a view that has the value as a column",)
        return RULE.at(span, f"{name} is an expression", "a key is a column's name", help=advice)
    fixes: tuple[Fix, ...] = ()
    if "`" not in text and '"' not in text:
        edits = (TextEdit(span, f"`{encode(text)[1:-1]}`"),)
        fixes = column.fixes(Fix("put it in backticks", edits, Applicability.UNSAFE))
    return RULE.at(span, f"{name} is no plain name", "spaces and signs need quotes around them", fixes=fixes)


def _advice(column: OddReference) -> str:
    if column.attribute == "primary_key":
        return "name the one column that identifies a row, or make a view that has one"
    return "name the one column that holds the value"


def _qualified(graph: Graph, column: OddReference, texts: list[str]) -> Diagnostic:
    """A column with its table or entity in front; what stands there must be its own to be taken off safely."""
    fixes: tuple[Fix, ...] = ()
    slug, table = table_of(column.node, column.owner, graph)
    front = ".".join(part.text for part in column.parts[:-1]).casefold()
    if is_part(texts[-1]) and all(map(is_part, texts)):
        own = front == slug or f".{table}".casefold().endswith(f".{front}")
        applicability = Applicability.SAFE if own else Applicability.UNSAFE
        edits = (TextEdit(column.span, encode(texts[-1])[1:-1]),)
        fixes = column.fixes(Fix(f"change to {quoted(column.parts[-1].text)}", edits, applicability))
    message = f"more than a column in {quoted(column.text)}"
    return RULE.at(column.span, message, "the table goes without saying; a dot in a name needs quotes", fixes=fixes)
