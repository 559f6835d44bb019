"""The JSON Schemas: up to date, true of what the tool writes, and false of what it does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped, unused-ignore]

from datagraph import validate
from datagraph.configuration import read_configuration
from datagraph.configuration.keys import KEYS
from datagraph.configuration.toml import parse as parse_toml
from datagraph.diagnostics import Applicability, Diagnostic, FileReport, Fix, Label, Report, RuleDescription, Severity
from datagraph.diagnostics.render import render
from datagraph.diagnostics.render.json import VERSION
from datagraph.exchange import SCHEMAS, rules_json, schema_text
from datagraph.exchange.generate import generate
from datagraph.rules.registry import all_rules
from datagraph.text import Source, Span, TextEdit
from tests.exchange.schema_checks import GONE, accepts, changed, validator

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/graph.dg"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_checked_in_schema_is_up_to_date(name: str) -> None:
    assert schema_text(name) == generate(name), "run `python -m datagraph.exchange.generate`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_schema_with_an_id_that_names_no_host(name: str) -> None:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:datagraph:schema:{name}"
    assert "://" not in schema_text(name).replace("https://json-schema.org/draft/2020-12/schema", "")


@pytest.mark.parametrize("name", SCHEMAS)
def test_everything_in_a_schema_is_described(name: str) -> None:
    waiting = [json.loads(schema_text(name))]
    for schema in waiting:
        if isinstance(schema, dict):
            for field, part in schema.get("properties", {}).items():
                target = part.get("items", part).get("$ref", "").rpartition("/")[2]
                described = part if "description" in part else waiting[0].get("$defs", {}).get(target, {})
                assert described.get("description"), field
            waiting += schema.values()
        elif isinstance(schema, list):
            waiting += schema


def test_unknown_schema_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no schema named 'graph'; there are catalog, .*, rules"):
        schema_text("graph")


# Diagnostics.

RULE = RuleDescription("DG201", "unknown-entity", Severity.ERROR, "s", "w", "f", "bad", "good")


def report() -> Report:
    span = Span(2, 5)
    edits = (TextEdit(span, "b"), TextEdit(Span(5, 5), ""))
    fixes = tuple(Fix("write it", edits, it) for it in Applicability)
    full = Diagnostic(
        "DG201", "unknown-entity", Severity.ERROR, "m", span, "l", (Label(span, "t"),), ("h",), ("n",), fixes
    )
    plain = [Diagnostic("DG501", "unused-entity", it, "m", Span(0, 0)) for it in Severity]
    files = (
        FileReport(Source("a.dg", "\ufeffab\r\ncd"), (full, *plain)),
        FileReport(Source("b.dg", ""), (), "is a directory"),
    )
    return Report((*files, FileReport(Source("c.dg", ""))), {"DG201": RULE})


def test_rendered_diagnostics_are_of_the_shape() -> None:
    validator("diagnostics").validate(json.loads(render(report(), "json")))
    validator("diagnostics").validate(json.loads(render(Report((), {}), "json")))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_diagnostics_of_the_examples_are_of_the_shape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = json.loads(render(Report((FileReport(Source(str(path), text), tuple(validate(text))),), {}), "json"))
    validator("diagnostics").validate(document)


def test_the_version_is_that_of_the_renderer() -> None:
    assert (
        json.loads(schema_text("diagnostics"))["$defs"]["DiagnosticsDocument"]["properties"]["version"]["const"]
        == VERSION
    )


FOUND = ("files", 0, "diagnostics", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("summary",), GONE),
        (("summary", "errors"), -1),
        (("files", 0, "path"), GONE),
        (("files", 1, "error"), None),
        ((*FOUND, "code"), "201"),
        ((*FOUND, "name"), "Unknown entity"),
        ((*FOUND, "severity"), "fatal"),
        ((*FOUND, "range"), GONE),
        ((*FOUND, "range", "start", "line"), 0),
        ((*FOUND, "range", "end", "offset"), "5"),
        ((*FOUND, "labels", 0, "range"), GONE),
        ((*FOUND, "help"), "h"),
        ((*FOUND, "fixes", 0, "applicability"), "sure"),
        ((*FOUND, "fixes", 0, "edits", 0, "new_text"), GONE),
    ],
)
def test_diagnostics_of_another_shape_are_refused(path: tuple[str | int, ...], value: object) -> None:
    document = json.loads(render(report(), "json"))
    assert accepts("diagnostics", document)
    assert not accepts("diagnostics", changed(document, path, value))


def test_a_later_release_may_add_keys() -> None:
    document = json.loads(render(report(), "json"))
    assert accepts("diagnostics", changed(document, (*FOUND, "url"), "somewhere"))


# Rules.


def test_the_list_of_rules_is_of_the_shape_and_complete() -> None:
    document = json.loads(rules_json())
    validator("rules").validate(document)
    assert [rule["code"] for rule in document["rules"]] == [rule.code for rule in all_rules()]
    assert all(rule.keys() == set(RuleDescription._fields) for rule in document["rules"])


@pytest.mark.parametrize(("key", "value"), [("code", "X1"), ("severity", 3), ("fixable", "yes"), ("bad", GONE)])
def test_rules_of_another_shape_are_refused(key: str, value: object) -> None:
    assert not accepts("rules", changed(json.loads(rules_json()), ("rules", 0, key), value))


# Configuration.


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_example_of_a_setting_is_of_the_shape(key: Any) -> None:
    assert accepts("configuration", parse_toml(key.example).values)


@pytest.mark.parametrize(
    "text",
    [
        "",
        'select = ["DG", "dg2", "DG201", "unknown-entity"]\nignore = []',
        '[severity]\nDG201 = "info"\nunknown-entity = "warning"',
        'paths = ["a.dg"]\nexclude = ["b"]\nfail-on = "info"\ntarget-warehouse = "bigquery"',
        'catalog = "c.json"\ndefault-warehouse = "a"\n[warehouse.a]\ndbt_profile = "shop/prod"',
        '[warehouse.a]\ntype = "redshift"\nhost = "h"\ndatabase_env = "D"\npassword_env = "P"\nssl = true',
        '[warehouse.a]\ntype = "duckdb"\nsetup = ["a.sql"]\ntimeout = 3',
    ],
)
def test_right_configuration_is_accepted(text: str) -> None:
    assert accepts("configuration", parse_toml(text).values)
    assert read_configuration(text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "selects = []",
        'select = "DG201"',
        'select = ["no-such-rule"]',
        'select = ["DG2011"]',
        "ignore = [201]",
        'paths = "a.dg"',
        'fail-on = "fatal"',
        'target-warehouse = "oracle"',
        '[severity]\nno-such-rule = "info"',
        '[severity]\nDG201 = "fatal"',
        "[tool.datagraph]",
        "catalog = 1",
        'warehouse = "snowflake"',
        "[warehouse.a]",
        '[warehouse.a]\ntype = "oracle"',
        '[warehouse.a]\ntype = "redshift"',
        '[warehouse.a]\ntype = "snowflake"\npassword = "hunter2"',
        '[warehouse.a]\ntype = "duckdb"\npath = "x"',
        '[warehouse.a]\ntype = "duckdb"\ntimeout = "long"',
    ],
)
def test_wrong_configuration_is_refused(text: str) -> None:
    assert not accepts("configuration", parse_toml(text).values)
    assert read_configuration(text)[1] != []
