"""Lines that recovery has put in, while the text around them is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.syntax import recovery
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING
from datagraph.syntax.living.line import LivingLine
from datagraph.syntax.living.tree import around
from datagraph.syntax.tree import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.diagnostics import Problem
    from datagraph.syntax.living.tree import Splice
    from datagraph.syntax.recovery import Closing
    from datagraph.syntax.tree import Element, LineLike


class Closings:
    """The lines that close blocks whose brace is missing, where recovery did nothing else.

    That is how text looks while a block is typed. What recovery goes by is the braces and the indentation, so that most
    of what is typed then does not matter to it.
    """

    def __init__(self, closings: Iterable[Closing] = ()) -> None:
        self._living: dict[int, LivingLine] = {}
        self._closings = []
        for opening, previous, indent, line in closings:
            own = self._living[id(line)] = LivingLine(line)
            self._closings.append(recovery.Closing(opening, self.living(previous), indent, own))

    def living(self, line: LineLike) -> LivingLine:
        """A line that came out of recovery as one of a tree that lives on."""
        return line if isinstance(line, LivingLine) else self._living.get(id(line)) or LivingLine(line)

    def outlast(self, splice: Splice, elements: Sequence[Element]) -> bool:
        """Whether recovery would put in the same lines after a change; if there are none, it did other things."""
        old, new = splice.old_text, splice.new_text
        if not (self._closings and splice.kept) or any(
            one.indent(old) != other.indent(new) for one, other in splice.taken
        ):
            return False
        before, gone, fresh = splice.before, splice.gone, splice.fresh
        followed = {id(it.previous) for it in self._closings}
        if not followed.isdisjoint(map(id, gone[:-1])):
            return False
        if len(gone) == len(fresh) and all(
            one.lastindex == other.lastindex and one.indent(old) == other.indent(new)
            for one, other in zip(gone, fresh, strict=True)
        ):
            return True
        # The line below a header tells whether blocks are indented at all.
        if before is None or before.side == "{" or (gone and id(before) in followed):
            return False
        blocks = around(elements, before)
        if before.side == "}":
            blocks = blocks[:-1]
        outer = blocks[-1].opening if blocks else None
        floor = outer.indent(old) if isinstance(outer, LivingLine) else -1
        # An attribute no deeper than its block's header would close the block.
        indents = [it.indent(new) for it in fresh if it.lastindex == ATTRIBUTE]
        return floor is not None and all(it is None or it > floor for it in indents)

    def follow(self, splice: Splice) -> None:
        """Note which lines the closing ones stand behind after a change that they outlast."""
        gone, fresh = splice.gone, splice.fresh
        replaced: dict[int, LivingLine] = {}
        if len(gone) == len(fresh):
            replaced = {id(one): other for one, other in zip(gone, fresh, strict=True)}
        elif gone:
            last = fresh[-1] if fresh else splice.before
            replaced = {id(gone[-1]): last} if last else {}
        elif splice.before:
            replaced = {id(splice.before): fresh[-1]}
        self._closings = [it._replace(previous=replaced.get(id(it.previous), it.previous)) for it in self._closings]

    def settle(self, text: str) -> None:
        """Let each line stand behind the one before it, wherever that is now."""
        for closing in self._closings:
            line, end = closing.line, closing.previous.span(0)[1]
            assert isinstance(line, LivingLine), "all lines of the tree are"
            line.line, line.moved = Line(CLOSING, text, (end, end), brace=(end, end)), 0

    def problems(self, text: str) -> list[Problem]:
        """The problems that braces are missing."""
        return [problem for it in self._closings for problem in recovery.missing_closing(text, it)]
