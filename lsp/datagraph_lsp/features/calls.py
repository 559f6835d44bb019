"""Relationships as a call hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.ide.calls import CallItem
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_CLASS, _STRUCT = 5, 23


def prepare(server: Server, params: Object) -> Json:
    """`textDocument/prepareCallHierarchy`."""
    from datagraph.ide.calls import item_at

    document = server.documents.find(params["textDocument"]["uri"])
    item = document and item_at(document.view, document.offset(params["position"]))
    return [_item(document, item)] if document and item else None


def incoming(server: Server, params: Object) -> Json:
    """`callHierarchy/incomingCalls`: where relationships to an item come from."""
    from datagraph.ide.calls import incoming as calls_to

    document = server.documents.find(params["item"]["uri"])
    if document is None:
        return None
    return [
        {"from": _item(document, it.item), "fromRanges": [document.range(span) for span in it.spans]}
        for it in calls_to(document.view, params["item"]["data"]["slug"])
    ]


def outgoing(server: Server, params: Object) -> Json:
    """`callHierarchy/outgoingCalls`: where relationships from an item lead."""
    from datagraph.ide.calls import outgoing as calls_from

    document = server.documents.find(params["item"]["uri"])
    if document is None:
        return None
    return [
        {"to": _item(document, it.item), "fromRanges": [document.range(span) for span in it.spans]}
        for it in calls_from(document.view, params["item"]["data"]["slug"])
    ]


def _item(document: Document, item: CallItem) -> Object:
    return {
        "name": item.name,
        "kind": _CLASS if item.slug else _STRUCT,
        "detail": item.detail,
        "uri": document.uri,
        "range": document.range(item.span),
        "selectionRange": document.range(item.selection),
        "data": {"slug": item.slug},
    }
