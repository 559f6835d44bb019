"""What is found in nodes, kept for as long as their blocks stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from datagraph.model import Node, Relationship
    from datagraph.syntax import Block

    N = TypeVar("N", bound=Node)
    T = TypeVar("T")


def look_at(nodes: Sequence[N], look: Callable[[Sequence[N]], list[T]]) -> list[T]:
    """What a look finds in nodes, in their order; it must depend on nothing but what is in the block of each.

    While a text is edited, lowering leaves a memo with a block, which goes when anything in the block changes; what was
    found before is noted there. The relationships around a nested one are not in its block, those of a tree are.
    """
    memos: list[Any] = [node.syntax.memo for node in nodes]
    if not any(memos):
        return look(nodes)
    found: list[T] = []
    for node, memo in zip(nodes, memos, strict=True):
        known = memo and memo.notes.get(look)
        if known is None:
            known = look((node,))
            if memo:
                memo.notes[look] = known
        if known:
            found += known
    return found


def relationships_in(trees: Iterable[Relationship]) -> list[Relationship]:
    """The relationships in trees of them, each before those nested in it."""
    return [relationship for tree in trees for relationship in tree.subtree()]


def notes_of(block: Block) -> dict[Any, Any] | None:
    """What may be noted of a block until anything in it changes, by whoever notes it; None if nothing is kept."""
    memo: Any = block.memo
    return None if memo is None else memo.notes
