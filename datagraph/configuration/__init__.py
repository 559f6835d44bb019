"""The configuration: the table of settings, and text to values; no disk.

What reads TOML is imported when there is a configuration to read, since most runs have none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.configuration.configuration import DEFAULT_CONFIGURATION, Configuration

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic

__all__ = ["DEFAULT_CONFIGURATION", "PYPROJECT_TABLE", "Configuration", "is_configured", "read_configuration"]

PYPROJECT_TABLE = ("tool", "datagraph")
"""Where the settings stand in `pyproject.toml`; in `datagraph.toml` they stand at the top."""

# `tool.datagraph` in a header or a key; or under `[tool]`, and in a table within a line, `datagraph` with a table or a
# key in it.
_NAME = """(?:datagraph|"datagraph"|'datagraph')\\s*"""
_OUR_KEY = rf"""tool["']?\s*\.\s*{_NAME}[\].=]|(?:^|[{{,])\s*{_NAME}(?:\.|=\s*\{{)"""


def read_configuration(text: str, *, table: tuple[str, ...] = ()) -> tuple[Configuration, list[Diagnostic]]:
    """Read the settings in a TOML text, or in one `table` of it, and list what is wrong with them, in order.

    A setting with a mistake counts as left out. Never raises on any text.
    """
    from datagraph.configuration.reader import read

    return read(text, table)


def is_configured(pyproject: str) -> bool:
    """Whether the text of a `pyproject.toml` has settings of ours, as far as its mistakes let one see."""
    # Nearly every such file is other tools' alone; looking for a key or a header of ours spares the import of tomllib.
    if "datagraph" not in pyproject or not re.search(_OUR_KEY, pyproject, re.MULTILINE):
        return False
    from datagraph.configuration.toml import has_table

    return has_table(pyproject, PYPROJECT_TABLE)
