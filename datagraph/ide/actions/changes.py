"""The difference of two texts, as edits."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Sequence


def edits_between(old: str, new: str) -> list[TextEdit]:
    """Edits, in order, that make `new` of `old`, as small as comparing line by line makes them.

    A cursor, and the marks that an editor keeps in the lines between them, stay where they are.
    """
    return edits_of_chunks(_lines(old), _lines(new))


def edits_of_chunks(before: Sequence[str], after: Sequence[str]) -> list[TextEdit]:
    """The same for texts in chunks, compared chunk by chunk."""
    # Only an action that changes lines here and there needs it.
    from difflib import SequenceMatcher

    # It takes long, and an action is mostly about one place.
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    left, right = before[first : len(before) - last], after[first : len(after) - last]
    starts = list(accumulate(map(len, left), initial=sum(map(len, before[:first]))))
    edits: list[TextEdit] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, left, right).get_opcodes():
        if tag != "equal":
            edits.append(_without_ends(starts[start], "".join(left[start:end]), "".join(right[new_start:new_end])))
    return edits


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """How many chunks two texts have in common at their beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(before), len(after)))


def _lines(text: str) -> list[str]:
    """The lines with their ends."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else ())]


def _without_ends(start: int, old: str, new: str) -> TextEdit:
    """Replace one text by another, without what they have in common at their ends."""
    shorter = min(len(old), len(new))
    before = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    left = shorter - before
    behind = next((place for place in range(left) if old[-1 - place] != new[-1 - place]), left)
    return TextEdit(Span(start + before, start + len(old) - behind), new[before : len(new) - behind])
