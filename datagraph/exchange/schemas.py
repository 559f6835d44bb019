"""The JSON Schemas by name, as they are checked in and shipped."""

from __future__ import annotations

from pathlib import Path

import datagraph

SCHEMAS: tuple[str, ...] = ("catalog", "configuration", "consumers", "diagnostics", "diagram", "model", "rules")
"""The schemas' names, also those of their files."""


def schema_text(name: str) -> str:
    """The text of a schema, one of `SCHEMAS`; ValueError for any other name."""
    if name not in SCHEMAS:
        raise ValueError(f"no schema named {name!r}; there are {', '.join(SCHEMAS)}")
    return (home() / f"{name}.json").read_text(encoding="utf-8")


def home() -> Path:
    """Where the schemas are: in the installed package, or beside it in a checkout."""
    package = Path(datagraph.__file__).parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"
