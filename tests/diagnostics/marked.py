"""Reports from marked text: ⟦ ⟧ around the diagnostic's place, ⟪ ⟫ around those of its further labels."""

from __future__ import annotations

import re
from typing import Any

from datagraph.diagnostics import Diagnostic, FileReport, Label, Report, RuleDescription, Severity
from datagraph.text import Source, Span

RULE = RuleDescription(
    code="DG201",
    name="unknown-entity",
    severity=Severity.ERROR,
    summary="A relationship names an entity that is not declared.",
    why="Such a relationship is *dropped*.",
    fact="Segment's documentation says so.",
    bad='relationship "a" {}\n',
    good="# ```` is no fence here\n",
    fixable=True,
)


def diagnostic_in(marked: str, *, labels: tuple[str, ...] = (), **fields: Any) -> tuple[str, Diagnostic]:
    """The text without its marks, and one diagnostic; `labels` are the remarks for the ⟪ ⟫ in their order."""
    places: dict[str, list[int]] = {mark: [] for mark in "⟦⟧⟪⟫"}
    position = 0
    for piece in re.split("([⟦⟧⟪⟫])", marked):
        if piece in places:
            places[piece].append(position)
        else:
            position += len(piece)
    text = re.sub("[⟦⟧⟪⟫]", "", marked)
    (start,), (end,) = places["⟦"], places["⟧"]
    spans = [Span(*ends) for ends in zip(places["⟪"], places["⟫"], strict=True)]
    rule: dict[str, Any] = {"code": RULE.code, "name": RULE.name, "severity": RULE.severity, "message": "wrong"}
    further = tuple(Label(span, label) for span, label in zip(spans, labels, strict=True))
    return text, Diagnostic(span=Span(start, end), labels=further, **(rule | fields))


def report_of(*marked: str, path: str = "graph.dg", **fields: Any) -> Report:
    """A report of one file whose text is marked once for each diagnostic; without marks it is clean."""
    found = [diagnostic_in(text, **fields) for text in marked if "⟦" in text]
    text = found[0][0] if found else "".join(marked)
    return Report((FileReport(Source(path, text), tuple(diagnostic for _, diagnostic in found)),), {"DG201": RULE})


def unreadable(path: str, reason: str) -> FileReport:
    return FileReport(Source(path, ""), unreadable=reason)
