"""The JSON of a scene: of the shape that its schema describes, whatever the texts in it."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from datagraph.diagrams import scene as parts
from datagraph.diagrams.json import VERSION, write_json
from datagraph.exchange import schema_text
from tests.diagrams.scenes import HOSTILE_TEXTS, SHOP, hostile
from tests.exchange.schema_checks import GONE, accepts, changed, validator


def test_what_is_written_is_of_the_shape() -> None:
    validator("diagram").validate(json.loads(write_json(SHOP)))


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_every_text_comes_through(text: str) -> None:
    document = json.loads(write_json(hostile(text)))
    validator("diagram").validate(document)
    assert [it["name"] for it in document["edges"]] == [text] * 4


def test_nothing_of_a_scene_is_forgotten() -> None:
    document = json.loads(write_json(SHOP))
    fields = {"nodes": parts.Node._fields, "edges": parts.Edge._fields, "groups": parts.Group._fields}
    for name, its in fields.items():
        assert document[name][0].keys() == {it.removeprefix("is_") for it in its}
    assert document.keys() - {"version"} == set(parts.Scene._fields)
    assert [it["slug"] for it in document["nodes"] if "depth" not in it] == ["lead", "visit"]


def test_the_schema_knows_the_same_kinds_as_the_scene() -> None:
    definitions = json.loads(schema_text("diagram"))["$defs"]

    def words(shape: str, field: str) -> tuple[str, ...]:
        return tuple(definitions[shape]["properties"][field]["enum"])

    assert words("DiagramNode", "kind") == get_args(parts.NodeKind)
    assert words("DiagramEdge", "kind") == get_args(parts.EdgeKind)
    assert words("DiagramEdge", "target_many") == get_args(parts.Many)
    assert words("Remark", "severity") == get_args(parts.Severity)
    assert definitions["DiagramDocument"]["properties"]["version"]["const"] == VERSION


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("title",), GONE),
        (("hidden",), -1),
        (("nodes", 0, "id"), GONE),
        (("nodes", 0, "kind"), "table"),
        (("nodes", 0, "depth"), 0),
        (("nodes", 1, "columns", 0, "shown"), "yes"),
        (("edges", 0, "target"), GONE),
        (("edges", 0, "source_many"), "two"),
        (("edges", 0, "line"), 0),
        (("edges", 4, "remarks", 0, "code"), "201"),
        (("groups", 0, "nodes"), "entity:cart-entity"),
    ],
)
def test_another_shape_is_refused(path: tuple[str | int, ...], value: object) -> None:
    document = json.loads(write_json(SHOP))
    assert accepts("diagram", document)
    assert not accepts("diagram", changed(document, path, value))
