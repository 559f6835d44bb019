"""The joins that need a look, read against the graph; imported when there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.graph.joins import Misled
from datagraph.graph.junctions import read_junction
from datagraph.graph.mentions import sides_of
from datagraph.graph.odd_join import OddJoin
from datagraph.graph.sides import long_join, read_side, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.graph.graph import Graph
    from datagraph.graph.sides import Side
    from datagraph.model import Relationship


def read_both(graph: Graph, relationship: Relationship, parent: Relationship) -> Iterator[OddJoin]:
    """Read the `join_on` of a nested relationship and the joins of its junction table, as far as they are there."""
    if relationship.join_on:
        yield _read_join(graph, relationship, parent)
    if relationship.junction_table:
        yield from read_junction(graph, relationship, parent, relationship.junction_table)


def _read_join(graph: Graph, relationship: Relationship, parent: Relationship) -> OddJoin:
    odd = OddJoin(relationship, relationship, "join_on", relationship.join_on)
    join = relationship.join or long_join(graph, odd.text)
    if join is None:
        return odd
    left_slug, right_slug = (graph.entity_slug(it.related_entity) for it in (parent, relationship))
    # A side that is exact leaves no doubt what the other one is meant to be.
    left_is_exact, right_is_exact = join.left.entity == left_slug, join.right.entity == right_slug
    left = read_side(graph, join.left, parent, "" if right_is_exact else right_slug)
    right = read_side(graph, join.right, relationship, "" if left_is_exact else left_slug)
    odd.sides = (left, right)
    odd.swapped = _are_swapped(left, right)
    return odd


def _are_swapped(left: Side, right: Side) -> bool:
    """Whether each side names what the other should, as far as anyone knows; one of them may name nothing."""
    if left.expected == right.expected:
        return False
    left_names_right = bool(right.expected) and left.meaning == right.expected
    right_names_left = bool(left.expected) and right.meaning == left.expected
    if left.expected and right.expected:
        left_fits = left_names_right or left.reading == "bare"
        right_fits = right_names_left or right.reading == "bare"
        return left_fits and right_fits and (left_names_right or right_names_left)
    return (left_names_right and right.meaning != right.expected) or (
        right_names_left and left.meaning != left.expected
    )


def outvote(graph: Graph, odd: list[OddJoin]) -> Iterator[Misled]:
    """Find the relationships whose joins agree on another entity, and take the blame off those joins.

    The relationship's own word counts as one voice, so that a single join never outvotes it.
    """
    against: dict[int, list[tuple[OddJoin, int]]] = {}
    for join in odd:
        for index, side in enumerate(join.sides):
            if side.reading == "other" and not join.swapped and not join.partner:
                against.setdefault(id(side.owner), []).append((join, index))
    for voices in against.values():
        meanings = {join.sides[index].meaning for join, index in voices}
        owner = voices[0][0].sides[voices[0][1]].owner
        if len(voices) < 2 or len(meanings) > 1 or len(voices) <= 1 + _loyal(graph, owner):
            continue
        for join, index in voices:
            sides = list(join.sides)
            sides[index] = sides[index]._replace(reading="outvoted")
            join.sides = tuple(sides)
        yield Misled(owner, meanings.pop(), tuple(join for join, _ in voices))


def _loyal(graph: Graph, owner: Relationship) -> int:
    """How many joins name the entity that a relationship says it leads to."""
    names = {owner.related_entity, spelling(graph, owner.related_entity)}
    return sum(operand.entity in names for _, _, operand in sides_of(owner))
