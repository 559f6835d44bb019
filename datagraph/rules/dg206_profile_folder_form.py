"""DG206: the profile's folder is not a fully qualified schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.graph.references import common_database
from datagraph.model import is_part
from datagraph.rules.words import quoted
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.references import OddReference
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG206",
    name="profile-folder-form",
    severity=Severity.ERROR,
    summary="The `profile_folder` is not of the form `database.schema`.",
    why=(
        "Segment looks for the tables of Profiles Sync in this schema. Without the database it cannot find them, and "
        "no relationship has a place to begin."
    ),
    fact=(
        "`profile_folder` is the fully qualified schema that holds the Profiles Sync tables, `[database].[schema]`. "
        "In v0.0.6 it was the schema alone."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    fixable=True,
)


_SEPARATOR = r"[./\\,:;|>]"
_PLAIN = r"[\w$-]+"


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the folder if it is not two plain parts; an unclosed quote is another mistake."""
    counts = (1, 2) if ctx.graph.has_legacy_style else (2,)
    for folder in ctx.graph.odd_references:
        if folder.form == "schema" and folder.unclosed < 0:
            texts = [folder.written(part) for part in folder.parts]
            if len(texts) not in counts or not all(map(is_part, texts)):
                yield _misformed(ctx, folder, texts)


def _misformed(ctx: Context, folder: OddReference, texts: list[str]) -> Diagnostic:
    text, span = quoted(folder.text.strip()), folder.span
    words = [it.strip() for it in re.split(_SEPARATOR, folder.text.strip('"` ')) if it.strip()]
    if len(words) == 2 and all(re.fullmatch(_PLAIN, it) for it in words):
        fix = Fix(f"change to `{words[0]}.{words[1]}`", (TextEdit(span, ".".join(words)),))
        return RULE.at(span, f"{text} is not `database.schema`", "one dot between the two", fixes=folder.fixes(fix))
    if len(texts) == 1 and is_part(texts[0]):
        database = common_database(ctx.graph)
        fixes: tuple[Fix, ...] = ()
        if database:
            edits = (TextEdit(Span(span.start, span.start), f"{database}."),)
            fixes = folder.fixes(Fix(f"add {quoted(database)}, as in the tables", edits, Applicability.UNSAFE))
        return RULE.at(span, f"no database in {text}", "the schema alone cannot be found", fixes=fixes)
    if len(texts) > 2:
        extra = folder.part(folder.parts[2].start - 1, len(folder.text))
        label = "the folder is a schema, without a table in it"
        return RULE.at(extra, f"too many parts in {text}", label, help=("write `database.schema`",))
    return RULE.at(span, f"{text} is not `database.schema`", "spaces and signs need quotes around them")
