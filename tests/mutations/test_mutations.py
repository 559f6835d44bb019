"""One mistake is found, is found where it was made, is told once, and is mended where a fix says that it is sure."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pygohcl  # type: ignore[import-untyped, unused-ignore]
import pytest

import datagraph

from .graphs import valid_graph
from .harness import cases, examples
from .kinds import KINDS
from .table import rendered, rows_of

if TYPE_CHECKING:
    from .table import Row

LOCATED = 0.97
ERRORS = 1.2
RESTORED = 0.90


def check_bars(rows: list[Row]) -> None:
    """Every bar at once, so that one run tells all that is missed."""
    *kinds, everything = rows
    missed = [f"{row.name}: {row.crashes} crashes" for row in kinds if row.crashes]
    missed += [f"{row.name}: {row.silent} of {row.cases} without an error" for row in kinds if row.silent]
    missed += [
        f"{row.name}: {row.restored:.0%} restored"
        for row in kinds
        if row.restored is not None and row.restored < RESTORED
    ]
    if everything.located < LOCATED:
        missed.append(f"located: {everything.located:.1%}")
    if everything.errors > ERRORS:
        missed.append(f"errors for one mistake: {everything.errors:.2f}")
    assert not missed, "\n".join([*missed, "", rendered(rows)])


def test_bars() -> None:
    check_bars(rows_of(cases(seed=1, per_kind=20, names=tuple(KINDS)[::4])))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2])
def test_bars_with_many_cases(seed: int) -> None:
    check_bars(rows_of(cases(seed=seed, per_kind=60)))


def test_every_kind_finds_its_place_in_some_file() -> None:
    assert len(KINDS) >= 35
    made = {case.kind for case in cases(seed=1, per_kind=3)}
    assert made == set(KINDS)


def test_same_seed_gives_the_same_mistakes() -> None:
    first, second = ([case.mistake.text for case in cases(7, 2, ("uppercase slug",))] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", range(40))
def test_random_files_are_valid(seed: int) -> None:
    text = valid_graph(Random(seed))
    pygohcl.loads(text)
    assert datagraph.validate(text) == []


def test_examples_are_valid() -> None:
    texts = examples()
    assert len(texts) >= 5
    for text in texts:
        pygohcl.loads(text)


def test_a_kind_that_is_silent_misplaced_or_noisy_misses_the_bars() -> None:
    good = next(iter(rows_of(cases(1, 2, ("value deleted",)))))
    check_bars([good, good._replace(name="all")])
    for row in (good._replace(silent=1), good._replace(crashes=1), good._replace(restored=0.5)):
        with pytest.raises(AssertionError, match="value deleted"):
            check_bars([row, good])
    for row, missed in ((good._replace(located=0.96), "located"), (good._replace(errors=1.3), "errors for one")):
        with pytest.raises(AssertionError, match=missed):
            check_bars([good, row])
