"""The entity that a place means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.model import Entity
from datagraph.view.entities import entity_named

if TYPE_CHECKING:
    from datagraph.ide.occurrences import Mention, Occurrence
    from datagraph.view import View


def meaning(view: View, occurrence: Mention | Occurrence) -> Entity | None:
    """The entity that an occurrence declares or means; None if the graph has none.

    Of two declarations of one slug each means itself, and all references the first.
    """
    if isinstance(occurrence.node, Entity):
        return occurrence.node
    return entity_named(view, occurrence.word, in_join=occurrence.role == "side")


def is_table(view: View, occurrence: Mention | Occurrence) -> bool:
    """Whether the side of a join names the entity's table, as those of the beta's language do, and not its slug."""
    graph = view.graph
    return occurrence.role == "side" and graph.has_legacy_style and bool(graph.entities_of_table(occurrence.word))
