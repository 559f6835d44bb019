"""Which nodes of a scene stand in a frame together."""

from __future__ import annotations

from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.diagrams.scene import Scene

UNREACHED = "Not reached from the profile"


def frames(scene: Scene) -> dict[str, list[str]]:
    """The ids of the nodes of each frame, by its title; the last one holds all that no path leads to.

    Where there is no profile, nobody expects a path, and the groups are as they are.
    """
    apart = [it.id for it in scene.nodes if it.depth is None]
    if not any(it.kind == "profile" for it in scene.nodes):
        apart = []
    found = {it.title: [id_ for id_ in it.nodes if id_ not in apart] for it in scene.groups}
    found[UNREACHED] = apart
    return {title: ids for title, ids in found.items() if ids}


def neighbours(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of nodes to be tied together so that nodes without edges make a block, some rows of cards.

    Programs that place nodes would put all of them into one endless row.
    """
    width = max(2, isqrt(len(ids) // 2))
    for number, (one, other) in enumerate(pairwise(ids), 1):
        if number % width:
            yield one, other
