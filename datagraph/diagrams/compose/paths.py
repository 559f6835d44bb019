"""How nodes are reached from the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.compose.ids import PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.diagrams.scene import Edge


def paths_to(edges: Sequence[Edge]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The least depth of each node that is reached, and the first-level relationships that lead to it.

    A path goes along relationships as they are nested: an entity that one path reaches begins no other path.
    """
    found: dict[str, tuple[int, dict[str, None]]] = {PROFILE: (1, {})}
    branch_of: dict[str, str] = {}
    for edge in edges:
        branch = branch_of.setdefault(edge.id, branch_of.get(edge.parent, edge.slug))
        depth, branches = found.get(edge.target, (edge.depth, {}))
        branches[branch] = None
        found[edge.target] = min(depth, edge.depth), branches
    return {id_: (depth, tuple(branches)) for id_, (depth, branches) in found.items()}
