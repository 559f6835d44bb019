"""Where entities are named: what definition, references, highlights, rename and hover all rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.graph.mentions import place_of
from datagraph.ide.place import node_of, place_at
from datagraph.model import Entity, Relationship, unquoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.graph import Graph
    from datagraph.model import JunctionTable, Node, Operand
    from datagraph.text import Span
    from datagraph.view import View

Role = Literal["declaration", "reference", "side"]
"""The label of an `entity`; the value of a `related_entity`; the entity that a side of a join names."""


class Mention(NamedTuple):
    """An entity that a node names; where in the text is worked out when it matters.

    `word` is what stands there, `slug` the declared slug that it means, or "" if no entity of the graph has it. `node`
    is what it is part of (the entity, the relationship, the junction table), `attribute` where in it ("" for a label).
    """

    word: str
    slug: str
    role: Role
    node: Node
    attribute: str
    operand: Operand | None = None


class Occurrence(NamedTuple):
    """A mention, and its place in the text, without quotes."""

    span: Span
    word: str
    slug: str
    role: Role
    node: Node
    attribute: str


def occurrences(view: View, keep: Callable[[Mention], bool] | None = None) -> list[Occurrence]:
    """The places that name an entity, all or some, in the order of the text.

    A place whose attribute is misspelt is left out.
    """
    mentions = _mentions(view.graph)
    return sorted(filter(None, map(_placed, filter(keep, mentions) if keep else mentions)), key=lambda it: it.span)


def occurrence_at(view: View, offset: int) -> Occurrence | None:
    """The place at an offset, both ends included."""
    for block in reversed(place_at(view, offset).blocks):
        node = node_of(view, block)
        if isinstance(node, Entity | Relationship):
            found = map(_placed, _mentions_of(view.graph, node))
            return next((it for it in found if it and it.span.start <= offset <= it.span.end), None)
    return None


def _mentions(graph: Graph) -> Iterator[Mention]:
    for entity in graph.model.entities:
        yield from _mentions_of(graph, entity)
    for relationship in graph.relationships:
        yield from _mentions_of(graph, relationship)


def _mentions_of(graph: Graph, node: Entity | Relationship) -> Iterator[Mention]:
    if isinstance(node, Entity):
        if node.slug:
            yield Mention(node.slug, node.slug, "declaration", node, "")
        return
    if node.related_entity:
        slug = graph.entity_slug(node.related_entity)
        yield Mention(node.related_entity, slug, "reference", node, "related_entity")
    for owner, attribute, operand in _operands(node):
        word = unquoted(operand.entity)
        if word:
            yield Mention(word, graph.entity_slug(word), "side", owner, attribute, operand)


def _operands(relationship: Relationship) -> Iterator[tuple[Relationship | JunctionTable, str, Operand]]:
    for operand in relationship.join or ():
        yield relationship, "join_on", operand
    junction = relationship.junction_table
    if junction:
        for operand in junction.left_join or ():
            yield junction, "left_join_on", operand
        for operand in junction.right_join or ():
            yield junction, "right_join_on", operand


def _placed(mention: Mention) -> Occurrence | None:
    word, slug, role, node, attribute, operand = mention
    span: Span | None
    if role == "declaration":
        span = node.name_span
    elif operand is not None:
        span = place_of(node, attribute, operand)  # type: ignore[arg-type]  # what has joins
    else:
        string = node.string(attribute)
        span = string.inner_span if string else None
    return Occurrence(span, word, slug, role, node, attribute) if span else None
