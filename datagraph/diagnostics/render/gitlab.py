"""For GitLab: a Code Quality report, shown in merge requests.

Source: GitLab's documentation, "Code Quality report format", a subset of Code Climate's.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from datagraph.diagnostics.diagnostic import Severity
from datagraph.diagnostics.render.fingerprint import fingerprints
from datagraph.diagnostics.render.json_text import json_text
from datagraph.diagnostics.render.paths import slash_path
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic
    from datagraph.diagnostics.report import FileReport, Report
    from datagraph.text import Source

# GitLab knows info, minor, major, critical and blocker; the last two are left for what stops a file from being checked.
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Write a JSON array with one object per diagnostic and per unreadable file."""
    entries = []
    for file in report.files:
        if file.unreadable:
            entries.append(_unreadable(file))
        for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True):
            entries.append(_entry(file.source, diagnostic, fingerprint))
    return json_text(entries)


def _entry(source: Source, diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    return {
        # The merge request shows the description alone, without the name of the check.
        "description": f"{diagnostic.code}: {visible(diagnostic.message)}",
        "check_name": diagnostic.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": _location(source.path, source.lines.position(diagnostic.span.start).line),
    }


def _unreadable(file: FileReport) -> dict[str, object]:
    path = slash_path(file.source.path)
    return {
        "description": f"cannot read {visible(path)}: {visible(file.unreadable)}",
        "check_name": "unreadable-file",
        "fingerprint": hashlib.sha256(f"unreadable\0{path}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": "blocker",
        "location": _location(file.source.path, 1),
    }


def _location(path: str, line: int) -> dict[str, object]:
    return {"path": visible(slash_path(path)), "lines": {"begin": line}}
