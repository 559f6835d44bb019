"""What of a scene is shown: the surroundings of one slug, or the ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from datagraph.diagrams.scene import Choice, Edge, Node

    Parts = tuple[tuple[Node, ...], tuple[Edge, ...]]


def chosen(nodes: tuple[Node, ...], edges: tuple[Edge, ...], choice: Choice) -> Parts:
    """The nodes and edges that a choice asks for, all if it asks for none in particular."""
    if choice.path_to:
        nodes, edges = _paths(nodes, edges, choice.path_to)
    return _surroundings(nodes, edges, choice.focus, choice.hops) if choice.focus else (nodes, edges)


def _paths(nodes: Sequence[Node], edges: Sequence[Edge], slug: str) -> Parts:
    """The ways from the profile to an entity or along a relationship."""
    by_id = {it.id: it for it in edges}
    ends = {it.id for it in nodes if it.slug == slug and it.kind in ("entity", "missing")}
    wanted: dict[str, None] = {}
    for it in edges:
        if it.slug == slug or it.target in ends:
            step = it
            while step.id not in wanted:
                wanted[step.id] = None
                # The two halves of a relationship are on the way together.
                for half in (step.id.removesuffix("/right"), f"{step.id}/right"):
                    if half in by_id:
                        wanted[half] = None
                if step.parent not in by_id:
                    break
                step = by_id[step.parent]
    return _kept(nodes, [it for it in edges if it.id in wanted], ends)


def _surroundings(nodes: Sequence[Node], edges: Sequence[Edge], slug: str, hops: int) -> Parts:
    """What is at most so many relationships away from an entity or relationship, whichever way they lead."""
    from networkx import Graph, multi_source_dijkstra_path_length

    network: Graph[str] = Graph()
    network.add_nodes_from(it.id for it in nodes)
    for it in edges:
        # Through a junction it is one relationship, though there are two edges.
        halves = it.kind == "junction" and not it.junction
        network.add_edge(it.source, it.target, weight=0.5 if halves else 1)
    middle = {it.id for it in nodes if it.slug == slug and it.kind in ("entity", "missing")}
    middle |= {end for it in edges if it.slug == slug for end in (it.source, it.target)}
    near = multi_source_dijkstra_path_length(network, middle, cutoff=hops) if middle else {}
    return _kept(nodes, [it for it in edges if it.source in near and it.target in near], near)


def _kept(nodes: Sequence[Node], edges: Sequence[Edge], also: Collection[str]) -> Parts:
    ends = {end for it in edges for end in (it.source, it.target)} | set(also)
    return tuple(it for it in nodes if it.id in ends), tuple(edges)
