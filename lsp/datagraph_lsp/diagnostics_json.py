"""Diagnostics as the protocol writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Severity
from datagraph.diagnostics.render.prose import prose
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from datagraph.diagnostics import Diagnostic
    from datagraph_lsp.positions import Lines
    from datagraph_lsp.wire import Object

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
_UNNECESSARY = 1
_DEPRECATED = 2
# What can be taken away without a loss is shown faded, and what only older versions have struck through.
_TAGS = {
    "DG210": _UNNECESSARY,
    "DG501": _UNNECESSARY,
    "DG511": _UNNECESSARY,
    "DG118": _DEPRECATED,
    "DG505": _DEPRECATED,
}


def diagnostics_json(
    uri: str,
    lines: Lines,
    diagnostics: Iterable[Diagnostic],
    page_of: Callable[[str], str],
    *,
    shows_places: bool = True,
) -> list[Object]:
    """The diagnostics of a text; `page_of` gives the address of a rule's page by its code, or "".

    What is remarked on other places is part of the message for a client that does not show them.
    """
    return [_diagnostic(uri, lines, it, page_of(it.code), shows_places) for it in diagnostics]


def _diagnostic(uri: str, lines: Lines, diagnostic: Diagnostic, page: str, shows_places: bool) -> Object:
    code = diagnostic.code
    found: Object = {
        "range": lines.range(diagnostic.span),
        "severity": _SEVERITIES[diagnostic.severity],
        "code": code,
        "source": "datagraph",
        "message": prose(diagnostic),
        "data": {
            "rule": diagnostic.name,
            "fixes": [{"title": it.title, "applicability": it.applicability.value} for it in diagnostic.fixes],
        },
    }
    if page:
        found["codeDescription"] = {"href": page}
    if code in _TAGS:
        found["tags"] = [_TAGS[code]]
    if diagnostic.labels and shows_places:
        found["relatedInformation"] = [
            {"location": {"uri": uri, "range": lines.range(it.span)}, "message": it.text} for it in diagnostic.labels
        ]
    elif diagnostic.labels:
        notes = [f"line {lines.line_of(it.span.start) + 1}: {visible(it.text)}" for it in diagnostic.labels]
        found["message"] = "\n".join((found["message"], *notes))
    return found
