"""The workspace, and the Python API over it."""

from __future__ import annotations

import pytest

import datagraph
from datagraph.engine import Workspace
from datagraph.settings import Settings

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "a" {
    name               = "A"
    table_ref          = "P.C.A"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
"""
BROKEN = GRAPH.replace("primary_key", "primary_kee")


def test_a_file_is_analysed_again_only_when_its_text_changes() -> None:
    workspace = Workspace({"graph.dg": GRAPH, "notes.dg": ""})
    first = workspace.analysis("graph.dg")
    workspace.write("graph.dg", GRAPH)
    assert workspace.analysis("graph.dg") is first
    workspace.write("graph.dg", BROKEN)
    assert [it.code for it in workspace.analysis("graph.dg").diagnostics] == ["DG103"]


def test_the_workspace_knows_which_file_holds_the_graph() -> None:
    workspace = Workspace({"a.dg": "", "b.dg": GRAPH})
    assert workspace.graph_path() == "b.dg"
    workspace.remove("b.dg")
    assert workspace.graph_path() is None
    with pytest.raises(KeyError):
        workspace.analysis("b.dg")


def test_settings_choose_rules_and_severities() -> None:
    assert datagraph.validate(BROKEN, config=Settings(ignore=("DG1",))) == []
    assert datagraph.validate(BROKEN, config=Settings(select=("DG2",))) == []
    assert [it.code for it in datagraph.validate(GRAPH, config=Settings(extend_select=("DG504",)))] == ["DG504"]


def test_load_gives_the_model_and_what_is_wrong() -> None:
    graph, diagnostics = datagraph.load(BROKEN)
    assert graph == datagraph.load(GRAPH)[0]
    assert [it.code for it in diagnostics] == ["DG103"]


def test_formatting_and_parsing_take_any_text() -> None:
    for text in ("", "\ud800{", "\0", 'x "'):
        assert str(datagraph.parse(text)) == text
        datagraph.format_text(text)
