"""The entity that a place means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.model import Entity

if TYPE_CHECKING:
    from datagraph.ide.occurrences import Mention, Occurrence
    from datagraph.ide.view import View


def meaning(view: View, occurrence: Mention | Occurrence) -> Entity | None:
    """The entity that an occurrence declares or means; None if the graph has none.

    Of two declarations of one slug each means itself, and all references the first.
    """
    if isinstance(occurrence.node, Entity):
        return occurrence.node
    return entity_named(view, occurrence.word, in_join=occurrence.role == "side")


def entity_named(view: View, word: str, *, in_join: bool) -> Entity | None:
    """The entity that a word means in a `related_entity`, or in a join, where the beta's language names tables."""
    graph = view.graph
    tables = graph.entities_of_table(word) if in_join and graph.has_legacy_style else {}
    slug = graph.entity_slug(word)
    return graph.entities.get(slug if slug in tables or not tables else next(iter(tables)))


def is_table(view: View, occurrence: Mention | Occurrence) -> bool:
    """Whether the side of a join names the entity's table, as those of the beta's language do, and not its slug."""
    graph = view.graph
    return occurrence.role == "side" and graph.has_legacy_style and bool(graph.entities_of_table(occurrence.word))
