"""From a name to where it is declared, and to all places that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.labels import labelled_at
from datagraph.ide.meaning import meaning
from datagraph.ide.occurrences import occurrence_at, occurrences
from datagraph.ide.place import node_of, place_at
from datagraph.model import Relationship

if TYPE_CHECKING:
    from datagraph.ide.occurrences import Mention, Occurrence
    from datagraph.model import Entity
    from datagraph.text import Span
    from datagraph.view import View


class Target(NamedTuple):
    """A place to go to: the block at `span`, of which the label at `selection` is shown.

    `origin` is the name that leads there.
    """

    origin: Span
    span: Span
    selection: Span


class Highlight(NamedTuple):
    """A place that names what the cursor is on; `writes` is whether it declares it."""

    span: Span
    writes: bool


def definition(view: View, offset: int) -> Target | None:
    """Where the entity is declared that an offset names; a declaration leads to itself.

    Columns and tables are declared in the warehouse, and lead nowhere.
    """
    occurrence = occurrence_at(view, offset)
    if occurrence:
        entity = meaning(view, occurrence)
        return _target(occurrence.span, entity) if entity else None
    node = labelled_at(view, offset)
    return _target(node.name_span, node) if node else None


def type_definition(view: View, offset: int) -> Target | None:
    """Where the entity is declared that an offset names, or that the relationship leads to whose header it is in."""
    block = place_at(view, offset).block
    if block and block.header_span.start <= offset <= block.header_span.end:
        node = node_of(view, block)
        if isinstance(node, Relationship):
            entity = view.graph.entities.get(view.graph.entity_slug(node.related_entity))
            return _target(node.header_span, entity) if entity else None
    return definition(view, offset)


def references(view: View, offset: int, *, with_declaration: bool) -> list[Span]:
    """All places that name what an offset names; nothing but its own label names a relationship."""
    return [it.span for it in highlights(view, offset) if with_declaration or not it.writes]


def highlights(view: View, offset: int) -> list[Highlight]:
    """All places that name what an offset names, in the order of the text, its declarations among them."""
    occurrence = occurrence_at(view, offset)
    if occurrence:
        found = occurrences(view, lambda it: _same(view, it, occurrence))
        return [Highlight(it.span, it.role == "declaration") for it in found]
    node = labelled_at(view, offset)
    return [Highlight(node.name_span, True)] if node else []


def _same(view: View, one: Mention, other: Occurrence) -> bool:
    """Whether two places name one entity, or the same word if nobody declares it."""
    first, second = meaning(view, one), meaning(view, other)
    if first is None or second is None:
        return first is second and one.word == other.word
    return first.slug == second.slug


def _target(origin: Span, node: Entity | Relationship) -> Target:
    return Target(origin, node.syntax.span, node.name_span)
