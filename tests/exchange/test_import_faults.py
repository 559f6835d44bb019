"""What people are told when a document cannot be imported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from datagraph.exchange import import_text, yaml_reading
from tests.exchange.graph_documents import documents, unhurried

EXAMPLE = Path(__file__).parents[2] / "examples" / "ecommerce" / "graph.dg"
TOP = "format_version: 1\nversion: v1.0.0\n"
RELATIONSHIP = {"slug": "r", "name": "R", "related_entity": "e"}
EXTERNAL_ID = {"type": "email", "join_key": "EMAIL"}


@pytest.fixture(params=["in Python", "in C"])
def _any_yaml_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = yaml.SafeLoader if request.param == "in Python" else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    monkeypatch.setattr(yaml_reading, "_LOADER", loader)


def document(*relationships: object, **fields: object) -> str:
    """A document in JSON, with a profile if there are relationships."""
    profile = {"profile_folder": "P.S", "type": "segment:materialized", "relationships": relationships}
    return json.dumps(
        {"format_version": 1, "version": "v1.0.0", **({"profile": profile} if relationships else {}), **fields}
    )


def first_level(**fields: object) -> dict[str, object]:
    return RELATIONSHIP | {"external_id": EXTERNAL_ID} | fields


ENTITY = {"slug": "e", "name": "E", "table_ref": "P.C.E", "primary_key": "ID"}
R0 = "profile.relationships[0]"
PLACES = "`slug`, `name`, `description`, `related_entity`"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (document(entities=[ENTITY, ENTITY, {"slug": "x", "name": "X", "primary_key": "ID"}]),
         '`entities[2].table_ref` is missing; write a value such as "PROD.CUST.ACCOUNT"'),
        (document(entities=[{**ENTITY, "tabel_ref": "x"}]),
         "`entities[0].tabel_ref` is not known; did you mean `table_ref`?"),
        (document(entities=[{**ENTITY, "name": 3}]), "`entities[0].name` is a number, not a string"),
        (document(entities=[{**ENTITY, "name": True}]), "`entities[0].name` is `true`, not a string"),
        (document(entities=[{**ENTITY, "name": " "}]),
         '`entities[0].name` is empty; write a value such as "Account"'),
        (document(entities=[{**ENTITY, "description": ""}]), "`entities[0].description` is empty; leave it out"),
        (document(entities=[{**ENTITY, "description": None}]), "`entities[0].description` is empty; leave it out"),
        (document(entities=[{**ENTITY, "slug": "Cart"}]),
         "`entities[0].slug` is `Cart`; a slug has only lowercase letters, digits, `-` and `_`"),
        (document(entities=[{**ENTITY, "slug": "\ud800"}]),
         "`entities[0].slug` is `\\u{d800}`; a slug has only lowercase letters, digits, `-` and `_`"),
        (document(entities=[{**ENTITY, "enrichment_enabled": "true"}]),
         "`entities[0].enrichment_enabled` is a string, not `true` or `false`"),
        (document(entities=[{**ENTITY, "enrichment_enabled": 1}]),
         "`entities[0].enrichment_enabled` is a number, not `true` or `false`"),
        (document(entities=ENTITY), "`entities` is an object, not a list"),
        (document(entities=["e"]), "`entities[0]` is a string, not an object"),
        (document(entity=[]), "`entity` is not known; here can be `format_version`, `version`, `entities`, `profile`"),
        (document(**{"x" * 100 + "\n": 1}),
         f"`{'x' * 59}…` is not known; here can be `format_version`, `version`, `entities`, `profile`"),
        (document(version="v1"), "`version` is `v1`; it can be `v0.0.6` or `v1.0.0`"),
        (document(version=["v1.0.0"]), "`version` is a list; it can be `v0.0.6` or `v1.0.0`"),
        (document(format_version=2),
         "`format_version` is `2`, and only 1 can be read here; a newer datagraph may read it"),
        ('{"version": "v1.0.0"}', "`format_version` is missing; write 1"),
        ('{"format_version": 1}', '`version` is missing; write "v1.0.0"'),
        (document(first_level(join_on="a.b = c.d")),
         f"`{R0}.join_on` is not known; here can be {PLACES}, `external_id`, `trait`, `relationships`"),
        (document(first_level(relationships=[first_level(join_on="a.b = c.d")])),
         f"`{R0}.relationships[0].external_id` is not known; "
         f"here can be {PLACES}, `join_on`, `junction_table`, `relationships`"),
        (document(first_level(relationships=[RELATIONSHIP])),
         f"`{R0}.relationships[0]` has neither `join_on` nor `junction_table`; it needs one of them"),
        (document(RELATIONSHIP), f"`{R0}` has neither `external_id` nor `trait`; it needs one of them"),
        (document(first_level(trait={"name": "t", "join_key": "k"})),
         f"`{R0}` has `external_id` and `trait`; it can have only one of them"),
        (document(first_level(external_id={"join_key": "k"})),
         f'`{R0}.external_id.type` is missing; write a value such as "email"'),
        (document(profile={"profile_folder": "P.S", "type": "segment: materialized"}),
         "`profile.type` is `segment: materialized`; it can be `segment:materialized` or `segment:unmaterialized`"),
        (document(profile={"profile_folder": "P.S", "type": "segment:materialized", "materialization": "none"}),
         "`profile.materialization` is not known; v1.0.0 of the language has no such attribute"),
        (document(**{"$schema": 3}), "`$schema` is a number, not a string"),
        ('{"format_version": 1, "version": "v1.0.0", "version": "v1.0.0"}', "`version` stands more than once"),
        ("", "the document is empty"),
        (" \n", "the document is empty"),
        ("[]", "the document has no fields; it needs `format_version`, `version` and `entities`"),
        ("Account", "the document has no fields; it needs `format_version`, `version` and `entities`"),
        ('{"a": 1, 2}', "line 1, column 10: a field's name in double quotes is missing here"),
        ('{\n"a" 1}', "line 2, column 5: a colon is missing here"),
        ('{"a": "b}', "line 1, column 7: the string that begins here has no closing quote"),
        ('{"a": 1} {}', "line 1, column 10: the document has ended before this"),
        ('{"a": NaN, "a": ', "line 1, column 17: a value is missing here"),
        ('{"a": ' * 100_000, "the document is nested too deep; a path from the profile has at most 6 nodes"),
        ('{"a": ' * 300 + "1" + "}" * 300,
         "the document is nested too deep; a path from the profile has at most 6 nodes"),
        (EXAMPLE.read_text(encoding="utf-8"),
         "this is a Data Graph already; what can be imported is JSON or YAML from `datagraph export`"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(text: str, problem: str) -> None:
    assert import_text(text) == ("", [problem])


@pytest.mark.usefixtures("_any_yaml_reader")
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{TOP}version: v1.0.0\nversion: v1.0.0\n", "`version` stands more than once"),
        (f"{TOP}entities:\n", "`entities` is empty; leave it out"),
        (f"{TOP}entities: 1\n", "`entities` is a number, not a list"),
        (f"{TOP}profile: ~\n", "`profile` is empty; leave it out"),
        (f"{TOP}profile: 2024-01-01\n", "`profile` is a string, not an object"),
        ("a: &b 1\nc: *b\n", "line 2, column 4: the alias `*b` is not read; write out what it stands for"),
        ("a: !!binary aGk=\n", "line 1, column 4: the tag `tag:yaml.org,2002:binary` is not read; leave it out"),
        ("a: 1\n---\nb: 1\n", "line 2, column 1: a second document begins here; import one at a time"),
        ("? [a]\n: b\n", "line 1, column 3: a field's name is one word"),
        ("a: \x07\n", "line 1, column 4: this control character stands for itself; write an escape"),
        ("a:\n- \x00", "line 2, column 3: this control character stands for itself; write an escape"),
        ("[" * 100_000, "the document is nested too deep; a path from the profile has at most 6 nodes"),
        (
            "a: " + "[" * 900,
            "line 1, column 253: the document is nested too deep; a path from the profile has at most 6 nodes",
        ),
    ],
)
def test_a_fault_in_yaml_is_named_with_its_place(text: str, problem: str) -> None:
    assert import_text(text) == ("", [problem])


@pytest.mark.usefixtures("_any_yaml_reader")
@pytest.mark.parametrize(
    "text",
    ["a: b: c", "a: 'b", "\ta: b", "a: [b", "- a\nb", 'a: "\\q"', "%YAML 3.0\n--- a", 'a: "\\UFFFFFFFF"', "a: @b"],
)
def test_what_is_no_yaml_gets_one_sentence(text: str) -> None:
    again, problems = import_text(text)
    assert again == ""
    assert len(problems) == 1
    assert "\n" not in problems[0]
    assert "Error" not in problems[0]


def test_a_trailing_comma_is_named() -> None:
    # Python 3.13 and later see the comma rather than what follows it.
    later = "line 1, column 8: nothing follows this comma"
    earlier = "line 1, column 9: a field's name in double quotes is missing here"
    assert import_text('{"a": 1,}')[1] in ([earlier], [later])


def test_faults_are_all_told_at_once() -> None:
    _, problems = import_text(document(RELATIONSHIP, first_level(name=1), entities=[{}], version="v2"))
    assert len(problems) == len({it.split("`")[1] for it in problems}) == 7  # four missing, and one of each other


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
mutations = st.tuples(st.integers(0, 10_000), json_values)


@unhurried
@given(documents, mutations, st.booleans())
def test_any_value_anywhere_is_a_plain_sentence_at_worst(
    document: dict[str, Any], mutation: tuple[int, Any], as_yaml: bool
) -> None:
    places: list[tuple[Any, Any]] = []
    waiting: list[Any] = [document]
    for value in waiting:
        keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
        places += [(value, key) for key in keys]
        waiting += [value[key] for key in keys]
    container, key = places[mutation[0] % len(places)]
    container[key] = mutation[1]
    text, problems = import_text(yaml.safe_dump(document) if as_yaml else json.dumps(document))
    assert (text == "") == bool(problems)
    for problem in problems:
        assert "\n" not in problem
        assert "nput should" not in problem
        assert "not what belongs there" not in problem


@unhurried
@given(st.text(max_size=40))
def test_any_text_is_a_plain_sentence_at_worst(text: str) -> None:
    again, problems = import_text(text)
    assert (again == "") == bool(problems)
