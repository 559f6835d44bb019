"""Where an offset is: in which blocks, on which attribute, in what the model says there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from datagraph.syntax import Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.model import Node
    from datagraph.syntax.tree import Element
    from datagraph.view import View


class Place(NamedTuple):
    """The blocks around an offset, from the outside in, and the attribute that it touches.

    An offset in a block's header, or right behind its closing brace, is in the block; one in the trivia before it is
    not.
    """

    offset: int
    blocks: tuple[Block, ...]
    attribute: Attribute | None

    @property
    def block(self) -> Block | None:
        """The innermost block."""
        return self.blocks[-1] if self.blocks else None


def place_at(view: View, offset: int) -> Place:
    """Find an offset in the tree; O(depth · log breadth)."""
    blocks: list[Block] = []
    elements: Sequence[Element] = view.analysis.document.elements
    while True:
        index = bisect_right(elements, offset, key=_start) - 1
        element = elements[index] if index >= 0 else None
        if isinstance(element, Block) and offset <= element.span.end:
            blocks.append(element)
            elements = element.elements
            continue
        touched = isinstance(element, Attribute) and offset <= element.span.end
        return Place(offset, tuple(blocks), element if touched and isinstance(element, Attribute) else None)


def _start(element: Element) -> int:
    """Where an element begins, the trivia before it left out."""
    return element.span.start


def node_of(view: View, block: Block) -> Node | None:
    """What the model says of a block; None where the block is in no model, being unknown or left out."""
    return next((node for _, node in view.analysis.model.walk() if node.syntax is block), None)
