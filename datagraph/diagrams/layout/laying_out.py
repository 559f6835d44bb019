"""A scene, measured and placed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.diagrams.frames import frames
from datagraph.diagrams.layout.edge_labels import label_of
from datagraph.diagrams.layout.engine import ask
from datagraph.diagrams.layout.layout import Box, Layout, Route
from datagraph.diagrams.layout.node_cards import card_of
from datagraph.diagrams.layout.statements import Statements, statements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from datagraph.diagrams.layout.card import Card
    from datagraph.diagrams.layout.layout import Point
    from datagraph.diagrams.scene import Scene

_MARGIN = 24.0


def measured(scene: Scene) -> tuple[dict[str, Card], dict[str, Card]]:
    """The cards of a scene's nodes, and the labels of those of its edges that have one."""
    by_id = {it.id: it for it in scene.nodes}
    labels = {it.id: label_of(it, by_id[it.source]) for it in scene.edges}
    return {it.id: card_of(it) for it in scene.nodes}, {id_: it for id_, it in labels.items() if it}


def asked(scene: Scene, direction: str = "LR") -> Statements:
    """What the engine is asked for a scene."""
    return statements(scene, *measured(scene), direction)


def lay_out(scene: Scene, direction: str = "LR") -> Layout:
    """Place a scene; the same scene is placed the same every time. LayoutError if there is no engine."""
    cards, labels = measured(scene)
    if not scene.nodes:
        return Layout(2 * _MARGIN, 2 * _MARGIN, {}, {}, {}, {}, {})
    answer = ask(str(statements(scene, cards, labels, direction)))
    drawn = {int(it["id"]): it for it in answer.get("edges", ()) if it.get("id")}
    labelled = [(drawn[index].get("lp"), labels.get(it.id)) for index, it in enumerate(scene.edges)]
    place = _Place(answer, [(lp, label) for lp, label in labelled if lp and label])
    objects = {it["name"]: it for it in answer.get("objects", ())}
    nodes = {it.id: place.box(objects[f"n{index}"]["pos"], cards[it.id]) for index, it in enumerate(scene.nodes)}
    edges = {it.id: place.route(drawn[index], labels.get(it.id)) for index, it in enumerate(scene.edges)}
    framed = {title: place.frame(objects[f"cluster{index}"]["bb"]) for index, title in enumerate(frames(scene))}
    return Layout(place.width, place.height, nodes, edges, framed, cards, labels)


class _Place:
    """Graphviz counts from the bottom left corner, in points; we from the top left, in pixels of the same size."""

    def __init__(self, answer: Mapping[str, Any], labels: Sequence[tuple[str, Card]]) -> None:
        left, bottom, right, top = map(float, answer["bb"].split(","))
        for middle, label in labels:
            # Graphviz does not count those of lines that lead back.
            x, y = map(float, middle.split(","))
            left, right = min(left, x - label.width / 2), max(right, x + label.width / 2)
            bottom, top = min(bottom, y - label.height / 2), max(top, y + label.height / 2)
        self._left, self._top = left - _MARGIN, top + _MARGIN
        self.width = _rounded(right - left + 2 * _MARGIN)
        self.height = _rounded(top - bottom + 2 * _MARGIN)

    def point(self, text: str) -> Point:
        x, y = map(float, text.split(","))
        return _rounded(x - self._left), _rounded(self._top - y)

    def box(self, middle: str, card: Card) -> Box:
        x, y = self.point(middle)
        return Box(_rounded(x - card.width / 2), _rounded(y - card.height / 2), card.width, card.height)

    def frame(self, corners: str) -> Box:
        left, bottom, right, top = corners.split(",")
        (x, y), (end_x, end_y) = self.point(f"{left},{top}"), self.point(f"{right},{bottom}")
        return Box(x, y, _rounded(end_x - x), _rounded(end_y - y))

    def route(self, edge: Mapping[str, Any], label: Card | None) -> Route:
        points = tuple(self.point(it) for it in edge["pos"].split() if it[0] not in "es")
        if label is None or "lp" not in edge:
            return Route(points)
        x, y = self.point(edge["lp"])
        return Route(points, (_rounded(x - label.width / 2), _rounded(y - label.height / 2)))


def _rounded(number: float) -> float:
    return round(number, 1)
