"""Slugs where they are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.place import node_of, place_at
from datagraph.model import Entity, Relationship

if TYPE_CHECKING:
    from datagraph.view import View


def labelled_at(view: View, offset: int) -> Entity | Relationship | None:
    """The entity or relationship whose label an offset touches, both ends included; the label may be blank."""
    block = place_at(view, offset).block
    label = block.labels[0].inner_span if block and block.labels else None
    if block is None or label is None or not label.start <= offset <= label.end:
        return None
    node = node_of(view, block)
    return node if isinstance(node, Entity | Relationship) else None
