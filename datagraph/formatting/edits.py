"""The difference of two texts that only white space sets apart."""

from __future__ import annotations

import re

from datagraph.text import Span, TextEdit

_GAP = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"[^ \t\r\n]+")


def white_space_edits(old: str, new: str) -> list[TextEdit]:
    """The smallest edits, in order, that make `new` of `old`; apart from blanks and line ends both are equal."""
    edits: list[TextEdit] = []
    here = there = 0
    while True:
        gap, wanted = _gap_end(old, here), _gap_end(new, there)
        if old[here:gap] != new[there:wanted]:
            edits.append(_edit(here, old[here:gap], new[there:wanted]))
        here, there = gap, wanted
        word = _WORD.match(old, here)
        if word is None:
            return edits
        if new.startswith(word.group(), there):
            length = len(word.group())
        else:
            shorter = _WORD.match(new, there)
            assert shorter is not None, "both have the same words, apart from where they are divided"
            length = min(len(word.group()), len(shorter.group()))
        here += length
        there += length


def _gap_end(text: str, start: int) -> int:
    gap = _GAP.match(text, start)
    return gap.end() if gap else start


def _edit(start: int, old: str, new: str) -> TextEdit:
    """Replace one gap by another, without what they have in common at their ends."""
    shorter = min(len(old), len(new))
    before = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    left = shorter - before
    behind = next((place for place in range(left) if old[-1 - place] != new[-1 - place]), left)
    return TextEdit(Span(start + before, start + len(old) - behind), new[before : len(new) - behind])
