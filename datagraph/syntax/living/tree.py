"""The tree of a text that is edited: built of its lines, or changed where some of them have changed."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, END, OTHER
from datagraph.syntax.tree import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.syntax.living.line import LivingLine
    from datagraph.syntax.living.lines import Change
    from datagraph.syntax.tree import Element


def build(lines: Iterable[LivingLine]) -> list[Element] | None:
    """The elements that lines make, the END left out; None if braces do not pair.

    A block of the tree before is used again if it is still made of the same lines, with all that is known of it.
    """
    elements: list[Element] = []
    waiting: list[tuple[LivingLine, list[Element]]] = []
    for line in lines:
        kind = line.lastindex
        if kind in (ATTRIBUTE, OTHER):
            elements.append(line.element)  # type: ignore[arg-type]  # lines of these kinds have one
        elif kind == CLOSING:
            if not waiting:
                return None
            opening, outer = waiting.pop()
            block = opening.block
            if block is None or block.closing is not line or block.elements != elements:
                block = opening.block = Block(opening, elements, line)
            outer.append(block)
            elements = outer
        elif kind != END:
            waiting.append((line, elements))
            elements = []
    return None if waiting else elements


class Splice:
    """A change of lines that leaves the blocks as they are: it adds, takes away or replaces what stands in one of them.

    Lines that open or close a block may change if they go on to do so, and if they are the first or last of the change.
    """

    __slots__ = ("_change", "_head", "_tail", "changes_blocks", "is_parallel", "kept")

    def __init__(self, change: Change, text: str) -> None:
        old, new = change.old, change.new
        shorter = min(len(old), len(new))
        head = 0
        while head < shorter and _is_kept(old[head], new[head]):
            head += 1
        tail = 0
        while tail < shorter - head and _is_kept(old[-1 - tail], new[-1 - tail]):
            tail += 1
        self._change = change
        self._head = head
        self._tail = tail
        middle = (*old[head : len(old) - tail], *new[head : len(new) - tail])
        self.kept = all(line.lastindex in (ATTRIBUTE, OTHER) for line in middle)
        """Whether the blocks stay as they are; if not, there is no such change."""
        self.changes_blocks = any(line.side for line in (*new[:head], *new[len(new) - tail :]))
        """Whether a line that opens or closes a block is another one now."""
        self.is_parallel = len(old) == len(new) and all(
            _is_alike(one, other) and one.indent(text) == other.indent(change.text)
            for one, other in zip(old, new, strict=True)
        )
        """Whether each line is of its old kind and indented as it was, so that recovery says the same of the braces."""

    def apply_in_place(self, elements: list[Element]) -> list[LivingLine]:
        """Do what `apply` does where the lines are parallel, so that the old ones become the new ones."""
        for line in self._change.old:
            _forget(_around(elements, line))
        for line, other in zip(self._change.old, self._change.new, strict=True):
            line.take(other)
        return self._change.old

    def apply(self, elements: list[Element], before: LivingLine | None) -> list[LivingLine]:
        """Change the tree with these elements, and forget what is known of the blocks around the change.

        `before` is the line before the change. Returns the lines that stand there now.
        """
        old, new, head, tail = self._change.old, self._change.new, self._head, self._tail
        taken = [*zip(old[:head], new[:head]), *zip(old[len(old) - tail :], new[len(new) - tail :])]  # noqa: B905 as long
        for line, _ in taken:
            _forget(_around(elements, line))
        middle = old[head : len(old) - tail]
        fresh = new[head : len(new) - tail]
        if middle or fresh:
            before = old[head - 1] if head else before
            blocks, index = _place(elements, middle[0] if middle else None, before)
            _forget(blocks)
            inside = blocks[-1].elements if blocks else elements
            inside[index : index + len(middle)] = [it.element for it in fresh if it.element]
        for line, other in taken:
            line.take(other)
        return [*old[:head], *fresh, *old[len(old) - tail :]]


def _is_kept(old: LivingLine, new: LivingLine) -> bool:
    return (old.side == new.side != "") or old.lastindex == new.lastindex == END


def _is_alike(old: LivingLine, new: LivingLine) -> bool:
    return old.side == new.side and (old.side != "" or old.lastindex == new.lastindex)


def _place(elements: list[Element], line: LivingLine | None, before: LivingLine | None) -> tuple[Sequence[Block], int]:
    """The blocks around a line, and its index in the innermost; or those of what is put in behind another line."""
    if line is None and before is None:
        return (), 0
    known = line or before
    assert known is not None
    blocks = _around(elements, known)
    if line is None and known.side == "{":
        return blocks, 0
    if line is None and known.side == "}":
        closed = blocks[-1]
        blocks = blocks[:-1]
        inside = blocks[-1].elements if blocks else elements
        return blocks, _index(inside, closed.opening.span(0)[0]) + 1
    inside = blocks[-1].elements if blocks else elements
    return blocks, _index(inside, known.start) + (line is None)


def _around(elements: Sequence[Element], line: LivingLine) -> list[Block]:
    """The blocks that a line is in, from the outside in; one that it opens or closes is among them."""
    start = line.start
    blocks: list[Block] = []
    while True:
        index = _index(elements, start)
        element = elements[index] if index >= 0 else None
        if not isinstance(element, Block) or start >= element.closing.span(0)[1] or line.lastindex == END:
            return blocks
        blocks.append(element)
        elements = element.elements


def _index(elements: Sequence[Element], offset: int) -> int:
    """The last element that begins at an offset or before it, with its trivia; -1 if there is none."""
    return bisect_right(elements, offset, key=_start) - 1


def _start(element: Element) -> int:
    line = element.opening if isinstance(element, Block) else element.line
    return line.span(0)[0]


def _forget(blocks: Iterable[Block]) -> None:
    for block in blocks:
        block.memo = None
