"""Which fixes can be applied to one text at once."""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from datagraph.diagnostics import Applicability, Diagnostic, Fix
    from datagraph.text import TextEdit


class Choice(NamedTuple):
    """A fix, and the diagnostic that it clears."""

    diagnostic: Diagnostic
    fix: Fix

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same of it when other fixes move its place."""
        return self.diagnostic.code, self.diagnostic.message, self.fix.title

    @property
    def growth(self) -> int:
        """How much longer the fix makes the text."""
        return sum(len(edit.new_text) - (edit.span.end - edit.span.start) for edit in self.fix.edits)


def choose(
    text: str, diagnostics: Iterable[Diagnostic], applicability: Applicability, refused: Container[tuple[str, str, str]]
) -> list[Choice]:
    """Choose the first fix of that applicability of each diagnostic, as far as they leave each other alone.

    Fixes whose edits meet wait for the next round, when the text shows whether they are still needed.
    """
    taken = _Taken()
    chosen: list[Choice] = []
    for diagnostic in dict.fromkeys(diagnostics):
        fix = next((it for it in diagnostic.fixes if it.applicability is applicability), None)
        if fix is None or all(edit.new_text == edit.span.text_of(text) for edit in fix.edits):
            continue
        choice = Choice(diagnostic, fix)
        if choice.key not in refused and taken.take(diagnostic.code, fix.edits):
            chosen.append(choice)
    return chosen


def edits_of(choices: Sequence[Choice]) -> list[TextEdit]:
    """List the edits of some fixes; of insertions at one place the longer comes first.

    The closing braces of several blocks are inserted at one place, and the inner is the one that is indented deeper.
    """
    longest_first = sorted(choices, key=lambda it: -len(it.fix.edits[0].new_text))
    return [edit for choice in longest_first for edit in choice.fix.edits]


class _Taken:
    """The places that are taken, each with the rule that inserts there, or "" where text is replaced."""

    def __init__(self) -> None:
        self._places: list[tuple[int, int, str]] = []

    def take(self, code: str, edits: tuple[TextEdit, ...]) -> bool:
        """Take the places of a fix, or none if they meet others; only insertions of one rule may share a place."""
        ordered = sorted(edits, key=lambda edit: edit.span)
        if any(second.span.start < first.span.end for first, second in pairwise(ordered)):
            return False
        places = [(start, end, code if start == end else "") for (start, end), _ in ordered]
        if any(self._meets(place) for place in places):
            return False
        for place in places:
            insort(self._places, place)
        return True

    def _meets(self, place: tuple[int, int, str]) -> bool:
        start, end, code = place
        behind = bisect_left(self._places, (start, -1, ""))
        neighbours = self._places[max(0, behind - 1) : behind + 1]
        return any(it[0] <= end and start <= it[1] and not (code and it == place) for it in neighbours)
