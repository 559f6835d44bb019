"""The list of all kinds, which the files of this folder fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import Severity

from .view import view_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from .view import Mistake, View


class Kind(NamedTuple):
    """A kind of mistake: makes one in a valid file, or returns None if the file has no place for it.

    `least` is how grave the language calls it; few kinds are only worth a warning. `lossy` is whether what was there
    before cannot be known any more, so that no fix could bring it back.
    """

    name: str
    make: Callable[[Random, str], Mistake | None]
    least: Severity = Severity.ERROR
    lossy: bool = False


KINDS: dict[str, Kind] = {}


def kind(
    name: str, least: Severity = Severity.ERROR, *, lossy: bool = False
) -> Callable[[Callable[[Random, View], Mistake | None]], Callable[[Random, View], Mistake | None]]:
    """Enter a function into the list of kinds."""

    def enter(function: Callable[[Random, View], Mistake | None]) -> Callable[[Random, View], Mistake | None]:
        def make(random: Random, text: str) -> Mistake | None:
            mistake = function(random, view_of(text))
            return mistake if mistake and mistake.text != text else None

        assert name not in KINDS
        KINDS[name] = Kind(name, make, least, lossy)
        return function

    return enter
