"""The joins of nested relationships, with what was counted on both of their sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.model import unquoted
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog.measurements import Link, RelationshipMeasurement, Side
    from datagraph.model import Entity, JunctionTable, Operand, Relationship
    from datagraph.rules.context import Context
    from datagraph.text import Span


class End(NamedTuple):
    """One side of a join: what was counted, where it stands, whose column it names.

    `column` and `table` are what messages call these. `is_key` is whether the column is the table's primary key.
    """

    side: Side
    span: Span
    node: Entity | JunctionTable
    name: str
    column: str
    table: str
    is_key: bool
    is_junction: bool = False


class MeasuredJoin(NamedTuple):
    """A join, where all of it stands, and its ends in the order of the path."""

    relationship: Relationship
    found: RelationshipMeasurement
    span: Span
    left: End
    right: End

    @property
    def child(self) -> End | None:
        """The end whose rows each belong to one on the other end; None where both or neither may be it."""
        if self.left.is_junction or self.right.is_junction:
            return self.left if self.left.is_junction else self.right
        if self.left.is_key or (not self.right.is_key and not self.left.side.repeated):
            return self.right
        return self.left if self.right.is_key or not self.right.side.repeated else None

    @property
    def is_last(self) -> bool:
        """Whether it leads to the related entity: a junction's left join does not."""
        return not self.right.is_junction

    def other(self, end: End) -> End:
        """The opposite end."""
        return self.left if end is self.right else self.right


def measured_joins(ctx: Context) -> Iterator[MeasuredJoin]:
    """The joins in the order of the text, those of a junction one after the other."""
    measurements = ctx.evidence.measurements
    assert measurements is not None, "only rules that need measurements ask for this"
    graph = ctx.graph
    for relationship in graph.relationships:
        found = measurements.relationships.get(relationship.slug)
        if found is None or relationship.parent is None:
            continue
        slugs = (relationship.parent.related_entity, relationship.related_entity)
        left, right = (graph.entities.get(graph.entity_slug(it)) for it in slugs)
        junction = relationship.junction_table
        if left is None or right is None:
            continue
        if junction is not None and len(found.links) == 2:
            yield _join(ctx, relationship, found, "left_join_on", found.links[0], (left, junction))
            yield _join(ctx, relationship, found, "right_join_on", found.links[1], (junction, right))
        elif relationship.join is not None:
            yield _join(ctx, relationship, found, "join_on", found.links[0], (left, right))


def _join(
    ctx: Context,
    relationship: Relationship,
    found: RelationshipMeasurement,
    attribute: str,
    link: Link,
    nodes: tuple[Entity | JunctionTable, Entity | JunctionTable],
) -> MeasuredJoin:
    node: Relationship | JunctionTable = relationship
    join = relationship.join
    if attribute != "join_on":
        assert relationship.junction_table is not None, "its links were counted"
        node = relationship.junction_table
        join = node.left_join if attribute == "left_join_on" else node.right_join
    whole = node.value_span(attribute)
    operands = tuple(join) if join else (None, None)
    odd = next((it for it in ctx.graph.joins.odd if it.node is node and it.attribute == attribute), None)
    if odd and odd.swapped:
        operands = operands[::-1]
    ends = [
        _end(side, one, operand, _span(node, attribute, operand) or whole)
        for side, one, operand in zip(link, nodes, operands, strict=True)
    ]
    return MeasuredJoin(relationship, found, whole, *ends)


def _span(node: Relationship | JunctionTable, attribute: str, operand: Operand | None) -> Span | None:
    string = node.string(attribute)
    return string.part(*operand.range) if string and operand else None


def _end(side: Side, node: Entity | JunctionTable, operand: Operand | None, span: Span) -> End:
    column = unquoted(operand.column) if operand else ""
    is_key = column == unquoted(node.primary_key)
    if node.slug:
        return End(side, span, node, column, quoted(f"{node.slug}.{column}"), quoted(node.slug), is_key)
    return End(side, span, node, column, quoted(column), "the junction table", is_key, is_junction=True)
