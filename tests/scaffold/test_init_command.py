"""`datagraph init` as people call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import call

EXAMPLES = Path(__file__).parents[2] / "examples"
CONFIG = str(EXAMPLES / "ecommerce" / "datagraph.toml")


def test_graph_is_written_and_valid_in_its_warehouse(tmp_path: Path) -> None:
    path = tmp_path / "graph.dg"
    done = call("init", "--config", CONFIG, "--warehouse", "demo", "--prove", "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"wrote {path}: 6 entities, 5 relationships, 14 tables left out\n"
    checked = call("validate", "--config", CONFIG, "--warehouse", "demo", "--fail-on", "warning", str(path))
    assert checked.code == 0, checked.out


def test_file_that_exists_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "graph.dg"
    path.write_text("mine", encoding="utf-8")
    words = ("init", "--config", CONFIG, "--warehouse", "demo", "--output", str(path))
    done = call(*words)
    assert (done.code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert done.err == f"error: {path} exists; `--force` writes over it\n"
    assert call(*words, "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("# A draft")


def test_only_the_schemas_that_are_named_are_looked_at() -> None:
    words = ("--config", CONFIG, "--warehouse", "demo", "--schema", "PRODUCTION.CUST", "--schema", "PRODUCTION.SEGMENT")
    done = call("init", *words)
    assert done.code == 0
    assert "PRODUCTION.CUST.CART" in done.out
    assert "PRODUCTION.PROD." not in done.out
    assert done.err.splitlines()[-1] == "`--prove` looks at the data too, finds more, and is surer"


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("PRODUCTION.cust", "error: no schema named `PRODUCTION.cust`\nhelp: did you mean `PRODUCTION.CUST`?\n"),
        ("CUST", "error: no schema named `memory.CUST`\nhelp: did you mean `PRODUCTION.CUST`?\n"),
        ("A.B.C", "error: `A.B.C` does not name a schema\nhelp: write `--schema DATABASE.SCHEMA`\n"),
    ],
)
def test_unknown_schema_is_told_with_the_likely_one(schema: str, message: str) -> None:
    done = call("init", "--config", CONFIG, "--warehouse", "demo", "--schema", schema)
    assert (done.code, done.out, done.err) == (2, "", message)


def test_warehouse_without_tables_is_told(tmp_path: Path) -> None:
    config = tmp_path / "datagraph.toml"
    config.write_text('[warehouse.empty]\ntype = "duckdb"\n', encoding="utf-8")
    done = call("init", "--config", str(config))
    told = "error: no table is to be seen in the warehouse\nhelp: check the rights of the connection\n"
    assert (done.code, done.err) == (2, told)
