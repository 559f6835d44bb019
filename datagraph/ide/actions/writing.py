"""New lines of a graph, in the canonical style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.layout import piece_edits
from datagraph.text import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable


def written(lines: Iterable[str], depth: int, line_end: str) -> str | None:
    """Some lines as they should be written inside so many blocks; None if they are broken."""
    text = "".join(f"{line}\n" for line in lines).replace("\r\n", "\n").replace("\n", line_end)
    edits = piece_edits(text, depth, line_end)
    return None if edits is None else apply_edits(text, edits)
