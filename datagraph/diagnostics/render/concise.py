"""For people and for tools that read lines: one line for each diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.closing import closing, unreadable
from datagraph.diagnostics.render.segment import Segment
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics.report import Report


def show(report: Report, width: int) -> Iterator[Segment]:  # noqa: ARG001  the width is what all formats for people take
    """`path:line:column: severity[code] message` lines, then the summary; no line is clipped."""
    for file in report.files:
        if file.unreadable:
            yield from unreadable(file)
        for diagnostic in file.diagnostics:
            severity = str(diagnostic.severity)
            yield Segment(f"{visible(file.source.path)}:{file.source.lines.position(diagnostic.span.start)}: ")
            yield Segment(f"{severity}[{diagnostic.code}]", severity)
            yield Segment(f" {visible(diagnostic.message)}\n")
    yield from closing(report)
