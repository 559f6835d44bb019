"""Contenders taking turns, and the medians of what they took."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Contender(NamedTuple):
    """Something to measure: `run` does it once; it returns seconds only where it keeps time itself.

    A slow one takes part in the first `rounds` rounds only.
    """

    name: str
    run: Callable[[], float | None]
    rounds: int = 1_000_000


def seconds(contender: Contender) -> float:
    """How long one round of a contender takes."""
    start = time.perf_counter()
    own = contender.run()
    return time.perf_counter() - start if own is None else own


def medians(
    contenders: Sequence[Contender], budget: float, *, least: int = 5, collect: bool = True
) -> dict[str, float]:
    """The median seconds of each contender over rounds in which they take turns, after one that does not count.

    There are at least `least` rounds, and more until the budget of seconds is spent. Garbage is collected before each
    turn, so that nobody pays for another's; while a turn runs, the collector is on or off as wanted.
    """
    taken: dict[str, list[float]] = {it.name: [] for it in contenders}
    for contender in contenders:
        if contender.rounds > least:
            contender.run()
    began = time.perf_counter()
    number = 0
    while number < least or (time.perf_counter() - began < budget and number < 500):
        for contender in contenders:
            if number < contender.rounds:
                gc.collect()
                if not collect:
                    gc.disable()
                try:
                    taken[contender.name].append(seconds(contender))
                finally:
                    gc.enable()
        number += 1
    return {name: statistics.median(rounds) for name, rounds in taken.items()}
