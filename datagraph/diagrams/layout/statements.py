"""What the layout engine is asked, in Graphviz's language: boxes of fixed sizes, and lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagrams.frames import frames, neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagrams.layout.card import Card
    from datagraph.diagrams.scene import Edge, Node, Scene

_DOTS = 72.0
"""Pixels of an inch, which Graphviz measures in."""


class Frame(NamedTuple):
    """The statements around nodes that are framed together, and their ids."""

    opening: str
    closing: str
    nodes: tuple[str, ...]


class Tie(NamedTuple):
    """An edge that is not drawn, and keeps two nodes without edges beside each other."""

    nodes: tuple[str, str]
    statement: str


class Statements(NamedTuple):
    """A text for the engine in pieces, so that a part of the scene can be laid out anew.

    A node is called `n` and its place among `nodes`, an edge has the attribute `id` with its place among `edges`, both
    from 0; frames are subgraphs `cluster0` and so on. All joined by line ends is the text of the whole scene.
    """

    opening: str
    closing: str
    nodes: Mapping[str, str]
    edges: Mapping[str, str]
    groups: tuple[Frame, ...]
    ties: tuple[Tie, ...]

    def __str__(self) -> str:
        framed = {id_ for group in self.groups for id_ in group.nodes}
        lines = [self.opening, *(text for id_, text in self.nodes.items() if id_ not in framed)]
        for group in self.groups:
            lines += [group.opening, *(self.nodes[it] for it in group.nodes), group.closing]
        ties = [it.statement for it in self.ties]
        return "\n".join([*lines, *self.edges.values(), *ties, self.closing, ""])


def statements(scene: Scene, cards: Mapping[str, Card], labels: Mapping[str, Card], direction: str) -> Statements:
    """The statements for a scene whose boxes have been measured; `direction` is that of Graphviz's `rankdir`."""
    names = {it.id: f"n{index}" for index, it in enumerate(scene.nodes)}
    nodes = {it.id: f"{names[it.id]} [{_size(cards[it.id])}];" for it in scene.nodes}
    by_id = {it.id: it for it in scene.nodes}
    framed = frames(scene)
    edges = {it.id: _edge(it, index, names, by_id, labels.get(it.id)) for index, it in enumerate(scene.edges)}
    graph = (
        f"digraph {{\nrankdir={direction}; nodesep=0.3; ranksep=0.55; splines=true; newrank=true; "
        'node [shape=box fixedsize=true label=""]; edge [arrowhead=none];'
    )
    groups = tuple(_frame(index, ids) for index, ids in enumerate(framed.values()))
    return Statements(graph, "}", nodes, edges, groups, _ties(scene, framed, names))


def _frame(index: int, ids: list[str]) -> Frame:
    return Frame(f"subgraph cluster{index} {{ margin=16; label=<{_room(120, 16)}>; labeljust=l;", "}", tuple(ids))


def _ties(scene: Scene, framed: Mapping[str, list[str]], names: Mapping[str, str]) -> tuple[Tie, ...]:
    """What keeps the nodes that nothing leads to together, in each frame and outside of all."""
    apart = {it.id for it in scene.nodes if it.depth is None}
    inside = {id_ for ids in framed.values() for id_ in ids}
    rest = [it.id for it in scene.nodes if it.id not in inside]
    pairs = [pair for ids in (*framed.values(), rest) for pair in neighbours([it for it in ids if it in apart])]
    return tuple(Tie(pair, f"{names[pair[0]]} -> {names[pair[1]]} [style=invis];") for pair in pairs)


def _edge(edge: Edge, index: int, names: Mapping[str, str], by_id: Mapping[str, Node], label: Card | None) -> str:
    source, target = by_id[edge.source], by_id[edge.target]
    attributes = [f'id="{index}"']
    if label:
        attributes.append(f"label=<{_room(label.width, label.height)}>")
    # Behind a junction table comes the entity, whose depth does not count the table.
    if source.depth is not None and target.depth is not None and source.kind != "junction":
        steps = target.depth - source.depth
        # A node's rank is its depth; a line that leads back or aside moves nothing.
        attributes += ["constraint=false"] if steps < 1 else [f"minlen={steps}"] if steps > 1 else []
    return f"{names[edge.source]} -> {names[edge.target]} [{' '.join(attributes)}];"


def _size(card: Card) -> str:
    return f"width={card.width / _DOTS:.4f} height={card.height / _DOTS:.4f}"


def _room(width: float, height: float) -> str:
    size = f'WIDTH="{width:.0f}" HEIGHT="{height:.0f}"'
    return f'<TABLE BORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" {size}><TR><TD></TD></TR></TABLE>'
