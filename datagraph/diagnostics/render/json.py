"""For programs: everything that is known, in our own words; this shape is a contract, so only ever add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.json_text import json_text
from datagraph.diagnostics.render.summary import summarize

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic, Fix
    from datagraph.diagnostics.report import FileReport, Report
    from datagraph.text import Source, Span

VERSION = 1
"""Raised when a key changes its meaning or goes away."""


def render(report: Report) -> str:
    """Write the report as JSON, texts as they are in the files: nothing is clipped or made visible.

    Offsets count code points from 0, a byte-order mark as one; lines and columns (in code points) count from 1.
    """
    files = [_file(file) for file in report.files]
    return json_text({"version": VERSION, "files": files, "summary": summarize(report)._asdict()})


def _file(file: FileReport) -> dict[str, object]:
    value: dict[str, object] = {
        "path": file.source.path,
        "diagnostics": [_diagnostic(file.source, diagnostic) for diagnostic in file.diagnostics],
    }
    if file.unreadable:
        value["error"] = file.unreadable
    return value


def _diagnostic(source: Source, diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "range": _range(source, diagnostic.span),
        "label": diagnostic.label,
        "labels": [{"range": _range(source, label.span), "text": label.text} for label in diagnostic.labels],
        "help": diagnostic.help,
        "notes": diagnostic.notes,
        "fixes": [_fix(source, fix) for fix in diagnostic.fixes],
    }


def _fix(source: Source, fix: Fix) -> dict[str, object]:
    return {
        "title": fix.title,
        "applicability": fix.applicability.value,
        "edits": [{"range": _range(source, edit.span), "new_text": edit.new_text} for edit in fix.edits],
    }


def _range(source: Source, span: Span) -> dict[str, object]:
    return {"start": _place(source, span.start), "end": _place(source, span.end)}


def _place(source: Source, offset: int) -> dict[str, int]:
    return {"offset": offset, **source.lines.position(offset)._asdict()}
