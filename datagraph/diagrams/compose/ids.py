"""The names of nodes and edges, unique in a scene and the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.model import Entity, Relationship
    from datagraph.view import View

PROFILE = "profile"


class Ids:
    """Ids are made of slugs; where a slug is declared again, or there is none, a number tells them apart.

    `folds_junctions` is whether junction tables have no nodes of their own.
    """

    def __init__(self, view: View, *, folds_junctions: bool) -> None:
        self.folds_junctions = folds_junctions
        self._view = view
        taken: dict[str, int] = {}
        self._entities = {id(it): _unique(f"entity:{it.slug}", taken) for it in view.graph.model.entities}
        self._relationships = {id(it): _unique(f"relationship:{it.slug}", taken) for it in view.graph.relationships}

    def entity(self, entity: Entity) -> str:
        """The id of an entity's node."""
        return self._entities[id(entity)]

    def relationship(self, relationship: Relationship) -> str:
        """The id of a relationship's edge, or of the first half of it."""
        return self._relationships[id(relationship)]

    def junction(self, relationship: Relationship) -> str:
        """The id of the node of a relationship's junction table; "" if it has none."""
        if relationship.junction_table is None or self.folds_junctions:
            return ""
        return "junction:" + self.relationship(relationship).partition(":")[2]

    def target(self, slug: str) -> str:
        """The id of the node that a relationship leads to, whether an entity of that slug is declared or not."""
        graph = self._view.graph
        entity = graph.entities.get(graph.entity_slug(slug))
        return self.entity(entity) if entity else f"missing:{slug}"


def _unique(name: str, taken: dict[str, int]) -> str:
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}~{taken[name]}"
