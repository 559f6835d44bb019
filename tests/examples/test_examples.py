"""The examples: the valid ones have nothing to report, and the broken one reports what its golden file says.

`UPDATE_GOLDEN=1 pytest tests/examples` writes the golden file anew; read its difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import datagraph
from datagraph.diagnostics import FileReport, Report
from datagraph.diagnostics.render import render
from datagraph.text import Source

EXAMPLES = Path(__file__).parents[2] / "examples"
VALID = ("ecommerce", "banking", "linked-events", "bigquery-retail", "legacy-v0.0.6")


def _text(name: str) -> str:
    return (EXAMPLES / name / "graph.dg").read_bytes().decode()


@pytest.mark.parametrize("name", VALID)
def test_valid_examples_have_nothing_to_report(name: str) -> None:
    expected = ["DG505"] if name == "legacy-v0.0.6" else []
    assert [it.code for it in datagraph.validate(_text(name))] == expected


@pytest.mark.parametrize("name", VALID)
def test_valid_examples_are_in_canonical_format(name: str) -> None:
    assert datagraph.format_text(_text(name)) == _text(name)


def test_broken_example_reports_each_of_its_mistakes() -> None:
    source = Source("examples/broken/graph.dg", _text("broken"))
    report = Report((FileReport(source, tuple(datagraph.validate(source.text))),), {})
    golden = EXAMPLES / "broken" / "expected.txt"
    shown = render(report, "text", width=100)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
