"""Two scenes as one, with what has changed marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from datagraph.diagrams.scene import Edge
from datagraph.model import Entity, Relationship

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Node, Scene
    from datagraph.diff import Comparison

T = TypeVar("T", "Node", Edge)


def marked(old: Scene, new: Scene, comparison: Comparison) -> Scene:
    """The new scene with what is gone still in it; `comparison` is of the graphs that the scenes are of.

    An edge that leads from or to somewhere else is there twice, as removed and as added.
    """
    altered = {it for change in comparison.changes if change.kind == "changed" for it in _ids(change.block)}
    nodes = _merged(old.nodes, new.nodes, altered)
    edges = _merged(old.edges, new.edges, altered)
    return new._replace(nodes=nodes, edges=edges)


def _ids(block: object) -> tuple[str, ...]:
    """The ids of what a block is in a scene."""
    if isinstance(block, Entity):
        return (f"entity:{block.slug}",)
    if isinstance(block, Relationship):
        whole = f"relationship:{block.slug}"
        return (whole, f"{whole}/right")
    return ("profile",)


def _ends(part: Node | Edge) -> tuple[str, str]:
    return (part.source, part.target) if isinstance(part, Edge) else ("", "")


def _merged(old: tuple[T, ...], new: tuple[T, ...], altered: set[str]) -> tuple[T, ...]:
    before = {it.id: it for it in old}
    after = {it.id: it for it in new}
    found: list[T] = []
    for it in new:
        one = before.get(it.id)
        if one is None or _ends(one) != _ends(it):
            found.append(it._replace(change="added"))
        else:
            found.append(it._replace(change="changed") if it.id in altered else it)
    for it in old:
        other = after.get(it.id)
        if other is None:
            found.append(it._replace(change="removed", line=None))
        elif _ends(other) != _ends(it):
            found.append(it._replace(id=f"{it.id}@before", change="removed", line=None))
    return tuple(found)
