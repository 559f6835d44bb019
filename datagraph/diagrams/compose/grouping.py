"""Nodes that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.scene import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.diagrams.scene import Node

SHARED = "several branches"


def groups_of(nodes: Sequence[Node], group_by: str) -> tuple[Group, ...]:
    """The nodes by the schema of their tables, or by the branch of the profile that leads to them."""
    if group_by == "none":
        return ()
    found: dict[str, list[str]] = {}
    for it in nodes:
        title = it.schema if group_by == "schema" else _branch(it)
        if title and it.kind != "profile":
            found.setdefault(title, []).append(it.id)
    return tuple(Group(title, tuple(ids)) for title, ids in found.items())


def _branch(node: Node) -> str:
    return node.branches[0] if len(node.branches) == 1 else SHARED if node.branches else ""
