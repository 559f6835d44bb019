"""The entity that a word means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.model import Entity
    from datagraph.view.view import View


def entity_named(view: View, word: str, *, in_join: bool) -> Entity | None:
    """The entity that a word means in a `related_entity`, or in a join, where the beta's language names tables."""
    graph = view.graph
    tables = graph.entities_of_table(word) if in_join and graph.has_legacy_style else {}
    slug = graph.entity_slug(word)
    return graph.entities.get(slug if slug in tables or not tables else next(iter(tables)))
