"""The generated tables, and what the grammar itself says of them."""

from __future__ import annotations

from pathlib import Path

from datagraph.syntax import generate


def test_tables_are_not_stale() -> None:
    tables = Path(generate.__file__).parent / "tables.py"
    assert tables.read_text(encoding="utf-8") == generate.generate(), "run `python -m datagraph.syntax.generate`"
