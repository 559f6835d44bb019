"""Figures of the data that have left what was normal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.monitoring.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.catalog.measurements import Link, Measurements

_CODE = "figures"


class Thresholds(NamedTuple):
    """How far a figure may go: match rates may fall by so many points of a hundred, rows change by so many percent."""

    match_points: float = 5.0
    rows_percent: float = 50.0


def figures_of(measurements: Mapping[str, Measurements]) -> dict[str, float]:
    """The figures that are watched, by name: rows of entities, and the share of rows that a join matches (0 to 100).

    The measurements are by file.
    """
    found: dict[str, float] = {}
    for file, measured in measurements.items():
        for slug, entity in measured.entities.items():
            found[f"{file}\0rows\0{slug}"] = float(entity.rows)
        for slug, relationship in measured.relationships.items():
            rates = [rate for link in relationship.links for rate in _rates(link)]
            if rates:
                found[f"{file}\0match\0{slug}"] = min(rates)
    return found


def strayed(normal: Mapping[str, float], now: Mapping[str, float], thresholds: Thresholds) -> dict[str, Problem]:
    """The figures that have gone too far from what was normal, by name; one that is new is normal."""
    found: dict[str, Problem] = {}
    for name, value in now.items():
        before = normal.get(name)
        if before is None:
            continue
        file, kind, slug = name.split("\0")
        message = _match(slug, before, value, thresholds) if kind == "match" else _rows(slug, before, value, thresholds)
        if message:
            found[name] = Problem(file, _CODE, "warning", message, file)
    return found


def _match(slug: str, before: float, value: float, thresholds: Thresholds) -> str:
    # Rounded down, so that the problem keeps its name while the figure wanders.
    fell = before - value
    return f"the match rate of {slug} fell from {before:.0f} % by over {thresholds.match_points:g} points" * (
        fell > thresholds.match_points
    )


def _rows(slug: str, before: float, value: float, thresholds: Thresholds) -> str:
    limit = before * thresholds.rows_percent / 100
    way = "more" if value > before else "fewer"
    return f"{slug} has over {thresholds.rows_percent:g} % {way} rows than {before:,.0f}" * (
        abs(value - before) > limit
    )


def _rates(link: Link) -> Iterator[float]:
    for side in (link.left, link.right):
        if side.matched is not None and side.examined:
            yield 100 * side.matched / side.examined
