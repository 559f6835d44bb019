"""Joins read against the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.graph.looking import look_at, relationships_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.graph.graph import Graph
    from datagraph.graph.odd_join import OddJoin
    from datagraph.model import Relationship


class Misled(NamedTuple):
    """A relationship whose joins agree that it leads to another entity than it says."""

    relationship: Relationship
    meaning: str
    joins: tuple[OddJoin, ...]


class JoinReadings(NamedTuple):
    """The joins that need a look, in the order of the text, and the relationships that they outvote."""

    odd: tuple[OddJoin, ...]
    misled: tuple[Misled, ...]


def read_joins(graph: Graph) -> JoinReadings:
    """Read the joins of nested relationships; those that plainly name the two entities cost two comparisons.

    What stands on the wrong level (a `join_on` on the first) has no sides that it could name.
    """
    needed = look_at(graph.trees, _needing_a_look)
    if not needed:
        return JoinReadings((), ())
    from datagraph.graph.reading import outvote, read_both

    odd = [join for relationship, parent in needed for join in read_both(graph, relationship, parent)]
    return JoinReadings(tuple(odd), tuple(outvote(graph, odd)))


def _needing_a_look(trees: Sequence[Relationship]) -> list[tuple[Relationship, Relationship]]:
    """The nested relationships whose joins do not plainly name the two entities, each with the one around it."""
    needed: list[tuple[Relationship, Relationship]] = []
    for relationship in relationships_in(trees):
        parent = relationship.parent
        if parent is None:
            continue
        left, right = parent.related_entity, relationship.related_entity
        join = relationship.join
        if relationship.join_on and (join is None or join.left.entity != left or join.right.entity != right):
            needed.append((relationship, parent))
            continue
        junction = relationship.junction_table
        if junction is not None:
            first, second = junction.left_join, junction.right_join
            plain_left = first is not None and first.left.entity == left and not first.right.entity
            plain_right = second is not None and second.right.entity == right and not second.left.entity
            if not (plain_left and plain_right):
                needed.append((relationship, parent))
    return needed
