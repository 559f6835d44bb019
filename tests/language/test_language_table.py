"""The table agrees with itself, with the language's description and with HashiCorp's parser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pygohcl  # type: ignore[import-untyped, unused-ignore]
import pytest

from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE, CURRENT_VERSION, ROOT, VERSIONS, Attribute, Block, ChildRule

EXAMPLES = Path(__file__).parents[2] / "examples"
VALID_FILES = sorted(path for path in EXAMPLES.glob("*/graph.dg") if path.parent.name != "broken")

each_block = pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: block.name)
each_attribute = pytest.mark.parametrize(
    "attribute",
    [pytest.param(it, id=f"{block.name}.{it.name}") for block in BLOCKS.values() for it in block.attributes],
)


def check(body: dict[str, Any], block: Block, parent: str, version: str) -> None:
    """Assert that a block's content, as HashiCorp's parser reads it, is what the table wants under that parent."""
    attributes = {it.name: it for it in block.attributes_in(parent, version)}
    children = {it.name: it for it in block.children_in(parent)}
    assert body.keys() <= attributes.keys() | children.keys()
    assert {name for name, it in attributes.items() if it.required} <= body.keys()
    choice = block.choice_in(parent)
    assert choice is None or len(body.keys() & set(choice.names)) == 1
    for name, value in body.items():
        if name in attributes:
            check_value(value, attributes[name])
        else:
            check_child(value, children[name], block.name, version)


def check_child(value: dict[str, Any], rule: ChildRule, parent: str, version: str) -> None:
    child = BLOCKS[rule.name]
    bodies = value.values() if child.label else [value]
    assert rule.maximum is None or len(bodies) <= rule.maximum
    for body in bodies:
        check(body, child, parent, version)


def check_value(value: object, attribute: Attribute) -> None:
    assert isinstance(value, bool if attribute.type == "boolean" else str)
    assert not attribute.allowed or value in attribute.allowed


@pytest.mark.parametrize("path", VALID_FILES, ids=lambda path: path.parent.name)
def test_valid_example_file_is_what_the_table_describes(path: Path) -> None:
    body = pygohcl.loads(path.read_text(encoding="utf-8"))
    check(body, ROOT, "", body["data_graph"]["version"])


@each_block
def test_example_of_a_block_is_complete(block: Block) -> None:
    body = pygohcl.loads(block.example)[block.name]
    (content,) = body.values() if block.label else [body]
    check(content, block, block.parents[0], CURRENT_VERSION)


@each_attribute
def test_example_of_an_attribute_assigns_it(attribute: Attribute) -> None:
    ((name, value),) = pygohcl.loads(attribute.example).items()
    assert name == attribute.name
    check_value(value, attribute)


@each_attribute
def test_placeholder_is_a_value_of_the_attribute(attribute: Attribute) -> None:
    is_boolean = attribute.type == "boolean"
    text = attribute.placeholder if is_boolean else f'"{attribute.placeholder}"'
    check_value(pygohcl.loads(f"value = {text}")["value"], attribute)


@pytest.mark.parametrize("row", [ROOT, *BLOCKS.values(), *(it for row in BLOCKS.values() for it in row.attributes)])
def test_every_row_has_documentation_of_whole_sentences(row: Block | Attribute) -> None:
    assert row.documentation.endswith(".")
    assert "  " not in row.documentation


def test_parents_and_children_name_each_other() -> None:
    downward = {(block.name, child.name) for block in (ROOT, *BLOCKS.values()) for child in block.children}
    upward = {(parent, block.name) for block in BLOCKS.values() for parent in block.parents}
    assert downward == upward


@each_block
def test_conditions_name_parents_of_the_block(block: Block) -> None:
    conditions = [row.where for rows in (block.attributes, block.children, block.choices) for row in rows]
    assert {parent for condition in conditions for parent in condition} <= set(block.parents)


@each_block
def test_a_choice_is_among_optional_things_that_stand_nowhere_else(block: Block) -> None:
    for choice in block.choices:
        for name in choice.names:
            attribute, child = block.attribute(name), block.child(name)
            assert (attribute is None) != (child is None), name
            assert attribute is None or (attribute.where == choice.where and not attribute.required)
            assert child is None or (child.where == choice.where and not child.minimum)


@pytest.mark.parametrize(
    ("parent", "attributes", "children", "choice"),
    [
        (
            "profile",
            ["name", "description", "related_entity"],
            ["external_id", "trait", "relationship"],
            ("external_id", "trait"),
        ),
        (
            "relationship",
            ["name", "description", "related_entity", "join_on"],
            ["junction_table", "relationship"],
            ("join_on", "junction_table"),
        ),
    ],
)
def test_relationship_depends_on_where_it_stands(
    parent: str, attributes: list[str], children: list[str], choice: tuple[str, ...]
) -> None:
    block = BLOCKS["relationship"]
    found = block.choice_in(parent)
    assert [it.name for it in block.attributes_in(parent, CURRENT_VERSION)] == attributes
    assert [it.name for it in block.children_in(parent)] == children
    assert found is not None
    assert found.names == choice


@pytest.mark.parametrize(
    ("version", "names"),
    [("v0.0.6", ["profile_folder", "materialization"]), ("v1.0.0", ["profile_folder", "type"])],
)
def test_profile_depends_on_the_version(version: str, names: list[str]) -> None:
    assert [it.name for it in BLOCKS["profile"].attributes_in("data_graph", version)] == names


@each_attribute
def test_an_attribute_that_ended_names_its_successor(attribute: Attribute) -> None:
    assert (attribute.until is None) == (attribute.replaced_by is None)
    if attribute.replaced_by:
        (home,) = BLOCKS_BY_ATTRIBUTE[attribute.name]
        successor = BLOCKS[home].attribute(attribute.replaced_by)
        assert successor is not None
        assert [attribute.belongs_to(it) for it in VERSIONS] == [not successor.belongs_to(it) for it in VERSIONS]


def test_blocks_are_found_by_the_name_of_an_attribute() -> None:
    assert BLOCKS_BY_ATTRIBUTE["join_key"] == ("external_id", "trait")
    assert BLOCKS_BY_ATTRIBUTE["type"] == ("profile", "external_id")


def test_importing_the_table_loads_nothing_slow() -> None:
    program = "import sys, datagraph.language; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert not {"dataclasses", "inspect", "pydantic", "lark"} & set(loaded)
