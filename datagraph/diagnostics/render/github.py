"""For GitHub Actions: workflow commands, which become annotations on a pull request's changes.

Source: "Workflow commands for GitHub Actions", and `escapeData` and `escapeProperty` in actions/toolkit. GitHub shows
no more than ten errors, ten warnings and ten notices of one step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.diagnostic import Severity
from datagraph.diagnostics.render.paths import slash_path
from datagraph.diagnostics.render.prose import prose
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic
    from datagraph.diagnostics.report import Report
    from datagraph.text import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_DATA = str.maketrans(_DATA_ESCAPES)
_IN_PROPERTY = str.maketrans(_DATA_ESCAPES | {":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """Write one command per line; nothing at all when there is nothing to say."""
    lines = []
    for file in report.files:
        path = visible(slash_path(file.source.path))
        if file.unreadable:
            lines.append(_command("error", {"file": path}, f"cannot read {path}: {visible(file.unreadable)}"))
        for diagnostic in file.diagnostics:
            properties = {"file": path, **_place(file.source, diagnostic)}
            properties["title"] = f"{diagnostic.code} {diagnostic.name}"
            lines.append(_command(_COMMANDS[diagnostic.severity], properties, prose(diagnostic)))
    return "".join(f"{line}\n" for line in lines)


def _place(source: Source, diagnostic: Diagnostic) -> dict[str, object]:
    start = source.lines.position(diagnostic.span.start)
    # endLine and endColumn are the last ones covered: endColumn "defaults to startColumn" (actions/toolkit, core.ts).
    end = source.lines.position(max(diagnostic.span.start, diagnostic.span.end - 1))
    if start.line != end.line:
        # Columns "cannot be sent when startLine and endLine are different values" (the same).
        return {"line": start.line, "endLine": end.line}
    return {"line": start.line, "col": start.column, "endLine": end.line, "endColumn": end.column}


def _command(name: str, properties: dict[str, object], message: str) -> str:
    pairs = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {pairs}::{message.translate(_IN_DATA)}"
