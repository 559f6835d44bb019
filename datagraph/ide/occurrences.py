"""Where entities are named: what definition, references, highlights, rename and hover all rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.graph.mentions import place_of
from datagraph.model import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.view import View
    from datagraph.model import JunctionTable, Node, Operand, Relationship
    from datagraph.text import Span

Role = Literal["declaration", "reference", "side"]
"""The label of an `entity`; the value of a `related_entity`; the entity that a side of a join names."""


class Occurrence(NamedTuple):
    """One place that names an entity, without quotes.

    `word` is what stands there, `slug` the declared slug that it means, or "" if no entity of the graph has it. `node`
    is what the place is part of (the entity, the relationship, the junction table), `attribute` where in it ("" for a
    label).
    """

    span: Span
    word: str
    slug: str
    role: Role
    node: Node
    attribute: str


def occurrences(view: View) -> list[Occurrence]:
    """All places that name an entity, in the order of the text; a place whose attribute is misspelt is left out."""
    graph = view.graph
    found = [
        Occurrence(entity.name_span, entity.slug, entity.slug, "declaration", entity, "")
        for entity in graph.model.entities
        if entity.slug
    ]
    for relationship in graph.relationships:
        found += _in_relationship(view, relationship)
    return sorted(found, key=lambda it: it.span)


def occurrence_at(view: View, offset: int) -> Occurrence | None:
    """The place at an offset, both ends included."""
    return next((it for it in occurrences(view) if it.span.start <= offset <= it.span.end), None)


def uses_of(view: View, slug: str) -> list[Occurrence]:
    """The places that name one entity, its declarations included."""
    return [it for it in occurrences(view) if it.slug == slug]


def _in_relationship(view: View, relationship: Relationship) -> Iterator[Occurrence]:
    graph = view.graph
    string = relationship.string("related_entity")
    if string and string.text:
        word = string.text
        yield Occurrence(string.inner_span, word, graph.entity_slug(word), "reference", relationship, "related_entity")
    for node, attribute, operand in _operands(relationship):
        word = unquoted(operand.entity)
        span = place_of(node, attribute, operand)
        if word and span:
            yield Occurrence(span, word, graph.entity_slug(word), "side", node, attribute)


def _operands(relationship: Relationship) -> Iterator[tuple[Relationship | JunctionTable, str, Operand]]:
    for operand in relationship.join or ():
        yield relationship, "join_on", operand
    junction = relationship.junction_table
    if junction:
        for operand in junction.left_join or ():
            yield junction, "left_join_on", operand
        for operand in junction.right_join or ():
            yield junction, "right_join_on", operand
