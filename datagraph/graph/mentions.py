"""Where joins mention entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.model import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.graph.graph import Graph
    from datagraph.model import JunctionTable, Operand, Relationship
    from datagraph.text import Span


def sides_of(relationship: Relationship) -> Iterator[tuple[Relationship | JunctionTable, str, Operand]]:
    """The sides of joins that are to name a relationship's entity: its own right side, and the left of those nested.

    Each comes with the node and the attribute that hold it. Of a junction's join both sides come, for the entity may
    stand on the wrong one.
    """
    if relationship.join:
        yield relationship, "join_on", relationship.join.right
    junction = relationship.junction_table
    for operand in junction.right_join or () if junction else ():
        assert junction is not None
        yield junction, "right_join_on", operand
    for child in relationship.relationships:
        if child.join:
            yield child, "join_on", child.join.left
        junction = child.junction_table
        for operand in junction.left_join or () if junction else ():
            assert junction is not None
            yield junction, "left_join_on", operand


def place_of(node: Relationship | JunctionTable, attribute: str, operand: Operand) -> Span | None:
    """Where a side of a join names its entity, without quotes; None if the attribute is misspelt."""
    string = node.string(attribute)
    if string is None:
        return None
    (start, end), quotes = operand.entity_range, (len(operand.entity) - len(unquoted(operand.entity))) // 2
    return string.part(start + quotes, end - quotes)


def is_contradicted(graph: Graph, relationship: Relationship) -> bool:
    """Whether a relationship's own join names another entity than the one that it says it leads to."""
    join, junction, parent = relationship.join, relationship.junction_table, relationship.parent
    if join is not None:
        words = [join.left.entity, join.right.entity]
    elif junction is not None and junction.right_join is not None:
        words = [junction.right_join.left.entity, junction.right_join.right.entity]
    else:
        return False
    related = graph.entity_slug(relationship.related_entity)
    named = {graph.entity_slug(unquoted(it)) for it in words} - {""}
    strange = named - {related, graph.entity_slug(parent.related_entity) if parent else ""}
    return bool(strange) or bool(named and related not in named)
