"""A tree of changes for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.segment import Segment
from datagraph.diagnostics.render.visible import visible
from datagraph.diff.tree import Line, tree
from datagraph.model import Entity, Profile, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diff import Comparison
    from datagraph.diff.change import Block

_STYLES = {"+": "added", "-": "removed", "~": "changed", " ": ""}
_LONGEST = 60


def show_tree(title: str, comparison: Comparison) -> Iterator[Segment]:
    """What has changed, a line for each block and attribute; nothing if nothing has."""
    lines = list(tree(comparison))
    if not lines:
        return
    yield Segment(f"{title}\n\n", "message")
    for line in lines:
        yield Segment(f"{'  ' * line.depth}{line.sign} {noun(line.block)}", _STYLES[line.sign])
        yield Segment(f"{aside(line)}\n", "note" if aside(line) else "")
        for it in line.change.differences if line.change else ():
            yield Segment(f"{'  ' * (line.depth + 2)}{it.attribute}: {value(it.old)} → {value(it.new)}\n")
    yield Segment("\n")


def noun(block: Block) -> str:
    """What a block is called."""
    if isinstance(block, Entity | Relationship):
        kind = "entity" if isinstance(block, Entity) else "relationship"
        return f"{kind} {visible(block.slug)}"
    return "profile" if isinstance(block, Profile) else "data_graph"


def aside(line: Line) -> str:
    """What else is known of a changed block: where it stood before, or what it has likely become."""
    change = line.change
    if change is None:
        return ""
    if change.likely:
        return f" (likely {'now' if change.kind == 'removed' else 'before'} {visible(change.likely.slug)})"
    if change.is_moved and isinstance(change.old, Relationship):
        parent = change.old.parent
        return f" (moved, from {visible(parent.slug) if parent else 'the first level'})"
    return ""


def value(text: str) -> str:
    """An attribute's value, cut if it is long."""
    shown = visible(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
    return f'"{shown}"' if text else "nothing"
