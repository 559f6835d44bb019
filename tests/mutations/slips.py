"""Slips of the finger in a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SLIPS = ("deleted", "inserted", "transposed", "replaced")


def slip(random: Random, word: str, how: str = "") -> str | None:
    """The word with one slip of a kind in it, or None if it came out as it was; still an identifier."""
    how = how or random.choice(SLIPS)
    if len(word) < 3:
        return None
    place = random.randrange(1, len(word))
    before, character, after = word[:place], word[place], word[place + 1 :]
    if how == "deleted":
        result = before + after
    elif how == "inserted":
        result = before + random.choice(_LETTERS) + character + after
    elif how == "transposed":
        result = word[: place - 1] + character + word[place - 1] + after
    else:
        result = before + random.choice(_LETTERS) + after
    return result if result != word and result.strip("-_") == result else None
