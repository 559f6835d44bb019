"""The files on which both parsers are tried: the same seed gives the same ones."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.mutations.graphs import valid_graph
from tests.mutations.kinds import KINDS

from .corners import CORNERS
from .disturb import disturbed
from .snippets import Snippets

if TYPE_CHECKING:
    from collections.abc import Iterator


def files(seed: int, count: int) -> Iterator[str]:
    """Valid graphs, HCL at random, both disturbed, human mistakes in graphs, and corners alone and inside a graph."""
    random = Random(seed)
    kinds = list(KINDS.values())
    for number in range(count):
        way = number % 10
        if way == 0:
            yield Snippets(random, plain=True).file()
        elif way == 1:
            yield Snippets(random).file()
        elif way in (2, 3):
            yield disturbed(random, Snippets(random, plain=way == 2).file())
        elif way == 4:
            mistake = random.choice(kinds).make(random, small_graph(random))
            yield mistake.text if mistake else random.choice(CORNERS)
        elif way == 5:
            yield with_lines(random, small_graph(random), random.choice(CORNERS))
        elif way == 6:
            yield with_lines(random, small_graph(random), Snippets(random).body(1, 2))
        else:
            yield disturbed(random, small_graph(random))


def small_graph(random: Random) -> str:
    """A valid graph of no more than 80 lines, so that a run has time for many."""
    while True:
        text = valid_graph(random)
        if text.count("\n") <= 80:
            return text


def with_lines(random: Random, text: str, lines: str) -> str:
    """A text with more lines put in at a random place."""
    place = random.choice([0, *(index + 1 for index, character in enumerate(text) if character == "\n"), len(text)])
    return text[:place] + lines + random.choice(["\n", "\n", ""]) + text[place:]
