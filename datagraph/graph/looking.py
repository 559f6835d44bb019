"""What is found in nodes, kept for as long as their blocks stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from datagraph.model import Node
    from datagraph.syntax import Block

    N = TypeVar("N", bound=Node)
    T = TypeVar("T")


def look_at(nodes: Iterable[N], look: Callable[[N], Sequence[T]]) -> list[T]:
    """What a look finds in nodes, one after the other; it must depend on nothing but what is in the node's block.

    While a text is edited, lowering leaves a memo with a block, which goes when anything in the block changes; what was
    found before is noted there. The relationships around a nested one are not in its block, those of a tree are.
    """
    found: list[T] = []
    for node in nodes:
        memo: Any = node.syntax.memo
        if memo is None:
            found += look(node)
            continue
        known = memo.notes.get(look)
        if known is None:
            known = memo.notes[look] = look(node)
        if known:
            found += known
    return found


def notes_of(block: Block) -> dict[Any, Any] | None:
    """What may be noted of a block until anything in it changes, by whoever notes it; None if nothing is kept."""
    memo: Any = block.memo
    return None if memo is None else memo.notes
