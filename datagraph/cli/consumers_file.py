"""The file of consumers, from the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import FileReport, in_order
from datagraph.exchange.consumers_reading import read_consumers
from datagraph.project.configurations import shown_path
from datagraph.project.reading import read_file
from datagraph.text import Source

if TYPE_CHECKING:
    from datagraph.consumers import Consumer
    from datagraph.diagnostics import Diagnostic


def read_consumers_file(path: str) -> tuple[tuple[Consumer, ...], FileReport]:
    """Read the file; what is wrong with its form is in the report, and the rest can be used all the same."""
    text, trouble = read_file(path)
    if trouble:
        return (), FileReport(Source(shown_path(path), ""), unreadable=trouble)
    consumers, diagnostics = read_consumers(text)
    return consumers, FileReport(Source(shown_path(path), text), tuple(in_order(diagnostics)))


def with_findings(report: FileReport, found: list[Diagnostic]) -> FileReport:
    """The report with further findings, in order."""
    return report._replace(diagnostics=tuple(in_order([*report.diagnostics, *found])))
