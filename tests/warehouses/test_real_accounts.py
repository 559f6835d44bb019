"""The same commands against real accounts, for those who have some.

`DATAGRAPH_REAL_WAREHOUSES` names a directory with a `datagraph.toml` and a `graph.dg`: what the graph names is looked
for through each connection. Only what reads is called. Without the variable nothing of this is collected.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from datagraph.configuration import read_configuration
from tests.cli.calls import call

HERE = Path(os.environ["DATAGRAPH_REAL_WAREHOUSES"])
CONNECTIONS = read_configuration((HERE / "datagraph.toml").read_text(encoding="utf-8"))[0].connections

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("name", CONNECTIONS)]


@pytest.fixture(autouse=True)
def _in_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def test_the_connection_answers(name: str) -> None:
    result = call("warehouse", "test", name)
    assert result.code == 0, result.err


def test_what_the_graph_names_is_introspected_and_held_against_it(name: str, tmp_path: Path) -> None:
    catalog = str(tmp_path / "catalog.json")
    result = call("introspect", "graph.dg", "--warehouse", name, "-o", catalog)
    assert result.code == 0, result.err
    live = call("validate", "graph.dg", "--warehouse", name, "--format", "json")
    assert live.code < 2, live.out
    assert live.out == call("validate", "graph.dg", "--catalog", catalog, "--format", "json").out
    drift = call("drift", "graph.dg", "--warehouse", name, "--catalog", catalog)
    assert drift.code == 0, drift.out + drift.err


def test_the_data_is_counted(name: str) -> None:
    planned = call("check", "graph.dg", "--warehouse", name, "--dry-run")
    assert planned.code == 0, planned.err
    counted = call("check", "graph.dg", "--warehouse", name, "--sample", "1000", "--max-seconds", "120")
    assert counted.code < 2, counted.out + counted.err
    assert "DG713" not in counted.out, "every query is answered"
