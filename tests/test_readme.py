"""What the README shows is what happens."""

from __future__ import annotations

from pathlib import Path

import datagraph
from datagraph.diagnostics import FileReport, Report
from datagraph.diagnostics.render import render
from datagraph.rules import rule_named
from datagraph.text import Source

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_transcript_is_true() -> None:
    rule = rule_named("unknown-entity")
    assert rule is not None
    source = Source("graph.dg", rule.description.bad)
    report = Report((FileReport(source, tuple(datagraph.validate(source.text))),), {})
    shown = render(report, "text", width=100)
    assert f"$ datagraph validate graph.dg\n{shown}```" in README


def test_the_python_example_runs() -> None:
    code = README.partition("```python\n")[2].partition("```")[0]
    names = {"text": "data_graph {}"}
    exec(code, names)
    assert names["formatted"] == "data_graph {}\n"


def test_the_configuration_is_accepted() -> None:
    from datagraph.configuration import read_configuration

    blocks = README.split("```toml\n")[1:]
    assert len(blocks) == 2
    for block in blocks:
        _, problems = read_configuration(block.partition("```")[0])
        assert problems == []
