"""Which nodes of a scene stand in a frame together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.words import UNREACHED

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene


def frames(scene: Scene) -> dict[str, list[str]]:
    """The ids of the nodes of each frame, by its title; the last one holds all that no path leads to."""
    apart = [it.id for it in scene.nodes if it.depth is None]
    found = {it.title: [id_ for id_ in it.nodes if id_ not in apart] for it in scene.groups}
    found[UNREACHED] = apart
    return {title: ids for title, ids in found.items() if ids}
