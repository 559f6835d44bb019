"""Lines that were read together, token by token."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.syntax import recovery
from datagraph.syntax.living.line import LivingLine
from datagraph.syntax.recovery.layout import next_content
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.diagnostics import Problem

# Where one of these begins, what stands far below may belong to it, or may have been looked at.
_FAR_REACHING = re.compile(r"<<|/\*|[$%]\{|=[^\n]*\{")


class Unit:
    """A broken line, or what it was found to be: one or several lines, and the problems with them.

    `horizon` is how far behind its beginning text was looked at, or None if nobody can tell.
    """

    __slots__ = ("_faults", "first", "horizon", "lines")

    first: LivingLine

    def __init__(self, text: str, start: int, content: int) -> None:
        read, faults = recovery.read_line(text, start, content)
        end = read[-1].span(0)[1]
        piece = text[start:end]
        for line in read:
            line.cut_out(start, piece)
        self.lines = [LivingLine(line, start, self) for line in read]
        self.first = self.lines[0]
        self.horizon = _horizon(text, start, end)
        self._faults = [_moved(fault, -start) for fault in faults]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the lines, where they are now."""
        start = self.first.start
        return [_moved(fault, start) for fault in self._faults]

    def saw(self, start: int, end: int) -> bool:
        """Whether the unit depends on the text between two offsets, or on what is put there."""
        begin = self.first.start
        return (begin < end or begin <= start) and (self.horizon is None or start <= begin + self.horizon)


def _horizon(text: str, start: int, end: int) -> int | None:
    """Recovery looks at the next line with anything on it, and may go on reading there."""
    below = next_content(text, max(end - 1, start))
    stop = text.find("\n", below)
    stop = len(text) if stop < 0 else stop
    unpaired = any(text.count(left, start, stop) != text.count(right, start, stop) for left, right in ("()", "[]"))
    return None if unpaired or _FAR_REACHING.search(text, start, stop) else stop - start


def _moved(problem: Problem, by: int) -> Problem:
    edits = tuple(TextEdit(_span(it.span, by), it.new_text) for it in problem.edits)
    related = _span(problem.related, by) if problem.related else None
    return problem._replace(span=_span(problem.span, by), related=related, edits=edits)


def _span(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
