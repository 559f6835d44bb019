"""Did you mean: the known word that a wrong one was likely meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE_LENGTH = 4
# A word as long as a paragraph is no slip, and comparing two of a megabyte would take minutes.
_LONGEST = 200
_MOST = 100


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

    if len(word) > _LONGEST:
        return None
    folded = _folded(word)
    allowed = _allowed(folded)
    best: list[tuple[int, str]] = []
    for candidate in known:
        if candidate == word or len(candidate) > _LONGEST:
            continue
        distance = OSA.distance(folded, _folded(candidate), score_cutoff=allowed)
        if distance <= allowed:
            best = sorted([*best, (distance, candidate)])[:2]
    return _judged(folded, best)


class Suggester:
    """`closest` among the same words again and again, in time that does not grow with the number of mistakes.

    It compares only so many different wrong words: nobody reads more suggestions than that, and each one costs a look
    at all known words. A word that was asked for before is free.
    """

    __slots__ = ("_answers", "_folded", "_known")

    def __init__(self, known: Iterable[str]) -> None:
        self._known = [word for word in known if len(word) <= _LONGEST]
        self._folded = [_folded(word) for word in self._known]
        self._answers: dict[str, Suggestion | None] = {}

    def closest(self, word: str) -> Suggestion | None:
        """The nearest known word, or None if none is near or too many words were asked for."""
        if word not in self._answers:
            if len(self._answers) >= _MOST or len(word) > _LONGEST:
                return None
            self._answers[word] = self._look_up(word)
        return self._answers[word]

    def _look_up(self, word: str) -> Suggestion | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        folded = _folded(word)
        near = extract(folded, self._folded, scorer=OSA.distance, score_cutoff=_allowed(folded), limit=3)
        found = sorted((int(distance), self._known[index]) for _, distance, index in near)
        return _judged(folded, [it for it in found if it[1] != word][:2])


def _allowed(folded: str) -> int:
    return max(1, len(folded) // 3)


def _judged(folded: str, best: list[tuple[int, str]]) -> Suggestion | None:
    """The first of the two nearest words."""
    if not best:
        return None
    distance, found = best[0]
    alone = len(best) == 1 or best[1][0] > distance
    return Suggestion(found, alone and distance <= max(1, len(folded) // _SURE_LENGTH // 2) and len(folded) > 1)


def _folded(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
