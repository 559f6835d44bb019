"""A line of a text that is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, LABELLED_OPENING, OPENING, OTHER
from datagraph.syntax.recovery import indent_of_line
from datagraph.syntax.tree import Attribute, Skipped, labels_of
from datagraph.text import Span

if TYPE_CHECKING:
    from datagraph.syntax.living.unit import Unit
    from datagraph.syntax.tree import Block, LineLike

_UNKNOWN = -1
_SIDES = {OPENING: "{", LABELLED_OPENING: "{", CLOSING: "}"}


class Stretch:
    """Lines side by side, and by how much they have moved together: an edit need not tell each line below it."""

    __slots__ = ("moved",)

    def __init__(self) -> None:
        self.moved = 0


_STILL = Stretch()
"""Where lines are that are not among those of a text."""


class LivingLine:
    """A line as it was read, and by how much it has moved since: by itself, and with its stretch.

    `element` is what the tree holds of it, unless it opens or closes a block; `block` is the block that it opens.
    `unit` is what it was read with, if that took more than the pattern of a line.
    """

    __slots__ = ("_indent", "block", "element", "lastindex", "line", "moved", "stretch", "unit")

    def __init__(self, line: LineLike, moved: int = 0, unit: Unit | None = None) -> None:
        self.line = line
        self.moved = moved
        self.stretch = _STILL
        self.unit = unit
        self.lastindex = line.lastindex
        self._indent: int | None = _UNKNOWN
        self.block: Block | None = None
        self.element: Attribute | Skipped | None = None
        if self.lastindex == ATTRIBUTE:
            self.element = Attribute(self)
        elif self.lastindex == OTHER:
            self.element = Skipped(self)

    @property
    def start(self) -> int:
        """Where the line begins, its trivia included."""
        return self.line.span(0)[0] + self.moved + self.stretch.moved

    @property
    def end(self) -> int:
        """Where the line ends."""
        return self.line.span(0)[1] + self.moved + self.stretch.moved

    @property
    def side(self) -> str:
        """`{` for a line that opens a block, `}` for one that closes it, "" for any other."""
        return _SIDES.get(self.lastindex or 0, "")

    @property
    def labels(self) -> tuple[tuple[str, Span], ...] | None:
        """As the line that was read has them, where they are now."""
        found, moved = labels_of(self.line), self.moved + self.stretch.moved
        return found and tuple((raw, Span(start + moved, end + moved)) for raw, (start, end) in found)

    def indent(self, text: str) -> int | None:
        """The columns before what the line holds, as recovery counts them; asked again it takes no time."""
        if self._indent == _UNKNOWN:
            indent = indent_of_line(text, self)
            # What is before the first of lines that were read together may change without them.
            if self.unit is not None:
                return indent
            self._indent = indent
        return self._indent

    def group(self, number: int, /) -> str | None:
        """The text of a group."""
        return self.line.group(number)

    def span(self, number: int, /) -> tuple[int, int]:
        """The range of a group, where it is now."""
        start, end = self.line.span(number)
        if start < 0:
            return start, end
        moved = self.moved + self.stretch.moved
        return start + moved, end + moved

    def join(self, stretch: Stretch) -> None:
        """Move with other lines from now on."""
        self.moved += self.stretch.moved - stretch.moved
        self.stretch = stretch

    def take(self, other: LivingLine) -> None:
        """Become another line of the same side, so that the tree need not hear of it."""
        self.line, self.lastindex, self.unit = other.line, other.lastindex, other.unit
        self.moved = other.moved + other.stretch.moved - self.stretch.moved
        self._indent = _UNKNOWN
        if self.unit and self.unit.first is other:
            self.unit.first = self
