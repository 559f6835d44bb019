"""The model as JSON and YAML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given

from datagraph.exchange import export_json, export_yaml, import_text
from datagraph.language import BLOCKS
from tests.exchange.graph_documents import documents, loaded, unhurried

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/graph.dg"))
NESTED = """\
data_graph {
  version = "v1.0.0"
  profile {
    profile_folder = "PROD.SEGMENT"
    type = "segment:materialized"
    relationship "user-accounts" {
      related_entity = "account"
      name = "yes"
      trait {
        join_key = "ID"
        name = "a: b"
      }
      relationship "carts" {
        name = "Carts"
        related_entity = "cart"
        join_on = "account.ID = cart.ACCOUNT_ID"
      }
    }
  }
  entity "account" {
    name = "A \\"quoted\\" name"
    table_ref = "P.C.A"
    primary_key = "ID"
    enrichment_enabled = true
  }
  entity "cart" {
    name = "Cart"
    table_ref = "P.C.C"
    primary_key = "1"
    enrichment_enabled = false
  }
}
"""


def test_yaml_has_the_fields_of_the_language_in_canonical_order() -> None:
    assert (
        export_yaml(loaded(NESTED))
        == """\
format_version: 1
version: v1.0.0
entities:
  - slug: account
    name: "A \\"quoted\\" name"
    table_ref: P.C.A
    primary_key: ID
    enrichment_enabled: true
  - slug: cart
    name: Cart
    table_ref: P.C.C
    primary_key: "1"
profile:
  profile_folder: PROD.SEGMENT
  type: segment:materialized
  relationships:
    - slug: user-accounts
      name: "yes"
      related_entity: account
      trait:
        name: "a: b"
        join_key: ID
      relationships:
        - slug: carts
          name: Carts
          related_entity: cart
          join_on: account.ID = cart.ACCOUNT_ID
"""
    )


def test_json_has_the_same_fields_in_the_same_order() -> None:
    text = export_json(loaded(NESTED))
    assert text == json.dumps(yaml.safe_load(export_yaml(loaded(NESTED))), indent=2) + "\n"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_both_formats_say_the_same(path: Path) -> None:
    model = loaded(path.read_text(encoding="utf-8"))
    assert json.loads(export_json(model)) == yaml.safe_load(export_yaml(model))


@unhurried
@given(documents)
def test_both_formats_say_the_same_of_any_graph(document: dict[str, object]) -> None:
    text, problems = import_text(json.dumps(document))
    assert problems == []
    model = loaded(text)
    assert json.loads(export_json(model)) == document
    assert yaml.safe_load(export_yaml(model)) == document


def test_a_broken_graph_is_exported_as_far_as_it_goes() -> None:
    text = (
        'data_graph { \n entity "" { \n name = 3 \n } \n entity { \n } \n profile {\n relationship "a" {\n }\n }\n }\n'
    )
    model = loaded(text)
    expected = {"format_version": 1, "entities": [{}, {}], "profile": {"relationships": [{"slug": "a"}]}}
    assert json.loads(export_json(model)) == expected
    assert yaml.safe_load(export_yaml(model)) == expected
    assert json.loads(export_json(loaded(""))) == yaml.safe_load(export_yaml(loaded(""))) == {"format_version": 1}


def test_what_means_nothing_is_left_out_so_that_equal_models_give_equal_texts() -> None:
    plain = NESTED.replace("    enrichment_enabled = false\n", "")
    assert export_json(loaded(plain)) == export_json(loaded(NESTED))


@pytest.mark.parametrize("value", ["\ud800", "a\udfffb", "\x00", "\x85", "\u2028", "\ufeff", "\uffff", "\x7f"])
def test_whatever_a_string_holds_can_be_encoded_and_is_read_again(value: str) -> None:
    model = loaded(NESTED)
    model.entities[0].name = f"a{value}b"
    for text in (export_json(model), export_yaml(model)):
        text.encode()
        assert value not in text
        assert import_text(text)[1] == [] or "\\ud" in text
    again, problems = import_text(export_json(model))
    assert problems == []
    assert loaded(again) == model


def deep_graph(depth: int) -> str:
    opening = '  relationship "r" {\n    name = "R"\n    related_entity = "e"\n    join_on = "e.A = e.B"\n'
    first = opening.replace('    join_on = "e.A = e.B"\n', '    trait {\n name = "t"\n join_key = "k"\n }\n')
    profile = 'profile {\nprofile_folder = "A.B"\ntype = "segment:materialized"\n'
    inside = first + opening * (depth - 1) + "}\n" * depth
    return f'data_graph {{\nversion = "v1.0.0"\n{profile}{inside}}}\n}}\n'


@pytest.mark.parametrize("depth", [40, pytest.param(10_000, marks=pytest.mark.slow)])
def test_nesting_of_any_depth_is_written_in_linear_size(depth: int) -> None:
    model = loaded(deep_graph(depth))
    for text in (export_json(model), export_yaml(model)):
        assert text.count("slug") == depth
        assert len(text) < 1000 * depth
        again, problems = import_text(text)
        assert (again == "") == bool(problems) == (depth > 1000)
        assert not problems or "the document is nested too deep" in problems[0]
        assert problems or loaded(again) == model


def test_every_block_and_attribute_of_the_table_is_exported() -> None:
    fields: set[str] = set()
    waiting: list[object] = [json.loads(export_json(loaded(path.read_text(encoding="utf-8")))) for path in EXAMPLES]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            fields |= value.keys()
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    assert {attribute.name for row in BLOCKS.values() for attribute in row.attributes} <= fields
