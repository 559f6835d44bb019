"""A graph as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datagraph.graph import Graph


class Earlier(NamedTuple):
    """An earlier graph and its text; `path` is what people call that, such as `graph.dg@main`."""

    graph: Graph
    text: str
    path: str
