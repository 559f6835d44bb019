"""What a plain call loads: nothing that takes long."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.calls import BAD, GOOD, environment

if TYPE_CHECKING:
    from pathlib import Path

# Without `site`, which may load modules of its own; the process ends by `os._exit`, hence the words before that.
PROGRAM = """
import os, sys
sys.path[:0] = {path!r}
sys.argv = ["datagraph", *{words!r}]
leave = os._exit
os._exit = lambda code: (sys.stdout.flush(), sys.stderr.write(" ".join(sys.modules)), sys.stderr.flush(), leave(code))
from datagraph.__main__ import main
main()
"""
HEAVY = {
    "argparse", "asyncio", "click", "concurrent", "dataclasses", "datetime", "difflib", "duckdb", "graphviz", "inspect",
    "lark", "logging", "multiprocessing", "networkx", "pathlib", "pydantic", "pydantic_core", "pygls", "rapidfuzz",
    "rich", "shutil", "snowflake", "sqlglot", "subprocess", "tempfile", "tomli", "tomllib", "typer", "watchfiles",
    "yaml",
}  # fmt: skip


def loaded(*words: str) -> set[str]:
    """The modules that a call loads: ours, and of the others the first parts of their names."""
    program = PROGRAM.format(path=[it for it in sys.path if it], words=words)
    words = (sys.executable, "-S", "-c", program)
    done = subprocess.run(words, capture_output=True, env=environment(), timeout=60, check=False)
    names = done.stderr.decode().split()
    return {name.partition(".")[0] for name in names} | {name for name in names if name.startswith("datagraph.")}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.dg"
    path.write_text(GOOD)
    # A file of another tool that names ours is not parsed.
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["datagraph-toolkit"]\n')
    return path


def test_validate_loads_nothing_heavy(graph: Path) -> None:
    modules = loaded("validate", str(graph), "--fail-on=info")
    assert "datagraph" in modules
    assert modules & HEAVY == set()


def test_validate_with_findings_loads_nothing_heavy(graph: Path) -> None:
    graph.write_text(BAD)
    assert loaded("validate", str(graph), "--format", "concise") & HEAVY == set()
    assert loaded("validate", str(graph)) & HEAVY == set()


def test_validate_loads_no_rule_that_looks_at_a_warehouse(graph: Path) -> None:
    modules = loaded("validate", str(graph))
    assert "datagraph.rules.dg501_unused_entity" in modules
    assert [
        it for it in modules if it.startswith(("datagraph.rules.dg4", "datagraph.rules.dg7", "datagraph.rules.dg8"))
    ] == []
    assert not modules & {"datagraph.catalog", "datagraph.warehouse.protocol", "datagraph.proof"}


def test_validate_with_a_catalog_loads_no_driver_and_no_sql(graph: Path) -> None:
    catalog = graph.parent / "catalog.json"
    catalog.write_text('{"version": 1, "warehouse": "duckdb", "schemas": []}')
    modules = loaded("validate", str(graph), "--catalog", str(catalog))
    assert "datagraph.rules.dg403_unknown_table" in modules
    assert not modules & {"duckdb", "sqlglot", "snowflake", "google", "pydantic", "rich", "typer"}


def test_fmt_loads_nothing_heavy(graph: Path) -> None:
    assert loaded("fmt", "--check", str(graph)) & HEAVY == set()


def test_the_list_of_heavy_modules_is_looked_for_by_its_names(graph: Path) -> None:
    (graph.parent / "datagraph.toml").write_text("")
    assert loaded("validate", str(graph)) & HEAVY & {"tomllib", "tomli"}
    assert "typer" in loaded("validate", "--help")
