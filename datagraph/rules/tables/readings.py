"""Everything that a graph names in the warehouse, looked up once for all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog import schema_path, table_path
from datagraph.model import Part, parse_dotted, unquoted
from datagraph.rules.tables.names import CatalogNames
from datagraph.rules.tables.references import ColumnReference, TableReference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import Catalog, Column, Table, TablePath
    from datagraph.graph import Graph
    from datagraph.graph.odd_join import OddJoin
    from datagraph.graph.sides import Side
    from datagraph.model import Entity, JunctionTable, Node, Operand, Relationship
    from datagraph.rules.tables.names import Names

_NOWHERE: tuple[Mapping[str, Column], Mapping[str, list[Column]]] = ({}, {})


class JoinedColumns(NamedTuple):
    """The two columns of a join, from left to right as they are written."""

    left: ColumnReference
    right: ColumnReference


class TableReadings:
    """The tables, columns and joined columns that a graph names.

    What another rule reports already is left out: names of another form, sides of joins that name a wrong entity,
    columns of a table that is not known.
    """

    __slots__ = (
        "_columns_of",
        "_graph",
        "_misled",
        "_odd",
        "_tables",
        "catalog",
        "columns",
        "folder",
        "joins",
        "names",
    )

    def __init__(self, graph: Graph, catalog: Catalog) -> None:
        self.catalog = catalog
        self.names = CatalogNames(catalog)
        self._graph = graph
        self._tables: dict[int, TableReference] = {}
        self._columns_of: dict[TablePath, tuple[dict[str, Column], dict[str, list[Column]]]] = {}
        self._misled = {id(it.relationship) for it in graph.joins.misled}
        self._odd = {(id(it.node), it.attribute): it for it in graph.joins.odd}
        self.folder = self._read_folder()
        for node in (*graph.model.entities, *(it.junction_table for it in graph.relationships)):
            if node is not None:
                self._read_table(node)
        self.columns: list[ColumnReference] = []
        """The columns, in no order."""
        self.joins: list[JoinedColumns] = []
        for node in (*graph.model.entities, *(it.junction_table for it in graph.relationships)):
            if node is not None:
                self._add(self._key(node, "primary_key", node.primary_key, self._table(node), node.slug))
        for relationship in graph.relationships:
            self._read_relationship(relationship)

    @property
    def tables(self) -> Iterable[TableReference]:
        """The names of tables whose form is right."""
        return [it for it in self._tables.values() if not it.is_misformed]

    @property
    def places(self) -> Iterable[TableReference]:
        """The names of tables, and that of the profile's schema, whose form is right."""
        return [*self.tables, *([self.folder] if self.folder and not self.folder.is_misformed else [])]

    def _read_table(self, node: Entity | JunctionTable) -> None:
        parts = tuple(parse_dotted(node.table_ref) or ())
        counts = (2, 3) if self._graph.has_legacy_style else (3,)
        path = table_path(node.table_ref, self.catalog.database, self.catalog.schema)
        names: Names = tuple(path) if path else self._completed(parts, 3)
        if names:
            reading = self.names.read(names)
            misformed = len(parts) not in counts
            found = TableReference(node, "table_ref", node.table_ref, parts, names, reading, misformed)
            self._tables[id(node)] = found

    def _read_folder(self) -> TableReference | None:
        profile = self._graph.model.profile
        if profile is None:
            return None
        parts = tuple(parse_dotted(profile.profile_folder) or ())
        counts = (1, 2) if self._graph.has_legacy_style else (2,)
        names: Names = schema_path(profile.profile_folder, self.catalog.database) or self._completed(parts, 2)
        if not names:
            return None
        reading, misformed = self.names.read(names), len(parts) not in counts
        return TableReference(profile, "profile_folder", profile.profile_folder, parts, names, reading, misformed)

    def _completed(self, parts: tuple[Part, ...], count: int) -> Names:
        """A name without its database, where only one database has it; () if there is none or a choice."""
        inner = [it.text for it in parts]
        databases = self.names.databases_with(inner) if len(parts) == count - 1 else []
        return (databases[0], *inner) if len(databases) == 1 else ()

    def _table(self, node: Node | None) -> Table | None:
        reference = self._tables.get(id(node))
        return reference.table if reference else None

    def _table_of(self, slug: str) -> Table | None:
        return self._table(self._graph.entities.get(slug))

    def _add(self, reference: ColumnReference | None) -> None:
        if reference:
            self.columns.append(reference)

    def _key(self, node: Node, attribute: str, text: str, table: Table | None, owner: str) -> ColumnReference | None:
        """A column that is all of an attribute's value."""
        parts = parse_dotted(text) or ()
        return self._column(node, attribute, text, parts[0], table, owner) if len(parts) == 1 else None

    def _column(
        self, node: Node, attribute: str, text: str, part: Part, table: Table | None, owner: str
    ) -> ColumnReference | None:
        """A column of a table; None if the table is not known, or its columns are not."""
        if table is None or not table.columns:
            return None
        exact, folded = self._columns_of.get(table.path, _NOWHERE)
        if not exact:
            exact, folded = {it.name: it for it in table.columns}, {}
            for column in table.columns:
                folded.setdefault(column.name.casefold(), []).append(column)
            self._columns_of[table.path] = exact, folded
        matches = [exact[part.text]] if part.text in exact else folded.get(part.text.casefold(), [])
        return ColumnReference(node, attribute, text, part, table, matches, owner)

    def _read_relationship(self, relationship: Relationship) -> None:
        parent = relationship.parent
        if parent is None:
            slug = self._graph.entity_slug(relationship.related_entity)
            table = None if id(relationship) in self._misled else self._table_of(slug)
            for key in (relationship.external_id, relationship.trait):
                if key is not None:
                    self._add(self._key(key, "join_key", key.join_key, table, slug))
            return
        for left, right in self._sides(relationship, parent):
            self._add(left)
            self._add(right)
            if left and right:
                left.opposite, right.opposite = right, left
                self.joins.append(JoinedColumns(left, right))

    def _sides(
        self, relationship: Relationship, parent: Relationship
    ) -> Iterator[tuple[ColumnReference | None, ColumnReference | None]]:
        """The two columns of each join of a nested relationship, as far as it is plain whose they are."""
        slugs = [self._graph.entity_slug(it.related_entity) for it in (parent, relationship)]
        odd = self._odd.get((id(relationship), "join_on"))
        if odd and len(odd.sides) == 2:
            first, second = (self._odd_side(odd, it) for it in odd.sides)
            yield first, second
        elif relationship.join and not odd:
            text, join = relationship.join_on, relationship.join
            left, right = (
                self._operand(relationship, "join_on", text, it, self._table_of(slug), slug)
                for it, slug in zip(join, slugs, strict=True)
            )
            yield left, right
        junction = relationship.junction_table
        if junction is not None:
            table = self._table(junction)
            for attribute, slug in zip(("left_join_on", "right_join_on"), slugs, strict=True):
                yield self._junction_sides(junction, attribute, slug, table)

    def _junction_sides(
        self, junction: JunctionTable, attribute: str, slug: str, table: Table | None
    ) -> tuple[ColumnReference | None, ColumnReference | None]:
        is_left = attribute == "left_join_on"
        text, join = getattr(junction, attribute), junction.left_join if is_left else junction.right_join
        odd = self._odd.get((id(junction), attribute))
        if odd is None and join is not None:
            operand, column = join if is_left else (join.right, join.left)
            entity = self._operand(junction, attribute, text, operand, self._table_of(slug), slug)
        elif odd is not None and odd.sides and odd.column is not None:
            from datagraph.graph.junctions import is_junction

            operand, column = odd.sides[0].operand, odd.column
            entity = self._odd_side(odd, odd.sides[0])
            if column.entity and not is_junction(column.entity, junction):
                return entity, None
        else:
            return None, None
        own = self._operand(junction, attribute, text, column, table, "")
        return (entity, own) if operand.column_range < column.column_range else (own, entity)

    def _odd_side(self, odd: OddJoin, side: Side) -> ColumnReference | None:
        """A side that does not plainly name its entity, if it is clear which one it stands for."""
        clear = side.reading in ("right", "table") or (side.reading == "near" and side.sure)
        exchanged = side.reading == "other" and (odd.swapped or odd.partner is not None)
        if not side.meaning or not (clear or exchanged):
            return None
        return self._operand(
            odd.node, odd.attribute, odd.text, side.operand, self._table_of(side.meaning), side.meaning
        )

    def _operand(
        self, node: Node, attribute: str, text: str, operand: Operand, table: Table | None, owner: str
    ) -> ColumnReference | None:
        part = Part(unquoted(operand.column), *operand.column_range)
        return self._column(node, attribute, text, part, table, owner)
