"""Numbers and keys as sentences tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.catalog.measurements import EntityMeasurement, Example, RelationshipMeasurement, Side, Spread
    from datagraph.rules.context import Context

_MOST_KEYS = 3
UNKNOWN = "?"
"""What stands where a figure was not counted."""


def counted(number: int, noun: str = "row") -> str:
    """A number of things: `1 row`, `1,204 rows`."""
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def share(part: int, whole: int) -> str:
    """A part of a whole in percent, rounded so that only all is `100%` and only nothing `0%`."""
    if not whole:
        return "0%"
    percent = part * 100 / whole
    if 0 < percent < 1:
        return "under 1%"
    return "over 99%" if 99 < percent < 100 else f"{percent:.0f}%"


def for_example(examples: Sequence[Example]) -> tuple[str, ...]:
    """A note with keys that are on more than one row, and on how many; none without examples."""
    listed = ", ".join(f"{quoted(it.key)} ({counted(it.rows)})" for it in examples)
    return (f"for example {listed}",) if listed else ()


def keys(examples: Sequence[Example]) -> str:
    """A few keys, as a sentence lists them."""
    return ", ".join(quoted(it.key) for it in examples[:_MOST_KEYS])


def in_sample(ctx: Context) -> str:
    """What to add to a figure that is one of a sample."""
    measurements = ctx.evidence.measurements
    return ", in a sample" if measurements and measurements.sample is not None else ""


def agreeing(number: int, one: str, many: str) -> str:
    """The form of a verb that goes with a number."""
    return one if number == 1 else many


def looked_at(ctx: Context, found: EntityMeasurement) -> int:
    """How many rows of a table were looked at for marks."""
    measurements = ctx.evidence.measurements
    return found.rows if measurements is None or measurements.sample is None else found.examined


def difference(side: Side, other: Side) -> str:
    """What keeps keys apart that are otherwise the same: white space, case, or both; "" if nothing does.

    Keys that differ by both count as differing by case; whether they do, examples tell.
    """
    ragged = any(it.key != it.key.strip() for it in (*side.strays, *other.strays))
    spaced = side.spaced or (side.cased and ragged)
    return " and ".join(word for word, rows in (("white space", spaced), ("case", side.cased)) if rows)


def match_rates(found: RelationshipMeasurement) -> tuple[str, str]:
    """The share of rows on the left that lead to one, of all profiles on the first level, and of those on the right."""
    examined = found.links[0].left.examined if found.profiles is None else found.profiles
    backward = share(found.backward.met, found.links[-1].right.examined) if found.backward else UNKNOWN
    return share(found.forward.met, examined), backward


def fan_out(spread: Spread | None) -> str:
    """To how many rows one leads: median, 99th percentile and most."""
    return f"{spread.median:,} / {spread.p99:,} / {spread.largest:,}" if spread else UNKNOWN
