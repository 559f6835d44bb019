"""DG510: some lines are indented with tabs, others with spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Fix, Label, RuleDescription, Severity
from datagraph.syntax import Attribute, Block, Skipped, parse
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.syntax import Document, Element, LineLike

RULE = RuleDescription(
    code="DG510",
    name="mixed-indentation",
    severity=Severity.WARNING,
    summary="Lines of one file are indented partly with tabs and partly with spaces.",
    why=(
        "Editors show a tab in different widths, so blocks seem to stand deeper or higher than they do, and a "
        "misplaced brace is hard to see."
    ),
    fact=(
        "The language takes tabs and spaces alike. `datagraph fmt` indents by two spaces; where a brace is missing, "
        "indentation is also the evidence of where it belongs."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
\t\ttable_ref          = "PROD.CUST.ACCOUNT"
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

_WITH_TAB = r"(?m)^ *\t[ \t]*\S"
_WITH_SPACE = r"(?m)^\t* [ \t]*\S"
_INDENT = r"(?m)^[ \t]+(?=\S)"
_CANONICAL_UNIT = 2
# Deeper than any graph; the spaces of a fix would grow with the square of the depth.
_DEEPEST = 50


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report the first line that is unlike those before it; lines inside a comment or a heredoc do not count."""
    text = ctx.text
    if "\t" not in text or not re.search(_WITH_TAB, text) or not re.search(_WITH_SPACE, text):
        return
    indents = _indents(text)
    if not indents:
        return
    first = text[indents[0].start]
    odd = next((it for it in indents if text[it.start : it.end].strip(first)), None)
    if odd is None:
        return
    both = " " in odd.text_of(text) and "\t" in odd.text_of(text)
    labels = () if both else (Label(indents[0], "spaces here" if first == " " else "tabs here"),)
    edits = _edits(text, indents)
    yield RULE.at(
        odd,
        "tabs and spaces are mixed in the indentation",
        "both in one line" if both else "tabs here" if first == " " else "spaces here",
        labels=labels,
        help=() if edits else ("use spaces alone; `datagraph fmt` does it once the other errors are gone",),
        fixes=(Fix("indent by spaces", edits),) if edits else (),
    )


def _indents(text: str) -> list[Span]:
    """The white space that lines begin with, where there is any, except inside comments and heredocs."""
    indents = [Span(*found.span()) for found in re.finditer(_INDENT, text)]
    if "/*" not in text and "<<" not in text:
        return indents
    from datagraph.syntax.lexer import tokens

    outside: list[Span] = []
    waiting = iter(indents)
    indent = next(waiting, None)
    for token in tokens(text, 0, len(text)):
        while indent is not None and indent.start < token.end:
            if indent.start == token.start:
                outside.append(indent)
            indent = next(waiting, None)
    return outside


def _edits(text: str, indents: list[Span]) -> tuple[TextEdit, ...]:
    """Spaces in place of all indentation with tabs, or nothing if the text is broken: the depth is a guess then."""
    document = parse(text)
    depths = [] if document.problems else _depths(document, indents)
    if len(depths) < len(indents) or max(depths) > _DEEPEST:
        return ()
    by_tabs: list[tuple[Span, int]] = []
    units: set[int] = set()
    for span, depth in zip(indents, depths, strict=True):
        if "\t" in span.text_of(text):
            by_tabs.append((span, depth))
        else:
            unit, rest = divmod(span.end - span.start, max(depth, 1))
            units.add(0 if rest else unit)
    # What the other lines agree on, or else what `datagraph fmt` would write.
    unit = (units.pop() if len(units) == 1 else 0) or _CANONICAL_UNIT
    return tuple(TextEdit(span, " " * (unit * depth)) for span, depth in by_tabs)


def _depths(document: Document, indents: list[Span]) -> list[int]:
    """How many blocks are open on each of the lines that begin with some of the indents."""
    depths: list[int] = []
    for line, depth in _lines(document):
        end = line.span(0)[1]
        brace = line.span(4)[0]
        while len(depths) < len(indents) and indents[len(depths)].start < end:
            depths.append(depth - (indents[len(depths)].end == brace))
    return depths


def _lines(document: Document) -> Iterator[tuple[LineLike, int]]:
    """The lines of the tree, each with the depth of what it begins with: for a closing line the body it closes."""
    waiting: list[tuple[Element | LineLike, int]] = [(document.end, 0)]
    waiting += [(it, 0) for it in reversed(document.elements)]
    while waiting:
        element, depth = waiting.pop()
        if isinstance(element, Block):
            yield element.opening, depth
            waiting.append((element.closing, depth + 1))
            waiting += [(it, depth + 1) for it in reversed(element.elements)]
        elif isinstance(element, Attribute | Skipped):
            yield element.line, depth
        else:
            yield element, depth
