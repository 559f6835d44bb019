"""A scene in DOT."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.address import address_of
from datagraph.diagrams.dot.cards import card, remark_color
from datagraph.diagrams.dot.markup import MONO, SANS, cell, row, table, words
from datagraph.diagrams.dot.palette import palette
from datagraph.diagrams.frames import frames, neighbours
from datagraph.diagrams.words import counted, heading, heading_of, match_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphviz import Digraph

    from datagraph.diagrams.dot.palette import Palette
    from datagraph.diagrams.scene import Edge, Many, Node, Scene

# What would be read as a port, an escape or the end of a name.
_ODD = re.compile(r'[%:"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_FEET: Mapping[Many, str] = {"one": "tee", "many": "crow", "": "none"}
_LONGEST_TOOLTIP = 500


def write_dot(scene: Scene, *, direction: str = "LR", theme: str = "light", resolution: int = 0) -> str:
    """A scene in DOT, with its look; the same scene gives the same text.

    `direction` is that of Graphviz's `rankdir`. `resolution` is how many dots of a bitmap an inch has; 0 leaves that to
    the program.
    """
    from graphviz import Digraph

    colors = palette(theme)
    digraph = Digraph(
        graph_attr={
            "bgcolor": colors.ground,
            "fontname": SANS,
            "fontcolor": colors.text,
            "label": _plain(heading(scene)),
            "labelloc": "t",
            "fontsize": "18",
            "nodesep": "0.4",
            "pad": "0.3",
            "rankdir": direction,
            "ranksep": "0.5" if any(it.kind == "junction" for it in scene.nodes) else "0.9",
            **({"dpi": str(resolution)} if resolution else {}),
        },
        node_attr={"fontname": SANS, "margin": "0.12,0.08", "shape": "box", "style": "rounded,filled"},
        edge_attr={"color": colors.line, "dir": "both", "fontname": SANS},
    )
    by_id = {it.id: it for it in scene.nodes}
    framed = frames(scene)
    inside = {id_ for ids in framed.values() for id_ in ids}
    for node in scene.nodes:
        if node.id not in inside:
            _add_node(digraph, node, scene, colors)
    for number, (title, ids) in enumerate(framed.items()):
        with digraph.subgraph(name=f"cluster {number}") as cluster:
            cluster.attr(label=_plain(title), fontsize="12", fontcolor=colors.quiet, fontname=SANS)
            cluster.attr(style="rounded,filled", color=colors.border, fillcolor=colors.frame, margin="14")
            for id_ in ids:
                _add_node(cluster, by_id[id_], scene, colors)
    ranks = _ranks(scene.nodes)
    for edge in scene.edges:
        _add_edge(digraph, edge, by_id, ranks, scene, colors)
    for ids in (*framed.values(), [it.id for it in scene.nodes if it.id not in inside]):
        for one, other in neighbours([it for it in ids if by_id[it].depth is None]):
            digraph.edge(_name(one), _name(other), style="invis")
    return str(digraph.source)


def _add_node(digraph: Digraph, node: Node, scene: Scene, colors: Palette) -> None:
    looks = {
        "profile": {"fillcolor": colors.root, "color": colors.border, "penwidth": "2"},
        "junction": {"fillcolor": colors.frame, "color": colors.border, "margin": "0.06,0.03"},
        "missing": {"fillcolor": colors.ground, "color": colors.error, "style": "rounded,filled,dashed"},
    }
    look = looks.get(node.kind, {"fillcolor": colors.card, "color": colors.border})
    told = [title_of(node), node.description, *(f"{it.code}: {it.message}" for it in node.remarks)]
    digraph.node(
        _name(node.id),
        card(node, colors),
        **look,
        **({"URL": address_of(scene.source, node.line)} if scene.source and node.line else {}),
        tooltip=_tooltip(told),
    )


def _add_edge(
    digraph: Digraph, edge: Edge, by_id: Mapping[str, Node], ranks: Mapping[str, int], scene: Scene, colors: Palette
) -> None:
    address = address_of(scene.source, edge.line)
    told = [edge.name or edge.slug, edge.description, *(f"{it.code}: {it.message}" for it in edge.remarks)]
    tooltip = _tooltip(told)
    feet = _FEET[edge.target_many], _FEET[edge.source_many]
    digraph.edge(
        _name(edge.source),
        _name(edge.target),
        _label(edge, by_id[edge.source], colors),
        # A line of which neither end is known still says where it leads.
        arrowhead="vee" if feet == ("none", "none") else feet[0],
        arrowtail=feet[1],
        **({"style": "dashed", "color": colors.error} if by_id[edge.target].kind == "missing" else {}),
        **_distance(edge, ranks),
        **({"URL": address, "labelURL": address} if address else {}),
        edgetooltip=tooltip,
        labeltooltip=tooltip,
    )


def _ranks(nodes: Iterable[Node]) -> dict[str, int]:
    """The rank of each node that a path leads to: its depth; where there are junction tables, they stand in between."""
    nodes = list(nodes)
    has_junctions = any(it.kind == "junction" for it in nodes)
    return {
        it.id: it.depth * 2 - (it.kind == "junction") if has_junctions else it.depth
        for it in nodes
        if it.depth is not None
    }


def _distance(edge: Edge, ranks: Mapping[str, int]) -> dict[str, str]:
    """How many ranks an edge spans; one that leads back or aside spans none, and moves nothing."""
    if edge.source not in ranks or edge.target not in ranks:
        return {}
    steps = ranks[edge.target] - ranks[edge.source]
    if steps < 1:
        return {"constraint": "false"}
    return {"minlen": str(steps)} if steps > 1 else {}


def _label(edge: Edge, source: Node, colors: Palette) -> str:
    name = heading_of(edge, source)
    lines = [words(name, color=colors.text, size=11, most=40)] if name else []
    if match_of(edge):
        lines.append(words(match_of(edge), color=colors.quiet, size=9, face=MONO, most=60))
    if edge.junction:
        lines.append(words(f"through {edge.junction}", color=colors.quiet, size=9, face=MONO, most=60))
    lines += [words(it, color=colors.quiet, size=9) for it in edge.figures]
    if edge.remarks:
        lines.append(words(counted(edge.remarks), color=remark_color(edge.remarks, colors), size=9, bold=True))
    return table([row(cell(it, align="CENTER")) for it in lines], padding=1) if lines else ""


def _name(id_: str) -> str:
    """A node's name in DOT: its id, with a space for its colon, which would begin a port."""
    kind, colon, slug = id_.partition(":")
    return kind + (" " if colon else "") + _ODD.sub(lambda it: f"%{ord(it[0]):02X}", slug)


def _tooltip(lines: Iterable[str]) -> str:
    return _plain(" — ".join(it[:_LONGEST_TOOLTIP] for it in lines if it))


def _plain(text: str) -> str:
    """A text that is no HTML; Graphviz knows HTML's entities and its own escapes in it all the same."""
    from graphviz import escape

    escaped: str = escape(visible(text).replace("&", "&amp;"))
    return escaped
