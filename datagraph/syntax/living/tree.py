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

    Lines that open or close a block may change if they go on to do so, and if they are the first or last of the change:
    these are `taken`, each with what it becomes. Between them `fresh` lines come in the place of `gone` ones, behind
    the line `before`, which is None at the beginning of the text. If the lines are not so, nothing is `kept`.
    """

    __slots__ = ("_tail", "before", "fresh", "gone", "kept", "new_text", "old_text", "taken")

    def __init__(self, change: Change, old_text: str, before: LivingLine | None) -> None:
        old, new = change.old, change.new
        shorter = min(len(old), len(new))
        head = 0
        while head < shorter and _is_kept(old[head], new[head]):
            head += 1
        tail = 0
        while tail < shorter - head and _is_kept(old[-1 - tail], new[-1 - tail]):
            tail += 1
        self.old_text = old_text
        self.new_text = change.text
        self.taken = [*zip(old[:head], new[:head]), *zip(old[len(old) - tail :], new[len(new) - tail :])]  # noqa: B905
        self.gone = old[head : len(old) - tail]
        self.fresh = new[head : len(new) - tail]
        self.before = old[head - 1] if head else before
        self.kept = all(line.lastindex in (ATTRIBUTE, OTHER) for line in (*self.gone, *self.fresh))
        self._tail = tail

    @property
    def changes_blocks(self) -> bool:
        """Whether a line that opens or closes a block is another one now."""
        return any(line.side for line, _ in self.taken)

    def apply(self, elements: list[Element]) -> list[LivingLine]:
        """Change the tree with these elements, and forget what is known of the blocks around the change.

        Returns the lines that stand there now.
        """
        gone, fresh = self.gone, self.fresh
        for line, _ in self.taken:
            _forget(around(elements, line))
        if gone or fresh:
            blocks, index = _place(elements, gone[0] if gone else None, self.before)
            _forget(blocks)
            inside = blocks[-1].elements if blocks else elements
            inside[index : index + len(gone)] = [it.element for it in fresh if it.element]
        for line, other in self.taken:
            line.take(other)
        lines = [line for line, _ in self.taken]
        return [*lines[: len(lines) - self._tail], *fresh, *lines[len(lines) - self._tail :]]


def _is_kept(old: LivingLine, new: LivingLine) -> bool:
    return (old.side == new.side != "") or old.lastindex == new.lastindex == END


def _place(elements: list[Element], line: LivingLine | None, before: LivingLine | None) -> tuple[Sequence[Block], int]:
    """The blocks around a line, and its index in the innermost; or those of what is put in behind another line."""
    if line is None and before is None:
        return (), 0
    known = line or before
    assert known is not None
    blocks = around(elements, known)
    if line is None and known.side == "{":
        return blocks, 0
    if line is None and known.side == "}":
        closed = blocks[-1]
        blocks = blocks[:-1]
        inside = blocks[-1].elements if blocks else elements
        return blocks, _index(inside, closed.opening.span(0)[0]) + 1
    inside = blocks[-1].elements if blocks else elements
    return blocks, _index(inside, known.start) + (line is None)


def around(elements: Sequence[Element], line: LivingLine) -> list[Block]:
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
