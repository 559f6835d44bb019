"""What there is to count: the graph's entities and relationships, found in the catalog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from datagraph.catalog import table_path
from datagraph.model import unquoted
from datagraph.proof.casts import SHAPELESS, cast_for
from datagraph.proof.profile_tables import find_words, profile_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.catalog import Catalog, Column, Table
    from datagraph.graph import Graph
    from datagraph.model import JunctionTable, Operand, Relationship
    from datagraph.proof.casts import Cast
    from datagraph.proof.profile_tables import ProfileTables, Words


T = TypeVar("T")


class Place(NamedTuple):
    """A column of a table."""

    table: Table
    column: Column


class Junction(NamedTuple):
    """A junction table: its key, and its columns that meet the left and the right entity."""

    key: Place
    left: Column
    right: Column


class RelationshipSubject(NamedTuple):
    """What a relationship joins.

    On the first level there is no `left`, but the `words` of profiles. `far` is for the column of the right entity
    and what comes before it, `near` for the left join of a junction.
    """

    right: Place
    far: Cast
    left: Place | None = None
    junction: Junction | None = None
    near: Cast | None = None
    words: Words | None = None


class Subjects:
    """All that can be counted for a graph, by slug, and why the rest cannot."""

    def __init__(self, graph: Graph, catalog: Catalog) -> None:
        self.kind = catalog.warehouse
        self.entities: dict[str, Place] = {}
        self.relationships: dict[str, RelationshipSubject] = {}
        self.skipped: dict[str, str] = {}
        self.profile: ProfileTables | None = None
        """The tables of the profile that some relationship needs."""
        self._graph = graph
        self._catalog = catalog
        for slug, entity in graph.entities.items():
            self._note(slug, self.entities, partial(self._key, entity.table_ref, entity.primary_key))
        if graph.model.profile:
            self.profile = profile_tables(catalog, graph.model.profile)
        for relationship in graph.relationships:
            self._note(relationship.slug, self.relationships, partial(self._relationship, relationship))

    def _note(self, slug: str, into: dict[str, T], find: Callable[[], T]) -> None:
        """Put what is found under its slug, or why it is not; of a slug that is declared twice the first counts."""
        if slug and slug not in into and slug not in self.skipped:
            try:
                into[slug] = find()
            except _SkippedError as reason:
                self.skipped[slug] = str(reason)

    def _relationship(self, relationship: Relationship) -> RelationshipSubject:
        if relationship.parent is None:
            return self._first_level(relationship)
        if relationship.junction_table and not relationship.join_on:
            return self._through(relationship, relationship.parent, relationship.junction_table)
        left, right = self._operands(relationship, relationship.parent)
        left_place = self._entity_place(relationship.parent.related_entity, left)
        right_place = self._entity_place(relationship.related_entity, right)
        return RelationshipSubject(right_place, self._cast(left_place, right_place), left_place)

    def _first_level(self, relationship: Relationship) -> RelationshipSubject:
        key = relationship.external_id or relationship.trait
        if key is None or (relationship.external_id and relationship.trait):
            raise _SkippedError("it says not how it joins the profile")
        right = self._entity_place(relationship.related_entity, key.join_key)
        words = find_words(self.profile, relationship) if self.profile else "the profile's tables were not found"
        if isinstance(words, str):
            raise _SkippedError(words)
        value = Place(words.table, words.value)
        return RelationshipSubject(right, self._cast(value, right), words=words)

    def _through(
        self, relationship: Relationship, parent: Relationship, junction: JunctionTable
    ) -> RelationshipSubject:
        key = self._key(junction.table_ref, junction.primary_key)
        (left_column, x), (y, right_column) = self._junction_columns(relationship, junction)
        left = self._entity_place(parent.related_entity, left_column)
        right = self._entity_place(relationship.related_entity, right_column)
        near, far = (self._place(junction.table_ref, it) for it in (x, y))
        return RelationshipSubject(
            right,
            self._cast(far, right),
            left,
            Junction(key, near.column, far.column),
            self._cast(left, near),
        )

    def _operands(self, relationship: Relationship, parent: Relationship) -> tuple[str, str]:
        """The columns of the left and the right entity that a `join_on` compares."""
        odd = next((it for it in self._graph.joins.odd if it.relationship is relationship), None)
        join = relationship.join
        if odd is None and join is not None:
            return join.left.column, join.right.column
        expected = [self._graph.entity_slug(it.related_entity) for it in (parent, relationship)]
        sides = list(odd.sides[:: -1 if odd.swapped else 1]) if odd else []
        if not all(expected) or [it.meaning for it in sides] != expected:
            raise _SkippedError("its join does not name the two entities")
        return sides[0].operand.column, sides[1].operand.column

    def _junction_columns(
        self, relationship: Relationship, junction: JunctionTable
    ) -> tuple[tuple[str, str], tuple[str, str]]:
        """The columns that the left and the right join of a junction compare, in the order of the path."""
        found: dict[str, tuple[str, str]] = {}
        if junction.left_join and junction.right_join:
            found["left_join_on"] = junction.left_join.left.column, junction.left_join.right.column
            found["right_join_on"] = junction.right_join.left.column, junction.right_join.right.column
        for odd in self._graph.joins.odd:
            if odd.relationship is not relationship:
                continue
            column: Operand | None = odd.column
            side = odd.sides[0] if odd.sides else None
            if column is None or side is None or odd.partner or not side.expected or side.meaning != side.expected:
                raise _SkippedError(f"its `{odd.attribute}` does not name the entity and a column of the junction")
            pair = side.operand.column, column.column
            found[odd.attribute] = pair if odd.attribute == "left_join_on" else pair[::-1]
        if len(found) < 2:
            raise _SkippedError("a join of its junction table is missing")
        return found["left_join_on"], found["right_join_on"]

    def _entity_place(self, slug: str, column: str) -> Place:
        entity = self._graph.entities.get(self._graph.entity_slug(slug))
        if entity is None:
            raise _SkippedError(f"no entity named `{slug}`")
        return self._place(entity.table_ref, column)

    def _key(self, reference: str, column: str) -> Place:
        place = self._place(reference, column)
        if place.column.type.kind in SHAPELESS:
            raise _SkippedError(f"a key of the type {place.column.type.vendor} is none")
        return place

    def _place(self, reference: str, column: str) -> Place:
        path = table_path(reference, self._catalog.database, self._catalog.schema)
        table = self._catalog.table(path) if path else None
        if table is None:
            raise _SkippedError(f"no table `{reference}` was found")
        name = unquoted(column)
        found = table.column(name)
        if found is None:
            raise _SkippedError(f"`{reference}` has no column `{name}`" if name else "a column is not named")
        return Place(table, found)

    def _cast(self, left: Place, right: Place) -> Cast:
        found = cast_for(left.column.type, right.column.type, self.kind)
        if found is None:
            types = f"{left.column.type.vendor} and {right.column.type.vendor}"
            raise _SkippedError(f"the types of the joined columns, {types}, do not compare")
        return found


class _SkippedError(Exception):
    """Why something cannot be counted."""
