"""DG205: a table's name is not fully qualified, or not well formed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.graph.references import common_database
from datagraph.model import is_part
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.references import OddReference
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG205",
    name="table-reference-form",
    severity=Severity.ERROR,
    summary="A `table_ref` is not of the form `database.schema.table`.",
    why=(
        "Segment asks the warehouse for exactly this name. Without its database or its schema, the table is not found "
        "there, and every consumer of the entity fails."
    ),
    fact=(
        "`table_ref` is `[database].[schema].[table]`; a part that holds a dot or a space stands in quotes. In v0.0.6 "
        "the database could be left out."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "CUST.ACCOUNT"
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


_SEPARATOR = r"[./\\,:;|>]"
_PLAIN = r"[\w$-]+"
_COUNTS = {1: "one part", 2: "two parts", 4: "four parts"}


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the names of tables that are not three plain parts; an unclosed quote is another mistake."""
    tables = [it for it in ctx.graph.odd_references if it.form == "table" and it.unclosed < 0]
    if not tables:
        return
    counts = (2, 3) if ctx.graph.has_legacy_style else (3,)
    database = common_database(ctx.graph)
    for table in tables:
        found = _mistyped(table, counts) or _gap(table, counts) or _miscounted(table, counts, database) or _odd(table)
        if found:
            yield found


def _mistyped(table: OddReference, counts: tuple[int, ...]) -> Diagnostic | None:
    """A name that is right but for spaces, other signs in place of dots, or quotes around all of it."""
    texts = [table.written(part) for part in table.parts]
    stripped = [text.strip() for text in texts]
    whole = len(texts) == 1 and texts[0] != table.parts[0].text
    mended = [it.strip() for it in re.split(_SEPARATOR, table.parts[0].text if whole else table.text)]
    if stripped != texts and len(texts) in counts and all(map(is_part, stripped)):
        message, title, mended = "spaces around the parts of {}", "take out the spaces", stripped
    elif len(mended) not in counts or not all(re.fullmatch(_PLAIN, it) for it in mended) or len(texts) in counts:
        return None
    elif whole:
        message, title = "quotes around all of {}", "take off the quotes"
    else:
        message, title = "no dots between the parts of {}", "write dots"
    fix = Fix(title, (TextEdit(table.span, encode(".".join(mended))[1:-1]),))
    label = "written `database.schema.table`, quotes around a part only"
    return RULE.at(table.span, message.format(quoted(table.text.strip())), label, fixes=table.fixes(fix))


def _gap(table: OddReference, counts: tuple[int, ...]) -> Diagnostic | None:
    """A part with nothing in it."""
    empty = next((part for part in table.parts if not part.text.strip('"` ')), None)
    if empty is None:
        return None
    span = table.part(max(empty.start - 1, 0), min(empty.end + 1, len(table.text)))
    rest = [table.written(part) for part in table.parts if part.text.strip('"` ')]
    fixes: tuple[Fix, ...] = ()
    if len(rest) in counts and all(map(is_part, rest)):
        fixes = table.fixes(Fix("take out the extra dot", (TextEdit(table.span, encode(".".join(rest))[1:-1]),)))
    return RULE.at(span, f"an empty part in {quoted(table.text)}", "a name is missing here", fixes=fixes)


def _miscounted(table: OddReference, counts: tuple[int, ...], database: str) -> Diagnostic | None:
    """A name with too many parts or too few."""
    count = len(table.parts)
    if count in counts:
        return None
    message = f"{_COUNTS.get(count, f'{count} parts')} in {quoted(table.text)}"
    if count > 3:
        span = table.part(table.parts[3].start - 1, len(table.text))
        label = "a table is `database.schema.table`"
        return RULE.at(span, message, label, help=("write quotes around a part that holds a dot",))
    label = "the database is missing" if count == 2 else "the database and the schema are missing"
    fixes: tuple[Fix, ...] = ()
    if count == 2 and database:
        edits = (TextEdit(Span(table.span.start, table.span.start), f"{database}."),)
        fix = Fix(f"add {quoted(database)}, as in the other tables", edits, Applicability.UNSAFE)
        fixes = table.fixes(fix)
    return RULE.at(table.span, message, label, help=() if fixes else ("write `database.schema.table`",), fixes=fixes)


def _odd(table: OddReference) -> Diagnostic | None:
    """A part with characters that need quotes."""
    odd = next((part for part in table.parts if not is_part(table.written(part))), None)
    if odd is None:
        return None
    fixes: tuple[Fix, ...] = ()
    if "`" not in odd.text and '"' not in odd.text:
        edits = (TextEdit(table.part(odd.start, odd.end), f"`{encode(odd.text)[1:-1]}`"),)
        fixes = table.fixes(Fix("put it in backticks", edits, Applicability.UNSAFE))
    message = f"{quoted(odd.text)} is no plain name"
    return RULE.at(table.part(odd.start, odd.end), message, "spaces and signs need quotes around them", fixes=fixes)
