"""Completion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph_lsp.features.markup import markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.ide.completion import Completion, CompletionKind
    from datagraph.text import Span
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

# The protocol's numbers for `CompletionItemKind`.
_KINDS: dict[CompletionKind, int] = {
    "block": 14,
    "attribute": 10,
    "value": 12,
    "entity": 7,
    "column": 5,
    "table": 22,
    "schema": 9,
    "database": 19,
    "snippet": 15,
}
_PLAIN, _SNIPPET = 1, 2
_ADJUST_INDENTATION = 2
_MARK = re.compile(r"\\([\\$}|,])|\$\d+|\$\{\d+(?::((?:\\.|[^{}$\\])*)|\|([^,|]*)[^|]*\|)?\}")
_ESCAPE = re.compile(r"\\(.)")


def complete(server: Server, params: Object) -> Json:
    """`textDocument/completion`."""
    from datagraph.ide.completion import complete as completions

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    found = completions(document.view, document.offset(params["position"]))
    return {"isIncomplete": False, "items": _Items(server, document).of(found)}


def resolve(server: Server, params: Object) -> Object:
    """`completionItem/resolve`: adds the documentation."""
    from datagraph.ide.completion import document as documentation

    data = params.get("data") or {}
    document = server.documents.find(data.get("uri", ""))
    if document:
        told = documentation(document.view, tuple(data["topic"]))
        if told:
            params["documentation"] = markup(server, "textDocument.completion.completionItem.documentationFormat", told)
    return params


class _Items:
    """Completions as the protocol writes them; what is the same for all is looked up once."""

    def __init__(self, server: Server, document: Document) -> None:
        client = server.client
        self._document = document
        self._has_snippets = client.can("textDocument.completion.completionItem.snippetSupport")
        modes = client.value("textDocument.completion.completionItem.insertTextModeSupport.valueSet", ())
        self._adjusts = _ADJUST_INDENTATION in modes
        self._ranges: dict[Span, Object] = {}

    def of(self, found: Iterable[Completion]) -> list[Object]:
        """All items."""
        return [self._item(it) for it in found]

    def _item(self, it: Completion) -> Object:
        span, text = it.edit
        is_snippet = it.is_snippet and self._has_snippets
        if span not in self._ranges:
            self._ranges[span] = self._document.range(span)
        item: Object = {
            "label": it.label,
            "kind": _KINDS[it.kind],
            "sortText": it.sort,
            "filterText": it.filter_text,
            "insertTextFormat": _SNIPPET if is_snippet else _PLAIN,
            "textEdit": {
                "range": self._ranges[span],
                "newText": plain_text(text) if it.is_snippet and not is_snippet else text,
            },
            "data": {"uri": self._document.uri, "topic": it.topic},
        }
        if it.detail:
            item["detail"] = it.detail
        if it.preselect:
            item["preselect"] = True
        if it.extra_edits:
            item["additionalTextEdits"] = self._document.edits(it.extra_edits)
        if self._adjusts:
            item["insertTextMode"] = _ADJUST_INDENTATION
        return item


def plain_text(snippet: str) -> str:
    """A snippet as the text that it first shows: default values and first choices in place of its marks."""

    def shown(mark: re.Match[str]) -> str:
        escaped, default, choice = mark.groups()
        return escaped or _ESCAPE.sub(r"\1", default or choice or "")

    return _MARK.sub(shown, snippet)
