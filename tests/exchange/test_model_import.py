"""JSON and YAML to the text of a Data Graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from datagraph import format_text
from datagraph.exchange import export_json, import_text
from datagraph.language import BLOCKS
from tests.exchange.graph_documents import check_round_trip, documents, loaded, unhurried

EXAMPLES = Path(__file__).parents[2] / "examples"
VALID_FILES = sorted(path for path in EXAMPLES.glob("*/graph.dg") if path.parent.name != "broken")
TOP = "format_version: 1\nversion: v1.0.0\n"


@pytest.mark.parametrize("path", VALID_FILES, ids=lambda path: path.parent.name)
def test_examples_come_back(path: Path) -> None:
    check_round_trip(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", BLOCKS.values(), ids=lambda row: row.name)
def test_the_graph_in_the_documentation_comes_back(row: Any) -> None:
    if row.name == "data_graph":
        check_round_trip(row.example)


@unhurried
@given(documents)
def test_any_graph_comes_back(document: dict[str, Any]) -> None:
    text, problems = import_text(json.dumps(document))
    assert problems == []
    check_round_trip(text)


@unhurried
@given(documents)
def test_the_text_is_in_canonical_format(document: dict[str, Any]) -> None:
    text, _ = import_text(json.dumps(document))
    assert format_text(text) == text


def test_the_text_is_what_people_write() -> None:
    text, problems = import_text(f"""\
{TOP}
entities: # comments and any order
  - name: Account
    slug: account
    table_ref: P.C.A
    description: "a \\"b\\" ${{c}}"
    primary_key: ID
    enrichment_enabled: false
profile:
  type: segment:materialized
  relationships:
    - {{slug: r, name: 'R', related_entity: account, external_id: {{type: email, join_key: EMAIL}}}}
  profile_folder: P.S
""")
    assert problems == []
    assert (
        text
        == """\
data_graph {
  version = "v1.0.0"

  entity "account" {
    name               = "Account"
    description        = "a \\"b\\" $${c}"
    table_ref          = "P.C.A"
    primary_key        = "ID"
    enrichment_enabled = false
  }

  profile {
    profile_folder = "P.S"
    type           = "segment:materialized"

    relationship "r" {
      name           = "R"
      related_entity = "account"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
"""
    )


def test_words_of_yaml_1_1_and_dates_are_strings() -> None:
    text, problems = import_text(
        f"{TOP}entities:\n- {{slug: no, name: yes, table_ref: 2024-01-01, primary_key: !!str 1}}\n"
    )
    assert problems == []
    (entity,) = loaded(text).entities
    assert (entity.slug, entity.name, entity.table_ref, entity.primary_key) == ("no", "yes", "2024-01-01", "1")


def test_a_byte_order_mark_and_the_place_of_the_schema_are_no_fault() -> None:
    text = export_json(loaded(import_text(TOP)[0]))
    assert import_text("\ufeff" + text.replace("{", '{\n  "$schema": "model.json",', 1)) == import_text(TOP)
    assert import_text("\ufeff" + TOP) == import_text(TOP)
