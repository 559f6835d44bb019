"""Joins read against the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.graph.junctions import read_junction
from datagraph.graph.odd_join import OddJoin
from datagraph.graph.sides import long_join, read_side, spelling
from datagraph.model import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.graph.graph import Graph
    from datagraph.graph.sides import Side
    from datagraph.model import JunctionTable, Operand, Relationship
    from datagraph.text import Span


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
    odd: list[OddJoin] = []
    for relationship in graph.relationships:
        parent = relationship.parent
        if parent is None:
            continue
        left, right = parent.related_entity, relationship.related_entity
        join = relationship.join
        if relationship.join_on and (join is None or join.left.entity != left or join.right.entity != right):
            odd.append(_read_join(graph, relationship, parent))
        junction = relationship.junction_table
        if junction is not None:
            first, second = junction.left_join, junction.right_join
            plain_left = first is not None and first.left.entity == left and not first.right.entity
            plain_right = second is not None and second.right.entity == right and not second.left.entity
            if not (plain_left and plain_right):
                odd += read_junction(graph, relationship, parent, junction)
    return JoinReadings(tuple(odd), tuple(_outvote(graph, odd)) if odd else ())


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


def _outvote(graph: Graph, odd: list[OddJoin]) -> Iterator[Misled]:
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
