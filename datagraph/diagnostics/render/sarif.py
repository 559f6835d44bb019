"""For code scanning services: SARIF 2.1.0 (OASIS Standard, with Errata 01).

Section numbers in comments are those of the standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.diagnostic import Applicability
from datagraph.diagnostics.render.fingerprint import fingerprints
from datagraph.diagnostics.render.json_text import json_text
from datagraph.diagnostics.render.paths import slash_path
from datagraph.diagnostics.render.prose import prose
from datagraph.diagnostics.render.sarif_levels import LEVELS
from datagraph.diagnostics.render.sarif_rules import sarif_rules
from datagraph.diagnostics.render.uri import is_absolute, uri_reference
from datagraph.diagnostics.render.visible import visible
from datagraph.version import __version__

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic, Fix
    from datagraph.diagnostics.report import FileReport, Report
    from datagraph.text import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """Write a SARIF log of one run, with the rules that found something."""
    rules = sarif_rules(report)
    rule_index = {str(rule["id"]): index for index, rule in enumerate(rules)}
    results = []
    for file in report.files:
        for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file), strict=True):
            results.append(_result(file.source, diagnostic, rule_index[diagnostic.code], fingerprint))
    run = {
        "tool": {"driver": {"name": "datagraph", "version": __version__, "rules": rules}},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The directory that the paths start from."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "defaultEncoding": "UTF-8",
        "results": results,
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(report: Report) -> dict[str, object]:
    notifications = [_notification(file) for file in report.files if file.unreadable]
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}


def _notification(file: FileReport) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": f"cannot read {visible(file.source.path)}: {visible(file.unreadable)}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.source)}}],
    }


def _result(source: Source, diagnostic: Diagnostic, rule_index: int, fingerprint: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": prose(diagnostic)},
        "locations": [{"physicalLocation": _physical(source, diagnostic.span)}],
        # A name of our own: GitHub's action computes `primaryLocationLineHash` itself and warns of one that differs.
        "partialFingerprints": {"datagraphDiagnostic/v1": fingerprint},
    }
    if diagnostic.labels:
        result["relatedLocations"] = [
            {
                "id": index,
                "physicalLocation": _physical(source, label.span),
                **({"message": {"text": visible(label.text)}} if label.text else {}),
            }
            for index, label in enumerate(diagnostic.labels)
        ]
    # A consumer may apply any fix it is given, and a display-only one holds a placeholder. Equal fixes are one,
    # because 3.27.30 wants them unique, and one without edits is none, because 3.57.3 wants at least one.
    wanted = [fix for fix in diagnostic.fixes if fix.edits and fix.applicability is not Applicability.DISPLAY_ONLY]
    if wanted:
        result["fixes"] = [_fix(source, fix) for fix in dict.fromkeys(wanted)]
    return result


def _fix(source: Source, fix: Fix) -> dict[str, object]:
    replacements = []
    for edit in fix.edits:
        replacement: dict[str, object] = {"deletedRegion": _region(source, edit.span)}
        if edit.new_text:
            replacement["insertedContent"] = {"text": edit.new_text}
        replacements.append(replacement)
    return {
        "description": {"text": visible(fix.title)},
        "artifactChanges": [{"artifactLocation": _artifact(source), "replacements": replacements}],
    }


def _physical(source: Source, span: Span) -> dict[str, object]:
    return {"artifactLocation": _artifact(source), "region": _region(source, span)}


def _artifact(source: Source) -> dict[str, object]:
    uri = uri_reference(slash_path(source.path))
    return {"uri": uri} if is_absolute(uri) else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(source: Source, span: Span) -> dict[str, object]:
    start, end = source.lines.position(span.start), source.lines.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }
