"""Names of the warehouse's things, tables, schemas and columns, as the graph writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.graph.looking import look_at, relationships_in
from datagraph.model import Entity, JunctionTable, Part, Relationship, split_dotted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.diagnostics import Fix
    from datagraph.graph.graph import Graph
    from datagraph.model import Node
    from datagraph.syntax import StringValue
    from datagraph.text import Span

_TABLE = re.compile(r"[\w$-]+\.[\w$-]+\.[\w$-]+")
_TABLE_OF_ANY_VERSION = r"(?:[\w$-]+\.){0,2}([\w$-]+)"
_SCHEMA = re.compile(r"[\w$-]+\.[\w$-]+")
_COLUMN = re.compile(r"[\w$-]+")


class OddReference(NamedTuple):
    """A name that is not plainly of its form; it may still be right, in quotes or in the beta's language.

    `owner` is the entity or the relationship that `node` is part of (the profile for its folder). `unclosed` is the
    offset of a quote that is not closed, or -1.
    """

    node: Node
    owner: Node
    attribute: str
    form: Literal["table", "schema", "column"]
    text: str
    parts: tuple[Part, ...]
    unclosed: int

    @property
    def span(self) -> Span:
        """The whole name, without the quotes of the string."""
        return self.node.value_span(self.attribute)

    @property
    def string(self) -> StringValue | None:
        """Where the text stands; None if its attribute is misspelt."""
        string = self.node.string(self.attribute)
        return string if string and string.text == self.text else None

    def part(self, start: int, end: int) -> Span:
        """Where a piece of the text stands in the file."""
        string = self.string
        return string.part(start, end) if string else self.span

    def fixes(self, fix: Fix) -> tuple[Fix, ...]:
        """A fix of the text, or none where it does not stand in the file as it is."""
        return (fix,) if self.string else ()

    def written(self, part: Part) -> str:
        """A part as it is written, its quotes included."""
        return self.text[part.start : part.end]


def odd_references(graph: Graph) -> list[OddReference]:
    """Look at every name of a table, schema or column; most are plain and cost one match, or none if they are known."""
    odd = look_at(graph.model.entities, _odd_in_entities)
    profile = graph.model.profile
    if profile and not _SCHEMA.fullmatch(profile.profile_folder):
        _add(odd, profile, profile, "profile_folder", "schema", profile.profile_folder)
    return odd + look_at(graph.trees, _odd_in_trees)


def _odd_in_entities(entities: Sequence[Entity]) -> list[OddReference]:
    odd: list[OddReference] = []
    table, column = _TABLE.fullmatch, _is_plain_column
    for entity in entities:
        if not table(entity.table_ref):
            _add(odd, entity, entity, "table_ref", "table", entity.table_ref)
        if not column(entity.primary_key):
            _add(odd, entity, entity, "primary_key", "column", entity.primary_key)
    return odd


def _odd_in_trees(trees: Sequence[Relationship]) -> list[OddReference]:
    odd: list[OddReference] = []
    column = _is_plain_column
    for relationship in relationships_in(trees):
        key = relationship.external_id or relationship.trait
        if key is not None:
            for it in (relationship.external_id, relationship.trait):
                if it is not None and not column(it.join_key):
                    _add(odd, it, relationship, "join_key", "column", it.join_key)
        junction = relationship.junction_table
        if junction is not None:
            if not _TABLE.fullmatch(junction.table_ref):
                _add(odd, junction, relationship, "table_ref", "table", junction.table_ref)
            if not column(junction.primary_key):
                _add(odd, junction, relationship, "primary_key", "column", junction.primary_key)
    return odd


@lru_cache(maxsize=1 << 16)
def _is_plain_column(name: str) -> bool:
    """Whether a name is plainly a column's; nearly all graphs have few that are not the same."""
    return _COLUMN.fullmatch(name) is not None


def _add(
    odd: list[OddReference],
    node: Node,
    owner: Node,
    attribute: str,
    form: Literal["table", "schema", "column"],
    text: str,
) -> None:
    """Add a name that is not plain; one that is missing or empty has its own diagnostic."""
    if text:
        parts, unclosed = split_dotted(text)
        odd.append(OddReference(node, owner, attribute, form, text, tuple(parts), unclosed))


def entities_by_table(graph: Graph) -> dict[str, dict[str, None]]:
    """For the name of each table and its last parts, in lower case: the slugs of the entities that stand for it."""
    found: dict[str, dict[str, None]] = {}
    for slug, entity in graph.entities.items():
        parts, unclosed = split_dotted(entity.table_ref)
        if unclosed < 0 and entity.table_ref:
            for count in range(1, min(len(parts), 4) + 1):
                name = ".".join(part.text for part in parts[-count:]).casefold()
                found.setdefault(name, {})[slug] = None
    return found


def table_name(table_ref: str) -> str:
    """The last part of a table's name, without quotes."""
    return split_dotted(table_ref)[0][-1].text


def plain_table_name(table_ref: str) -> str:
    """The last part of a table's name if all of it is plain, in any version of the language; else ""."""
    found = re.fullmatch(_TABLE_OF_ANY_VERSION, table_ref)
    return str(found[1]) if found else ""


def common_database(graph: Graph) -> str:
    """The database of all tables of the graph that name one, if it is the same in all; else ""."""
    databases = {it.table_ref.partition(".")[0] for it in graph.model.entities if _TABLE.fullmatch(it.table_ref)}
    return databases.pop() if len(databases) == 1 else ""


def table_of(node: Node, owner: Node, graph: Graph) -> tuple[str, str]:
    """The slug, or "", and the name of the table whose columns a node names; `owner` is what it is part of."""
    if isinstance(node, JunctionTable):
        return "", node.table_ref
    slug = owner.related_entity if isinstance(owner, Relationship) else owner.slug
    entity = owner if isinstance(owner, Entity) else graph.entities.get(slug)
    return slug, entity.table_ref if entity else ""
