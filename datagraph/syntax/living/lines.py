"""The lines of a text that is edited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from datagraph.syntax.lexer import END, LINE, OTHER, read_lines, unclosed_comment
from datagraph.syntax.living.line import LivingLine, Stretch
from datagraph.syntax.living.unit import Unit

if TYPE_CHECKING:
    from datagraph.text import TextEdit

# For more lines than these it is quicker to read the whole text at once.
_MOST_LINES = 300
# Of a large text, an edit moves about as many lines one by one as it moves stretches.
_STRETCH = 100
_LONGEST_STRETCH = 1000


class Change(NamedTuple):
    """What an edit makes of a text: the lines from index `first` on that are read anew, and by how much others move.

    The old lines stand where they are before the edit, the new ones where they are after it. `units` are all that
    there are then; `balance` is how many more blocks are opened, or fewer closed.
    """

    text: str
    first: int
    old: list[LivingLine]
    new: list[LivingLine]
    moved: int
    units: list[Unit]
    balance: int


class LivingLines:
    """The lines of a text, the END last; they cover it without a gap, as those of a tree do.

    What a line is depends on nothing before it, so that only those have to be read again that an edit touches. There
    are two exceptions: a comment that is not closed, which changes how all behind it is read, and a broken line, which
    may have looked at what follows.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[LivingLine] = []
        self.units: list[Unit] = []
        """What was read token by token, in no order."""
        self.balance = 0
        """How many more lines open a block than close one."""
        self._stretches: list[Stretch] = []
        self.read_all(text)

    def read_all(self, text: str) -> None:
        """Read a whole text."""
        self.text = text
        self.lines = []
        self.units = []
        waiting = read_lines(text)
        while not self.lines or self.lines[-1].lastindex != END:
            match = next(waiting)
            if match.lastindex != OTHER:
                self.lines.append(LivingLine(match))
                continue
            unit = Unit(text, match.start(), match.start(OTHER))
            self.units.append(unit)
            self.lines += unit.lines
            if unit.lines[-1].end != match.end():
                waiting = read_lines(text, unit.lines[-1].end)
        self.balance = _balance(self.lines)
        self._divide()

    def compare(self, edit: TextEdit) -> Change | None:
        """Read what an edit touches, and change nothing yet; None if it is better to read the whole text."""
        (start, end), new_text = edit
        text = f"{self.text[:start]}{new_text}{self.text[end:]}"
        # One character is found twenty times as fast as two.
        if "*" in text and "/*" in text and unclosed_comment(text) is not None:
            return None
        moved = len(text) - len(self.text)
        lines = self.lines
        first = self._first(start, end)
        last = first + 1
        new: list[LivingLine] = []
        position = lines[first].start
        while len(new) < _MOST_LINES:
            read = _read(text, position)
            new += read
            if read[-1].lastindex == END:
                return self._change(text, first, len(lines), new)
            position = read[-1].end
            while last < len(lines) and (lines[last].start < end or lines[last].start + moved < position):
                last += 1
            if last < len(lines) and lines[last].start + moved == position and _begins(lines[last]):
                return self._change(text, first, last, new)
        return None

    def _change(self, text: str, first: int, last: int, new: list[LivingLine]) -> Change:
        old = self.lines[first:last]
        gone = {id(line.unit) for line in old}
        units = [unit for unit in self.units if id(unit) not in gone]
        units += {id(line.unit): line.unit for line in new if line.unit}.values()
        return Change(text, first, old, new, len(text) - len(self.text), units, _balance(new) - _balance(old))

    def apply(self, change: Change, new: list[LivingLine]) -> None:
        """Put lines in the place of the old ones of a change: its new ones, or old ones that have become such."""
        first, stretch = change.first, change.old[-1].stretch
        self.lines[first : first + len(change.old)] = new
        for line in new:
            line.join(stretch)
        if change.moved:
            self._move(first + len(new), stretch, change.moved)
        self.balance += change.balance
        self.units = change.units
        self.text = change.text

    def _move(self, first: int, stretch: Stretch, moved: int) -> None:
        """Move all lines from one on; the first of them may be in the middle of a stretch."""
        lines = self.lines
        index = first
        while index < len(lines) and lines[index].stretch is stretch:
            lines[index].moved += moved
            index += 1
        for other in self._stretches[self._stretches.index(stretch) + 1 :]:
            other.moved += moved
        if index - first > _LONGEST_STRETCH:
            self._divide()

    def _divide(self) -> None:
        """Divide the lines into new stretches."""
        self._stretches = []
        for first in range(0, len(self.lines), _STRETCH):
            stretch = Stretch()
            self._stretches.append(stretch)
            for line in self.lines[first : first + _STRETCH]:
                line.join(stretch)

    def _first(self, start: int, end: int) -> int:
        """The first line that is not as before if the text between two offsets is another."""
        first = bisect_right(self.lines, start, key=_start) - 1
        for unit in self.units:
            if unit.saw(start, end):
                first = min(first, bisect_left(self.lines, unit.first.start, key=_start))
        # A line that ends without a line end goes on where the next one begins.
        while first and not (_begins(self.lines[first]) and self.text[self.lines[first].start - 1] == "\n"):
            first -= 1
        return first


def _balance(lines: list[LivingLine]) -> int:
    sides = [line.side for line in lines]
    return sides.count("{") - sides.count("}")


def _start(line: LivingLine) -> int:
    return line.start


def _begins(line: LivingLine) -> bool:
    """Whether reading can begin with a line: it is not in the middle of what was read together."""
    return line.unit is None or line.unit.first is line


def _read(text: str, position: int) -> list[LivingLine]:
    """The line at an offset, or the lines that were read together there."""
    match = LINE.match(text, position)
    assert match is not None, "the last alternative matches any line"
    if match.lastindex == OTHER:
        return Unit(text, position, match.start(OTHER)).lines
    # A match keeps the whole of its text alive.
    own = LINE.match(text[position : match.end()])
    assert own is not None, "the last alternative matches any line"
    return [LivingLine(own, position)]
