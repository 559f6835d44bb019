"""DG505: a graph in the beta's language, and its way to the current version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Fix, RuleDescription, Severity
from datagraph.language import CURRENT_VERSION, PROFILE_TYPES, SLUG_PATTERN
from datagraph.text import LineIndex, Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Join, JunctionTable, Node, Operand, Profile, Relationship
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG505",
    name="legacy-version",
    severity=Severity.WARNING,
    summary="The graph is written in `v0.0.6`, the beta of the language.",
    why=(
        "The beta still occurs, but what Segment describes now is `v1.0.0`, and the two write profiles and joins "
        "differently. The fix rewrites the whole file where every step is certain; otherwise the help lists the steps "
        "that are left."
    ),
    fact=(
        "In `v0.0.6` a profile had `materialization` in place of `type`, `profile_folder` was a schema alone, "
        "`table_ref` could do without the database, and joins named tables where they name entity slugs today."
    ),
    bad="""\
data_graph {
  version = "v0.0.6"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder  = "PROD.SEGMENT"
    materialization = "segment"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL_ID"
      }

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "ACCOUNT.ID = CART.ACCOUNT_ID"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL_ID"
      }

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart"
        join_on        = "account.ID = cart.ACCOUNT_ID"
      }
    }
  }
}
""",
    fixable=True,
)

_TYPES = {"none": "segment:unmaterialized", "segment": "segment:materialized"}
_FOLDER_PARTS, _TABLE_PARTS = 2, 3
_MOST_PLACES = 5
_GRAPH = r"(?m)^[ \t]*data_graph\b"


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the version, and work the migration out if it is the beta's."""
    if not ctx.graph.is_legacy:
        return
    version = ctx.graph.model.value_span("version")
    migration = _Migration(ctx)
    migration.plan()
    if len(re.findall(_GRAPH, ctx.text)) > 1:
        migration.leave("keep one `data_graph` in the file", version)
    edits = (TextEdit(version, CURRENT_VERSION), *migration.edits)
    yield RULE.at(
        version,
        "`v0.0.6` is the beta of the language",
        f"the current version is `{CURRENT_VERSION}`",
        help=migration.remaining(),
        fixes=() if migration.steps else (Fix(f"migrate to {CURRENT_VERSION}", edits),),
    )


class _Migration:
    """The edits that are certain, and the steps that are not, with their places."""

    def __init__(self, ctx: Context) -> None:
        self.edits: list[TextEdit] = []
        self.steps: dict[str, list[Span]] = {}
        self._text = ctx.text
        self._graph = ctx.graph
        self._tables = {slug: _last_part(entity.table_ref) for slug, entity in ctx.graph.entities.items()}

    def plan(self) -> None:
        """Go through all that `v1.0.0` writes otherwise."""
        model = self._graph.model
        for entity in model.entities:
            self._qualify(entity, "table_ref", _TABLE_PARTS, "database.schema.table")
        if model.profile:
            self._qualify(model.profile, "profile_folder", _FOLDER_PARTS, "database.schema")
            self._replace_materialization(model.profile)
            blocks = model.syntax.blocks if model.syntax else []
            for again in [it for it in blocks if it.kind == "profile"][1:]:
                self.leave("keep one `profile`", again.kind_span)
        for relationship in self._graph.relationships:
            if relationship.junction_table:
                self._qualify(relationship.junction_table, "table_ref", _TABLE_PARTS, "database.schema.table")
            if relationship.parent:
                self._rename_in_joins(relationship, relationship.parent.related_entity)

    def leave(self, step: str, span: Span) -> None:
        """Leave a step to the author."""
        self.steps.setdefault(step, []).append(span)

    def remaining(self) -> tuple[str, ...]:
        """The steps that are left, each with its first places."""
        if not self.steps:
            return ()
        lines = LineIndex(self._text)
        result = []
        for step, spans in sorted(self.steps.items(), key=lambda item: item[1][0]):
            places = [str(lines.position(span.start)) for span in spans[:_MOST_PLACES]]
            more = len(spans) - len(places)
            result.append(f"{step}: at {', '.join(places)}{f' and {more} more' if more else ''}")
        return (*result, "then `datagraph fix` does the rest")

    def _qualify(self, node: Node, name: str, count: int, form: str) -> None:
        """A database that is not written down is known to the author alone."""
        from datagraph.model import parse_dotted

        if len(parse_dotted(getattr(node, name)) or ()) != count:
            self.leave(f"write `{name}` as `{form}`", node.value_span(name))

    def _replace_materialization(self, profile: Profile) -> None:
        old, new = profile.attribute("materialization"), profile.attribute("type")
        if old is None and new and new.string and new.string.text in PROFILE_TYPES:
            return
        kind = _TYPES.get(profile.materialization)
        if old is None or old.string is None or new or kind is None:
            span = old.name_span if old else profile.name_span
            self.leave("write `type` in place of `materialization`", span)
            return
        word = "type"
        folder = profile.attribute("profile_folder")
        if folder and self._text.startswith("  =", folder.name_span.end):
            # The two were aligned; without the longer name, their `=` move one column to the left.
            self.edits.append(TextEdit(Span(folder.name_span.end, folder.name_span.end + 1), ""))
            word = word.ljust(len("profile_folder"))
        self.edits += (TextEdit(old.name_span, word), TextEdit(old.string.inner_span, kind))

    def _rename_in_joins(self, relationship: Relationship, left: str) -> None:
        """Table names to slugs, where a join names the tables of exactly the entities that it joins."""
        right, junction = relationship.related_entity, relationship.junction_table
        if relationship.attribute("join_on"):
            self._rename(relationship, "join_on", relationship.join, (left, right))
        if junction:
            self._rename(junction, "left_join_on", junction.left_join, (left, ""))
            self._rename(junction, "right_join_on", junction.right_join, ("", right))

    def _rename(self, node: Relationship | JunctionTable, name: str, join: Join | None, slugs: tuple[str, str]) -> None:
        string = node.string(name)
        tables = [self._tables.get(slug) if slug else _last_part(getattr(node, "table_ref", "")) for slug in slugs]
        sides = [] if join is None else [it for it in zip(join, slugs, tables, strict=True) if it[0].entity != it[1]]
        if join is None or string is None or not all(self._is_sure(*side, tables) for side in sides):
            self.leave(f"write `{name}` with the slugs of the entities", node.value_span(name))
            return
        for operand, slug, _ in sides:
            span = string.part(operand.entity_range[0], operand.column_range[0])
            self.edits.append(TextEdit(span, f"{slug}." if slug else ""))

    def _is_sure(self, operand: Operand, slug: str, table: str | None, tables: list[str | None]) -> bool:
        """Whether one side of a join names the table that it should, and could mean nothing else."""
        means_table = bool(table) and _last_part(operand.entity) == table and tables[0] != tables[1]
        return (
            means_table
            and operand.entity not in self._graph.entities
            and bool(not slug or re.fullmatch(SLUG_PATTERN, slug))
        )


def _last_part(name: str) -> str:
    """The table's own name in a dotted one; empty if there is none."""
    from datagraph.model import parse_dotted

    parts = parse_dotted(name) if name else None
    return parts[-1].text if parts else ""
