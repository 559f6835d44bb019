"""What is next to an entity, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Edge, Scene

# Of more than that a picture is no help; the tables below it tell the same.
_MOST_CARDS, _MOST_LINES = 30, 60


class Surroundings:
    """The scenes of one scene's entities, in which junction tables are folded into the edges.

    What is elsewhere in the graph changes nothing in them.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = {it.id: it for it in scene.nodes}
        self._edges: dict[str, dict[str, Edge]] = {it.id: {} for it in scene.nodes}
        self._places = {it.id: number for number, it in enumerate(scene.nodes)}
        for edge in scene.edges:
            for end in (edge.source, edge.target):
                self._edges[end][edge.id] = edge

    def of(self, node: str) -> Scene | None:
        """A node with what relationships join it to; None if there is nothing, or too much to be seen."""
        edges = tuple(self._edges[node].values())
        ids = {end for it in edges for end in (it.source, it.target)}
        if not edges or len(ids) > _MOST_CARDS or len(edges) > _MOST_LINES:
            return None
        nodes = tuple(self._nodes[it] for it in sorted(ids, key=self._places.__getitem__))
        return self._scene._replace(nodes=nodes, edges=edges)
