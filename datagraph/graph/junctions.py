"""The joins of junction tables, read against the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.graph.odd_join import OddJoin
from datagraph.graph.references import table_name
from datagraph.graph.sides import long_join, read_side
from datagraph.model import JunctionTable, Operand, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.graph.graph import Graph
    from datagraph.model import Join, Relationship


def read_junction(
    graph: Graph, relationship: Relationship, parent: Relationship, junction: JunctionTable
) -> Iterator[OddJoin]:
    """The two joins of a junction table, as far as they are there."""
    odd: list[OddJoin] = []
    for attribute, text, join, owner in (
        ("left_join_on", junction.left_join_on, junction.left_join, parent),
        ("right_join_on", junction.right_join_on, junction.right_join, relationship),
    ):
        if text:
            odd.append(OddJoin(relationship, junction, attribute, text))
            _read_junction_join(graph, odd[-1], join or long_join(graph, text, junction.table_ref), owner)
    if len(odd) == 2 and odd[0].sides and odd[1].sides:
        (left,), (right,) = odd[0].sides, odd[1].sides
        known = left.expected and right.expected and left.expected != right.expected
        if known and (left.meaning, right.meaning) == (right.expected, left.expected):
            odd[0].partner, odd[1].partner = odd[1], odd[0]
    yield from odd


def _read_junction_join(graph: Graph, odd: OddJoin, join: Join | None, owner: Relationship) -> None:
    if join is None:
        return
    entity, column = join if odd.attribute == "left_join_on" else (join.right, join.left)
    assert isinstance(odd.node, JunctionTable)
    names_entity, names_column = (_names_entity(graph, it, odd.node) for it in (entity, column))
    if names_entity and names_column:
        # Both sides bear a name: the entity is on the side that names it.
        expected = graph.entity_slug(owner.related_entity)
        named = [read_side(graph, it, owner).meaning for it in (entity, column)]
        odd.swapped = bool(expected) and named[1] == expected != named[0]
    else:
        odd.swapped = names_column
    if odd.swapped:
        entity, column = column, entity
    if not _names_entity(graph, entity, odd.node):
        # The junction's own name on the side of the entity is none.
        entity = Operand("", entity.column, entity.entity_range, entity.column_range)
    odd.sides = (read_side(graph, entity, owner),)
    odd.column = column


def _names_entity(graph: Graph, operand: Operand, junction: JunctionTable) -> bool:
    word = unquoted(operand.entity)
    return bool(word) and (word in graph.entities or not is_junction(word, junction))


def is_junction(word: str, junction: JunctionTable) -> bool:
    """Whether a word is the name of a junction's table, all of it or its last part, in any case."""
    names = (junction.table_ref.casefold(), table_name(junction.table_ref).casefold())
    return bool(word) and unquoted(word).casefold() in names
