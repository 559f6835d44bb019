"""The lines that the formats for people share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.segment import Segment
from datagraph.diagnostics.render.summary import sentence
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics.report import FileReport, Report


def closing(report: Report) -> Iterator[Segment]:
    """Close with the summary line."""
    clean = not any(file.diagnostics or file.unreadable for file in report.files)
    yield Segment(sentence(report), "success" if clean else "message")
    yield Segment("\n")


def unreadable(file: FileReport) -> Iterator[Segment]:
    """Say that a file could not be read, and why."""
    yield Segment("error", "error")
    yield Segment(f": cannot read {visible(file.source.path)}: {visible(file.unreadable)}", "message")
    yield Segment("\n")
