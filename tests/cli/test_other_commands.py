"""`datagraph explain`, `rules`, `schema`, `new`, `export` and `import`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from datagraph.cli.explain import page
from datagraph.rules import all_rules
from tests.cli.calls import BAD, GOOD, UNUSED, call


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.mark.parametrize("word", ["DG201", "dg201", "unknown-entity", "Unknown-Entity"])
def test_explain(word: str) -> None:
    result = call("explain", word)
    assert (result.code, result.err) == (0, "")
    assert "DG201: unknown-entity" in result.out.splitlines()[0]
    assert "\nerror[DG201]: " in result.out
    assert "# datagraph: ignore[unknown-entity]" in result.out
    assert "\x1b" not in result.out
    assert not any(line != line.rstrip() for line in result.out.splitlines())


def test_explain_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in call("explain", "DG201").out


def test_explain_for_programs() -> None:
    described = json.loads(call("explain", "DG201", "--format", "json").out)
    assert (described["code"], described["severity"], described["enabled"]) == ("DG201", "error", True)
    text = call("explain", "DG201", "--format", "markdown").out
    assert text.startswith("# DG201: unknown-entity\n\n")
    assert "```text\nerror[DG201]: " in text


def test_explain_of_rules_that_are_not() -> None:
    assert call("explain", "unknwn-entity") == (
        2,
        "",
        "error: no rule named `unknwn-entity`: did you mean `unknown-entity`?\n",
    )
    assert call("explain", "DG9999").code == 2
    assert call("explain").code == 2


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_page_shows_the_finding_of_its_own_example(rule: object) -> None:
    description = rule.description  # type: ignore[attr-defined]
    text = page(description)
    assert f"{description.severity}[{description.code}]: " in text
    assert "\n\n\n" not in text.replace(description.bad, "").replace(description.good, "")


def test_rules() -> None:
    lines = call("rules").out.splitlines()
    assert len(lines) == len(all_rules()) + 1
    assert next(line for line in lines if line.startswith("DG201")).split()[:5] == [
        "DG201",
        "unknown-entity",
        "error",
        "yes",
        "yes",
    ]
    assert "-" in next(line for line in lines if line.startswith("DG504")).split()
    listed = json.loads(call("rules", "--format", "json").out)
    assert [rule["code"] for rule in listed["rules"]] == [rule.code for rule in all_rules()]
    table = call("rules", "--format", "markdown").out.splitlines()
    assert len(table) == len(all_rules()) + 2
    assert {line.replace("\\|", "").count("|") for line in table} == {7}


def test_schema() -> None:
    names = call("schema").out.split()
    assert "model" in names
    for name in names:
        assert "$schema" in json.loads(call("schema", name).out)
    assert call("schema", "modle") == (2, "", "error: no schema named `modle`: did you mean `model`?\n")
    assert call("schema", "model", "--output", "m.json") == (0, "", "")
    assert json.loads(Path("m.json").read_text())


def test_new_file_is_valid_formatted_and_left_alone_later() -> None:
    assert call("new") == (0, "wrote graph.dg\n", "")
    assert call("validate", "graph.dg", "--fail-on", "info") == (0, "no problems in 1 file\n", "")
    assert call("validate", "graph.dg", "--select", "DG") == (0, "no problems in 1 file\n", "")
    assert call("fmt", "--check").code == 0
    Path("graph.dg").write_text("mine")
    assert call("new") == (2, "", "error: graph.dg exists; `--force` writes over it\n")
    assert Path("graph.dg").read_text() == "mine"
    assert call("new", "--force").code == 0
    assert call("new", "-").out == Path("graph.dg").read_text()
    assert call("new", "no/such.dg") == (2, "", "error: cannot write no/such.dg: there is no such file\n")


@pytest.mark.parametrize("output_format", ["json", "yaml"])
def test_export_and_import_there_and_back(output_format: str) -> None:
    Path("graph.dg").write_text(call("new", "-").out)
    exported = call("export", "--format", output_format)
    assert (exported.code, exported.err) == (0, "")
    back = call("import", stdin=exported.out)
    assert (back.code, back.err) == (0, "")
    assert call("export", "-", "--format", output_format, stdin=back.out).out == exported.out
    assert call("export", "graph.dg", "--format", output_format, "--output", "out").code == 0
    assert call("import", "out", "--output", "back.dg") == (0, "", "")
    assert Path("back.dg").read_text() == back.out


def test_export_refuses_a_file_with_errors() -> None:
    Path("bad.dg").write_text(BAD)
    result = call("export", "--output", "out.json")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error[DG002]: ")
    assert not Path("out.json").exists()
    assert call("export", "-", stdin=UNUSED).code == 0


def test_export_wants_one_file_that_can_be_read() -> None:
    assert call("export").code == 2
    assert call("export", "gone.dg").err == "error: cannot read gone.dg: there is no such file\n"
    Path("a.dg").write_text(GOOD)
    Path("b.dg").write_text(GOOD)
    assert call("export").err == "error: there are 2 files; name the one to export: a.dg, b.dg\n"
    assert call("export", "a.dg", "--output", "no/such").code == 2


def test_import_says_what_is_wrong() -> None:
    result = call("import", stdin='{"nonsense": 1}')
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error: standard input: ")
    assert call("import", "gone.json") == (2, "", "error: cannot read gone.json: there is no such file\n")
    assert call("import", "-", stdin=b"\xff").code == 2
