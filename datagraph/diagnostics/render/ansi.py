"""Segments in colour; the only file that knows what a style looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

# rich.style rather than rich.console: it loads in less than half the time, and writes the same escape codes.
from rich.color import ColorSystem
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.diagnostics.render.segment import Segment

# The sixteen standard colours, because those follow the theme of the reader's terminal.
_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "message": "bold",
    "gutter": "bold blue",
    "secondary": "bold blue",
    "help": "bold cyan",
    "note": "bold",
    "success": "green",
    "added": "green",
    "removed": "red",
    "changed": "yellow",
}


def join(segments: Iterable[Segment]) -> str:
    """Join the texts of the segments, with ANSI escape codes around those that have a style."""
    styles = {name: Style.parse(definition) for name, definition in _STYLES.items()}
    return "".join(
        styles[style].render(text, color_system=ColorSystem.STANDARD) if style else text for text, style in segments
    )
