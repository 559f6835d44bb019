"""TOML in, a configuration and rendered diagnostics out."""

from __future__ import annotations

import datetime
import time
from textwrap import dedent

import pytest

from datagraph.configuration import (
    DEFAULT_CONFIGURATION,
    PYPROJECT_TABLE,
    Configuration,
    is_configured,
    read_configuration,
)
from datagraph.configuration.acceptances import Acceptance
from datagraph.configuration.channels import Notify
from datagraph.configuration.connection import Connection
from datagraph.configuration.keys import KEYS, SEVERITIES
from datagraph.diagnostics import FileReport, Report, Severity
from datagraph.diagnostics.render import render
from datagraph.rules import all_rules
from datagraph.settings import Settings
from datagraph.text import Source


def check(text: str, expected: str, *, table: tuple[str, ...] = ()) -> Configuration:
    """The diagnostics of a text as `place code message | label | help`, one on a line."""
    configuration, diagnostics = read_configuration(text, table=table)
    source = Source("datagraph.toml", text)
    found = [
        f"{source.lines.position(it.span.start)}-{source.lines.position(it.span.end).column} {it.code} "
        + " | ".join(part for part in (it.message, it.label, *it.help) if part)
        for it in diagnostics
    ]
    assert found == dedent(expected).strip("\n").splitlines()
    return configuration


FULL = """\
select = ["DG", "dg2", "Unknown-Entity"]
extend-select = ["missing-value"]
ignore = []
paths = ["a/*.dg"]
exclude = ["b"]
fail-on = "info"
target-warehouse = "redshift"
catalog = "catalog.json"
default-warehouse = "demo"
consumers = "consumers.yaml"
accepted = [{ change = "DG601:cart", reason = "moved", until = "2027-01-31" }]
notify = [{ type = "slack", url_env = "SLACK_URL" }]
[severity]
unknown-entity = "info"
dg001 = "warning"
[warehouse.demo]
type = "duckdb"
"""
FULL_READ = Configuration(
    Settings(
        select=("DG", "dg2", "Unknown-Entity"),
        extend_select=("missing-value",),
        severities={"DG201": Severity.INFO, "DG001": Severity.WARNING},
        warehouse="redshift",
    ),
    paths=("a/*.dg",),
    exclude=("b",),
    fail_on=Severity.INFO,
    catalog="catalog.json",
    default_warehouse="demo",
    connections={"demo": Connection("demo", "duckdb")},
    consumers="consumers.yaml",
    accepted=(Acceptance("DG601", "cart", "moved", datetime.date(2027, 1, 31)),),
    notify=(Notify("slack", "slack", {"url_env": "SLACK_URL"}),),
)


def test_every_setting_is_read() -> None:
    assert check(FULL, "") == FULL_READ
    assert set(KEYS) == {line.partition(" ")[0] for line in FULL.splitlines()[:-5]} | {"severity", "warehouse"}


@pytest.mark.parametrize(
    "text",
    [
        "\n[tool.other]\nx = 1\n[tool.datagraph]\n"
        + FULL.replace("[severity]", "[tool.datagraph.severity]").replace("[warehouse", "[tool.datagraph.warehouse"),
        "tool.datagraph."
        + FULL.partition("[severity]")[0].strip().replace("\n", "\ntool.datagraph.")
        + '\ntool.datagraph.severity = { unknown-entity = "info", dg001 = "warning" }'
        + '\ntool.datagraph.warehouse.demo = { type = "duckdb" }',
    ],
)
def test_settings_in_pyproject(text: str) -> None:
    assert check(text, "", table=PYPROJECT_TABLE) == FULL_READ


def test_no_settings_are_the_default() -> None:
    assert check("", "") == DEFAULT_CONFIGURATION
    assert check("\ufeff# nothing\r\n", "") == DEFAULT_CONFIGURATION
    assert check("[tool.other]\nselect = 1\n", "", table=PYPROJECT_TABLE) == DEFAULT_CONFIGURATION


@pytest.mark.parametrize("key", KEYS.values(), ids=str)
def test_examples_and_defaults_of_the_table_are_read(key: object) -> None:
    row = KEYS[str(key)[5:-2]]
    example, _ = read_configuration(row.example)
    assert [it.message for it in _[:1] if "no rule named" not in it.message] == []
    if row.default:
        assert check(f"{row.name} = {row.default}", "") == DEFAULT_CONFIGURATION
    assert row.form == "severities" or example != DEFAULT_CONFIGURATION or _


def test_unknown_settings() -> None:
    check(
        """\
selct = ["DG2"]
"fail_on" = "info"
enable = ["DG2"]

[ warehose.prod ]
kind = "x"

[nonsense]
""",
        """\
        1:1-6 DG901 no setting named `selct` | not known | did you mean `select`?
        2:1-10 DG901 no setting named `fail_on` | not known | did you mean `fail-on`?
        3:1-7 DG901 no setting named `enable` | not known | did you mean `select`?
        5:3-11 DG901 no setting named `warehose` | not known | did you mean `warehouse`?
        8:2-10 DG901 no setting named `nonsense` | not known | """
        f"the settings are {', '.join(f'`{name}`' for name in KEYS)}",
    )


def test_unknown_settings_in_pyproject_stand_at_their_own_place() -> None:
    check(
        '[tool.black]\nselct = 1\n[tool."datagraph"]\nselct = 1\n[tool.datagraph.severity]\nDG201x = "info"\n',
        """\
        4:1-6 DG901 no setting named `selct` | not known | did you mean `select`?
        6:1-7 DG902 no rule named `DG201x` | neither a name nor a code | did you mean `DG201`?
        """,
        table=PYPROJECT_TABLE,
    )
    check(
        "[project]\nname = 'datagraph'\n[tool]\ndatagraph = { selct = [\n'a'], ignore = ['DG'] }\n",
        "4:15-20 DG901 no setting named `selct` | not known | did you mean `select`?",
        table=PYPROJECT_TABLE,
    )
    check("tool = 3", "1:8-9 DG902 `tool` is not a table | a number | write `[tool.datagraph]`", table=PYPROJECT_TABLE)


def test_pyproject_form_in_a_file_of_our_own() -> None:
    check(
        "[tool.datagraph]\nselect = []\n",
        "1:2-6 DG901 no setting named `tool` | not known | "
        "in this file, settings stand at the top, without `[tool.datagraph]`",
    )


def test_wrong_values() -> None:
    read = check(
        """\
select = "DG2"
extend-select = [
  "unknown-entity",  # right
  "unknwn-entity", "ALL",
  3,
]
fail-on = "warn"
paths = true
target-warehouse = "snowflak"
[severity]
unknown-entity = "off"
nonsense = "error"
DG001 = "Warning"
missing-value = 3
""",
        """\
        1:10-15 DG902 `select` is not a list of rules | a string | write `["DG2"]`
        4:3-18 DG902 no rule named `unknwn-entity` | neither a name nor a code | did you mean `unknown-entity`?
        4:20-25 DG902 no rule named `ALL` | neither a name nor a code | write `DG`, with which every rule's code begins
        5:3-4 DG902 `3` is not a rule | a number | write it as a string
        7:11-17 DG902 no severity named `warn` | did you mean `warning`?
        8:9-13 DG902 `paths` is not a list of globs | a boolean | write `["graphs/**/*.hcl"]`
        9:20-30 DG902 no warehouse named `snowflak` | did you mean `snowflake`?
        11:18-23 DG902 no severity named `off` | to turn a rule off, write `ignore = ["unknown-entity"]`
        12:1-9 DG902 no rule named `nonsense` | neither a name nor a code | `datagraph rules` lists the rules
        13:9-18 DG902 no severity named `Warning` | did you mean `warning`?
        14:17-18 DG902 `severity.missing-value` is not a severity | a number | write one of error, warning, info
        """,
    )
    assert read == Configuration(Settings(extend_select=("unknown-entity",)))


def test_severity_is_a_table() -> None:
    advice = 'write `[severity]`, and below it `unused-entity = "info"`'
    check('severity = "error"', f"1:12-19 DG902 `severity` is not a table | a string | {advice}")
    check("[[severity]]\na = 1", f"1:3-11 DG902 `severity` is not a table | a list | {advice}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail-on = warning", '1:11-18 DG903 not TOML: this is not a value | write it in double quotes: `"warning"`'),
        ("a = 1\r\n  a = 2\r\n", "2:3-8 DG903 not TOML: this key is set twice"),
        ("[severity]\n[severity]", "2:1-11 DG903 not TOML: this table is declared twice"),
        ("select = [\n 'DG2',\n\n", "1:10-11 DG903 not TOML: this list is not closed"),
        ('fail-on = "error\nignore = []', "1:17-17 DG903 not TOML: this string does not end on its line"),
        ("fail-on 3", "1:9-10 DG903 not TOML: expected '=' after a key in a key/value pair"),
        ("fail-on", "1:7-8 DG903 not TOML: expected '=' after a key in a key/value pair"),
        ("x = " + "[" * 20_000, "1:1-1 DG903 not TOML: values are nested too deeply"),
        ("x = " + "9" * 5_000, "1:1-1 DG903 not TOML: a number is too long"),
    ],
)
def test_text_that_is_not_toml(text: str, expected: str) -> None:
    assert check(text, expected) == DEFAULT_CONFIGURATION


ODD_TEXTS = ["\x00", "\ud800 = 1", '"\ud800" = 1', "=", "]", "a" * 1000, "\r", "é = 1", "'''", '""" = 1']


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_is_read(text: str) -> None:
    _, diagnostics = read_configuration(text)
    assert len(diagnostics) == 1


@pytest.mark.parametrize(
    ("text", "configured"),
    [
        ("", False),
        ("[project]\nname = 'datagraph-toolkit'", False),
        ("[tool.datagraph]", True),
        ("[tool]\ndatagraph = {}", True),
        ("[tool]\n'datagraph' . fail-on = 'info'", True),
        ("tool = { other = 1, datagraph = {} }", True),
        ("tool = { datagraph.fail-on = 'info' }", True),
        ('"tool".datagraph.fail-on = "info"', True),
        ("# [tool.datagraph]", False),
        ("[project.scripts]\ndatagraph = 'datagraph:main'", False),
        ("[tool.datagraph.severity]", True),
        ("[ tool . 'datagraph' ]\n= nonsense", True),
        ("[tool.datagraph-other]\nx = 1", False),
        ("name = 'datagraph\n[tool.black]", False),
    ],
)
def test_whether_a_pyproject_configures_us(text: str, configured: bool) -> None:
    assert is_configured(text) is configured


def test_the_rules_of_the_configuration_show_what_they_say() -> None:
    other_files = ("unreadable-catalog", "unreadable-consumers", "unknown-to-consumers")
    rules = [rule for rule in all_rules() if rule.code.startswith("DG9") and rule.name not in other_files]
    assert [rule.name for rule in rules] == [
        "unknown-setting",
        "wrong-setting",
        "configuration-syntax",
        "secret-in-configuration",
    ]
    for rule in rules:
        _, diagnostics = read_configuration(rule.description.bad)
        assert rule.code in [it.code for it in diagnostics]
        assert [it for it in read_configuration(rule.description.good)[1] if "no rule named" not in it.message] == []


def test_severities_are_the_words_of_the_diagnostics() -> None:
    assert list(SEVERITIES) == [str(severity) for severity in sorted(Severity, reverse=True)]


def test_a_diagnostic_renders_like_every_other() -> None:
    text = 'ignore = ["unknwn-entity"]\n'
    report = Report((FileReport(Source("datagraph.toml", text), tuple(read_configuration(text)[1])),), {})
    assert render(report, "text") == dedent(
        """\
        error[DG902]: no rule named `unknwn-entity`
          --> datagraph.toml:1:11
           |
         1 | ignore = ["unknwn-entity"]
           |           ^^^^^^^^^^^^^^^ neither a name nor a code
           |
        help: did you mean `unknown-entity`?

        1 error in 1 file
        """
    )


def test_many_mistakes_take_no_longer_than_their_number() -> None:
    start = time.perf_counter()
    _, diagnostics = read_configuration("paths = [\n" + "3,\n" * 5_000 + "]\n")
    assert len(diagnostics) == 5_000
    assert time.perf_counter() - start < 3
