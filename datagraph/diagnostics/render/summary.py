"""How much was found, in numbers and as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics.diagnostic import Applicability, Severity

if TYPE_CHECKING:
    from datagraph.diagnostics.report import Report


class Summary(NamedTuple):
    """The counts of a report; `files` are all that were asked for, `fixable` the diagnostics that have a safe fix."""

    files: int
    errors: int
    warnings: int
    infos: int
    fixable: int
    unreadable: int


def summarize(report: Report) -> Summary:
    """Count what a report holds."""
    return Summary(
        files=len(report.files),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        fixable=sum(
            any(fix.applicability is Applicability.SAFE for fix in diagnostic.fixes)
            for file in report.files
            for diagnostic in file.diagnostics
        ),
        unreadable=sum(bool(file.unreadable) for file in report.files),
    )


def sentence(report: Report) -> str:
    """Say what was found, without a full stop; the files counted are those with problems, if there are problems."""
    summary = summarize(report)
    counts = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info"))
    found = ", ".join(_counted(count, noun) for count, noun in counts if count)
    affected = sum(bool(file.diagnostics) for file in report.files)
    readable = summary.files - summary.unreadable
    parts = []
    if found:
        fixable = f" ({summary.fixable} fixable with `datagraph fix`)" if summary.fixable else ""
        parts.append(f"{found} in {_counted(affected, 'file')}{fixable}")
    elif readable or not summary.unreadable:
        parts.append(f"no problems in {_counted(readable, 'file')}")
    if summary.unreadable:
        parts.append(f"{_counted(summary.unreadable, 'file')} could not be read")
    return "; ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
