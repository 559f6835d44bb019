"""Where everything stands, in pixels from the top left corner of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagrams.layout.card import Card

Point = tuple[float, float]


class LayoutError(Exception):
    """There is no layout: the text says why, and `help` what to do."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


class Box(NamedTuple):
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float


class Route(NamedTuple):
    """A line from its source to its target as a cubic Bézier spline, and where its label stands.

    `points` are the first point, then for each piece two control points and its end.
    """

    points: tuple[Point, ...]
    label: Point | None = None


class Layout(NamedTuple):
    """The size of a picture, and by their ids the places of nodes and edges; frames are by their titles.

    `cards` are what stands in the boxes of nodes, `labels` what stands beside edges.
    """

    width: float
    height: float
    nodes: Mapping[str, Box]
    edges: Mapping[str, Route]
    frames: Mapping[str, Box]
    cards: Mapping[str, Card]
    labels: Mapping[str, Card]
