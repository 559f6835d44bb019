"""What a graph says, and what is known of it, as a scene."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.diagrams.compose.choosing import chosen
from datagraph.diagrams.compose.edges import edges_of
from datagraph.diagrams.compose.grouping import groups_of
from datagraph.diagrams.compose.ids import Ids
from datagraph.diagrams.compose.nodes import nodes_of
from datagraph.diagrams.compose.remarks import remarks_of
from datagraph.diagrams.scene import Scene

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Choice
    from datagraph.view import View


def compose(view: View, choice: Choice, source: str = "") -> Scene:
    """Compose the scene of a view; `source` is the path of its text. KeyError if the choice names no slug of it.

    Any text has a scene: what could not be read of it is not there.
    """
    for slug in (choice.focus, choice.path_to):
        if slug and slug not in view.graph.declarations:
            raise KeyError(slug)
    ids = Ids(view, folds_junctions=choice.folds_junctions)
    remarks = remarks_of(view) if choice.has_remarks else {}
    edges = edges_of(view, ids, remarks)
    nodes = nodes_of(view, ids, remarks, edges, choice.columns)
    nodes, edges = chosen(nodes, edges, choice)
    shown = sum(it.kind == "entity" for it in nodes)
    title = choice.title or os.path.basename(source)
    groups = groups_of(nodes, choice.group_by)
    return Scene(title, source, nodes, edges, groups, len(view.graph.model.entities) - shown)
