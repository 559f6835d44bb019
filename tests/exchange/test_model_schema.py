"""The JSON Schema of the model: true of every export, and as strict as import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from datagraph.exchange import export_json, export_yaml, import_text, schema_text
from datagraph.language import BLOCKS
from tests.exchange.graph_documents import documents, loaded, unhurried
from tests.exchange.schema_checks import GONE, accepts, changed, validator

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/graph.dg"))
VALID_FILES = [path for path in EXAMPLES if path.parent.name != "broken"]


@pytest.mark.parametrize("path", VALID_FILES, ids=lambda path: path.parent.name)
def test_exports_of_the_examples_are_of_the_shape(path: Path) -> None:
    validator("model").validate(json.loads(export_json(loaded(path.read_text(encoding="utf-8")))))


@unhurried
@given(documents)
def test_any_export_is_of_the_shape(document: dict[str, Any]) -> None:
    text, problems = import_text(json.dumps(document))
    assert problems == []
    validator("model").validate(json.loads(export_json(loaded(text))))


def test_every_attribute_of_the_table_is_in_the_schema() -> None:
    defined = json.loads(schema_text("model"))["$defs"]
    for row in BLOCKS.values():
        shapes = [it["properties"] for key, it in defined.items() if key.startswith(row.name.title().replace("_", ""))]
        assert shapes, row.name
        for attribute in row.attributes:
            found = [shape[attribute.name] for shape in shapes if attribute.name in shape]
            assert found, attribute.name
            assert all(it["description"] == attribute.documentation for it in found)


GRAPH = {
    "format_version": 1,
    "version": "v1.0.0",
    "entities": [{"slug": "e", "name": "E", "table_ref": "A.B.C", "primary_key": "ID"}],
    "profile": {
        "profile_folder": "A.B",
        "type": "segment:materialized",
        "relationships": [
            {
                "slug": "r",
                "name": "R",
                "related_entity": "e",
                "trait": {"name": "t", "join_key": "k"},
                "relationships": [{"slug": "s", "name": "S", "related_entity": "e", "join_on": "e.A = e.B"}],
            }
        ],
    },
}
FIRST = ("profile", "relationships", 0)
SECOND = (*FIRST, "relationships", 0)
WRONG_GRAPHS: list[tuple[tuple[str | int, ...], object]] = [
    (("format_version",), GONE),
    (("format_version",), 2),
    (("version",), GONE),
    (("version",), "v2.0.0"),
    (("version",), "v0.0.6"),
    (("entity",), []),
    (("entities",), {}),
    (("entities", 0), "e"),
    (("entities", 0, "slug"), "E"),
    (("entities", 0, "slug"), GONE),
    (("entities", 0, "name"), ""),
    (("entities", 0, "name"), 1),
    (("entities", 0, "table_ref"), GONE),
    (("entities", 0, "tabel_ref"), "A.B.C"),
    (("entities", 0, "description"), None),
    (("entities", 0, "enrichment_enabled"), "true"),
    (("profile",), None),
    (("profile", "type"), "materialized"),
    (("profile", "materialization"), "none"),
    ((*FIRST, "trait"), GONE),
    ((*FIRST, "external_id"), {"type": "email", "join_key": "k"}),
    ((*FIRST, "join_on"), "a.b = c.d"),
    ((*FIRST, "trait", "type"), "email"),
    ((*SECOND, "join_on"), GONE),
    ((*SECOND, "trait"), {"name": "t", "join_key": "k"}),
    ((*SECOND, "related_entity"), GONE),
]


def test_a_right_graph_is_accepted() -> None:
    assert accepts("model", GRAPH)
    assert import_text(json.dumps(GRAPH))[1] == []


@pytest.mark.parametrize(("path", "value"), WRONG_GRAPHS)
def test_schema_and_import_refuse_the_same_graphs(path: tuple[str | int, ...], value: object) -> None:
    wrong = changed(GRAPH, path, value)
    assert not accepts("model", wrong)
    assert import_text(json.dumps(wrong))[1] != []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_yaml_can_be_checked_like_json(path: Path) -> None:
    model = loaded(path.read_text(encoding="utf-8"))
    as_yaml, as_json = yaml.safe_load(export_yaml(model)), json.loads(export_json(model))
    assert accepts("model", as_yaml) == accepts("model", as_json) == (path.parent.name != "broken")
