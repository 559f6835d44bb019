"""Slugs of entities, as `related_entity` refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.completion.catalog_index import index_of
from datagraph.ide.completion.completion import Completion
from datagraph.ide.completion.snippet import MOST_CHOICES
from datagraph.view.tables import entity_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.completion.slot import Slot
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.view import View


def related_entities(around: Surroundings, slot: Slot) -> Iterator[Completion]:
    """The entities: those whose tables a key connects with the parent's first, then those without a use."""
    entities = around.view.graph.entities
    for number, slug in enumerate(in_order(around.view, around.leads_to(1))):
        entity = entities[slug]
        edit, filter_text = slot.whole(slug)
        detail = f"{entity.table_ref} · {entity.primary_key}"
        yield Completion(slug, "entity", edit, False, detail, f"{number:05}", filter_text, ("entity", slug))


def in_order(view: View, parent: str) -> list[str]:
    """The slugs of all entities, in the order in which a relationship from a parent's entity, or "", may want them."""
    graph = view.graph
    near, uses = dict.fromkeys(neighbours(view, parent)), graph.destinations
    others = [it for it in graph.entities if it not in near and it != parent]
    unused = [it for it in others if it not in uses]
    used = [it for it in others if it in uses]
    return [*near, *unused, *used, *([parent] if parent else [])]


def few_entities(view: View, parent: str) -> tuple[str, ...]:
    """The same, if they are few enough to choose from; else none."""
    return tuple(in_order(view, parent)) if len(view.graph.entities) <= MOST_CHOICES else ()


def neighbours(view: View, slug: str) -> list[str]:
    """The entities whose tables a declared foreign key connects with an entity's table."""
    catalog, own = view.evidence.catalog, entity_table(view, slug)
    if catalog is None or own is None:
        return []
    names = index_of(catalog).neighbours(own)
    return [other for other, entity in view.graph.entities.items() if entity.table_ref in names and other != slug]
