"""Names and references of one Data Graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    from datagraph.model import DataGraph, Entity, Relationship


class Graph:
    """The model with its names resolved: which entity a slug means, and who refers to it.

    Where a slug is declared more than once, its first declaration counts.
    """

    __slots__ = ("entities", "model", "relationships", "uses")

    def __init__(self, model: DataGraph) -> None:
        self.model = model
        self.entities: dict[str, Entity] = {}
        """The entities by slug."""
        for entity in model.entities:
            if entity.slug:
                self.entities.setdefault(entity.slug, entity)
        self.relationships: tuple[Relationship, ...] = tuple(model.relationships())
        """All relationships, each before those nested in it."""
        self.uses: dict[str, list[Relationship]] = {}
        """The relationships that lead to a slug, whether an entity has it or not."""
        for relationship in self.relationships:
            self.uses.setdefault(relationship.related_entity, []).append(relationship)

    @property
    def is_legacy(self) -> bool:
        """Whether the text is in the beta's language, v0.0.6, where joins and folders are written otherwise."""
        return self.model.version == "v0.0.6"

    def left_entity(self, relationship: Relationship) -> str:
        """The slug on the left of a nested relationship's join: its parent's entity; "" if that is unknown."""
        return relationship.parent.related_entity if relationship.parent else ""

    def path(self, relationship: Relationship) -> list[Relationship]:
        """The relationships from the profile to this one, both ends included."""
        path = [relationship]
        while path[-1].parent:
            path.append(path[-1].parent)
        return path[::-1]

    def network(self) -> networkx.MultiDiGraph[str]:
        """The graph in networkx: entity slugs and `""` for the profile as nodes, relationships by slug as edges."""
        from networkx import MultiDiGraph

        network: networkx.MultiDiGraph[str] = MultiDiGraph()
        network.add_nodes_from(self.entities)
        for relationship in self.relationships:
            network.add_edge(self.left_entity(relationship), relationship.related_entity, key=relationship.slug)
        return network
