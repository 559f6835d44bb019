"""The code in a README, as its reader would paste it."""

from __future__ import annotations

import re
from pathlib import Path

LSP = Path(__file__).parents[2] / "lsp"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def code(editor: str, language: str) -> list[str]:
    """The blocks in a language; this repository stands where they name its place."""
    text = (LSP / editor / "README.md").read_text(encoding="utf-8")
    return [block.replace("~/datagraph", str(LSP.parent)) for name, block in _BLOCK.findall(text) if name == language]
