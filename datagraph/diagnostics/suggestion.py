"""Did you mean: the known word that a wrong one was likely meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE_LENGTH = 4


class Suggestion(NamedTuple):
    """A known word near the one written; `sure` if no other is as near and the difference is a slip."""

    word: str
    sure: bool


def closest(word: str, known: Iterable[str]) -> Suggestion | None:
    """The nearest known word, or None if none is near: at most one slip in three characters.

    A slip is a character missing, added, changed or swapped with its neighbour (optimal string alignment); case,
    spaces, `-` and `_` are less than a slip, since that is how slugs and names are mixed up most.
    """
    from rapidfuzz.distance import OSA

    folded = _folded(word)
    allowed = max(1, len(folded) // 3)
    best: list[tuple[int, str]] = []
    for candidate in known:
        if candidate == word:
            continue
        distance = OSA.distance(folded, _folded(candidate), score_cutoff=allowed)
        if distance <= allowed:
            best = sorted([*best, (distance, candidate)])[:2]
    if not best:
        return None
    distance, found = best[0]
    alone = len(best) == 1 or best[1][0] > distance
    return Suggestion(found, alone and distance <= max(1, len(folded) // _SURE_LENGTH // 2) and len(folded) > 1)


def _folded(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
