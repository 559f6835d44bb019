"""For people at a terminal: source lines with what is wrong written below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.closing import closing, unreadable
from datagraph.diagnostics.render.frame import frame
from datagraph.diagnostics.render.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics.report import Report


def show(report: Report, width: int) -> Iterator[Segment]:
    """Show every diagnostic in full, an empty line after each, then the summary."""
    for file in report.files:
        if file.unreadable:
            yield from unreadable(file)
            yield Segment("\n")
        for diagnostic in file.diagnostics:
            yield from frame(file.source, diagnostic, width)
            yield Segment("\n")
    yield from closing(report)
