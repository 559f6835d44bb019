"""Where things stand: nothing on anything else, and the same every time."""

from __future__ import annotations

import shutil
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from datagraph.diagrams.compose import compose
from datagraph.diagrams.layout import Box, LayoutError, engine, lay_out
from datagraph.diagrams.layout.metrics import fitted, width_of
from datagraph.diagrams.scene import Choice
from datagraph.view import view_of
from tests.diagrams.golden import EXAMPLES, drawing_of
from tests.diagrams.scenes import HOSTILE_TEXTS, SHOP, hostile
from tests.random_plans import random_graph
from tests.strategies import often

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.diagrams.layout import Layout
    from datagraph.diagrams.layout.layout import Point
    from datagraph.diagrams.scene import Scene

DIRECTIONS = ("LR", "TB", "RL", "BT")


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def check(scene: Scene, layout: Layout) -> None:
    """Cards do not overlap, no label of a line that leads on lies on one, and all of the picture is in it."""
    depth = {it.id: it.depth or 0 for it in scene.nodes}
    for one, other in combinations(layout.nodes, 2):
        assert not overlap(layout.nodes[one], layout.nodes[other]), (one, other)
    for box in (*layout.nodes.values(), *layout.frames.values()):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= layout.width
        assert box.y + box.height <= layout.height
    for edge in scene.edges:
        points = layout.edges[edge.id].points
        assert len(points) % 3 == 1
        assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in along(points))
        label, at = layout.labels.get(edge.id), layout.edges[edge.id].label
        assert (label is None) == (at is None)
        if label and at:
            assert at[0] >= 0
            assert at[0] + label.width <= layout.width
            assert 0 <= at[1] <= layout.height - label.height
            place = Box(*at, label.width, label.height)
            # Between frames the engine has less of a choice.
            leads_on = depth[edge.source] < depth[edge.target] and not scene.groups
            assert not (leads_on and any(overlap(place, box) for box in layout.nodes.values()))


def along(points: Sequence[Point]) -> Iterator[Point]:
    """Points on the curve; those by which it is drawn may lie outside of the picture."""
    for start in range(0, len(points) - 1, 3):
        for step in range(9):
            t = step / 8
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            pairs = list(zip(weights, points[start : start + 4], strict=True))
            yield sum(weight * x for weight, (x, _) in pairs), sum(weight * y for weight, (_, y) in pairs)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_have_room(example: str, direction: str) -> None:
    scene = drawing_of(example).scene
    check(scene, lay_out(scene, direction))


@pytest.mark.parametrize("group_by", ["schema", "branch"])
def test_frames_hold_their_nodes_and_no_others(group_by: str) -> None:
    view = drawing_of("ecommerce").view
    scene = compose(view, Choice(group_by=group_by))  # type: ignore[arg-type]
    layout = lay_out(scene)
    for group in scene.groups:
        frame = layout.frames[group.title]
        assert [it for it, box in layout.nodes.items() if overlap(frame, box)] == [
            it.id for it in scene.nodes if it.id in group.nodes
        ]


def test_depth_is_the_rank() -> None:
    scene = drawing_of("ecommerce").scene
    layout = lay_out(scene)
    right: dict[int, float] = {}
    for it in sorted(scene.nodes, key=lambda it: it.depth or 0):
        box = layout.nodes[it.id]
        if it.depth and it.kind != "junction":
            assert box.x > right.get(it.depth - 1, 0)
            right[it.depth] = max(right.get(it.depth, 0), box.x + box.width)


def test_entities_that_nothing_leads_to_make_a_block() -> None:
    entities = "".join(f'entity "e{it}" {{\nname = "E"\n}}\n' for it in range(100))
    scene = compose(view_of(f"data_graph {{\n{entities}}}\n"), Choice())
    layout = lay_out(scene)
    check(scene, layout)
    assert 0.2 < layout.width / layout.height < 5


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_any_text_has_room(text: str) -> None:
    scene = hostile(text)
    check(scene, lay_out(scene))


def random_graphs_have_room(seed: int) -> None:
    random = Random(seed)
    view = view_of(random_graph(random, 8).canonical())
    scene = compose(view, Choice(group_by=random.choice(("none", "schema", "branch")), has_remarks=True))
    check(scene, lay_out(scene, random.choice(DIRECTIONS)))


test_random_graphs, test_random_graphs_often = often(random_graphs_have_room, st.integers(0, 2**32), examples=25)


def test_an_empty_scene_is_small() -> None:
    assert lay_out(compose(view_of(""), Choice())).width < 100


def test_the_same_program_comes_first_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"graphviz-pure": "/bin/ours", "dot": "/bin/dot"}
    monkeypatch.setattr(shutil, "which", lambda name, path="": found.get(name))  # noqa: ARG005 as it is called
    assert engine.program() == "/bin/ours"
    del found["graphviz-pure"]
    assert engine.program() == "/bin/dot"


def test_without_an_engine_the_way_to_get_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, path="": None)  # noqa: ARG005 as it is called
    with pytest.raises(LayoutError, match="no layout engine") as told:
        lay_out(SHOP)
    assert "pip install" in told.value.help


def test_texts_are_cut_to_their_room() -> None:
    assert fitted("short", 100, 11) == "short"
    for text in ("W" * 50, "漢字" * 20, "x" * 100_000):
        cut = fitted(text, 100, 11)
        assert cut.endswith("…")
        assert width_of(cut, 11) <= 100
    assert width_of("漢", 10) > 1.5 * width_of("x", 10)
