"""A scene as JSON, for programs; `datagraph.exchange.diagram_document` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.diagnostics.render.json_text import json_text

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Column, Edge, Node, Scene

VERSION = 1
"""Raised when a key changes its meaning or goes away."""


def write_json(scene: Scene) -> str:
    """A scene as JSON: its nodes and edges with all that is known of them, shown or not."""
    return json_text(
        {
            "version": VERSION,
            "title": scene.title,
            "source": scene.source,
            "nodes": [_node(it) for it in scene.nodes],
            "edges": [_known(it) for it in scene.edges],
            "groups": [it._asdict() for it in scene.groups],
            "hidden": scene.hidden,
        }
    )


def _node(node: Node) -> dict[str, Any]:
    return {**_known(node), "columns": [_known(it) for it in node.columns]}


def _known(part: Node | Edge | Column) -> dict[str, Any]:
    """The fields of a part, without those that are not known; a flag is called by what it says."""
    data = {name.removeprefix("is_"): value for name, value in part._asdict().items() if value is not None}
    return {**data, "remarks": [it._asdict() for it in data["remarks"]]} if "remarks" in data else data
