"""Relationships as a call hierarchy: who leads to an entity, and where it leads; one step at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.labels import labelled_at
from datagraph.ide.meaning import meaning
from datagraph.ide.occurrences import occurrence_at
from datagraph.ide.place import place_at
from datagraph.model import Relationship

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.text import Span
    from datagraph.view import View


class CallItem(NamedTuple):
    """An entity, or the profile, whose `slug` is "": its block and its label."""

    slug: str
    name: str
    detail: str
    span: Span
    selection: Span


class Call(NamedTuple):
    """A neighbour, and the labels of the relationships that lead there or come from there."""

    item: CallItem
    spans: tuple[Span, ...]


def item_at(view: View, offset: int) -> CallItem | None:
    """The entity that an offset names or that the relationship leads to whose label it is in; or the profile."""
    occurrence = occurrence_at(view, offset)
    if occurrence:
        entity = meaning(view, occurrence)
        return _item(view, entity.slug) if entity else None
    node = labelled_at(view, offset)
    if isinstance(node, Relationship):
        slug = _target(view, node)
        return _item(view, slug) if slug else None
    block, profile = place_at(view, offset).block, view.graph.model.profile
    if block and profile and block is profile.syntax and offset <= block.header_span.end:
        return _item(view, "")
    return None


def incoming(view: View, slug: str) -> list[Call]:
    """The entities, and the profile, from which relationships lead to an entity; nothing leads to the profile."""
    found = [it for it in view.graph.relationships if slug and _target(view, it) == slug]
    return _calls(view, ((_origin(view, it), it) for it in found))


def outgoing(view: View, slug: str) -> list[Call]:
    """The entities to which relationships lead from an entity, or from the profile."""
    return _calls(
        view, ((_target(view, it) or None, it) for it in view.graph.relationships if _origin(view, it) == slug)
    )


def _calls(view: View, found: Iterable[tuple[str | None, Relationship]]) -> list[Call]:
    """The neighbours in the order in which they are met; one that nobody declares is left out."""
    spans: dict[str, list[Span]] = {}
    for slug, relationship in found:
        if slug is not None:
            spans.setdefault(slug, []).append(relationship.name_span)
    items = [(_item(view, slug), found) for slug, found in spans.items()]
    return [Call(item, tuple(found)) for item, found in items if item]


def _item(view: View, slug: str) -> CallItem | None:
    if slug:
        entity = view.graph.entities.get(slug)
        return CallItem(slug, slug, entity.name, entity.syntax.span, entity.name_span) if entity else None
    profile = view.graph.model.profile
    if profile is None:
        return None
    return CallItem("", "profile", profile.profile_folder, profile.syntax.span, profile.name_span)


def _target(view: View, relationship: Relationship) -> str:
    """The slug of the entity that a relationship leads to; "" if nobody declares it."""
    return view.graph.entity_slug(relationship.related_entity)


def _origin(view: View, relationship: Relationship) -> str | None:
    """The slug of the entity that a relationship begins at, "" for the profile; None if nobody declares it."""
    return (_target(view, relationship.parent) or None) if relationship.parent else ""
