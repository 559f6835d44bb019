"""From a name to its declaration and its uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.ide.navigation import Target
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_READ, _WRITE = 2, 3


def definition(server: Server, params: Object) -> Json:
    """`textDocument/definition`."""
    from datagraph.ide.navigation import definition as target_of

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    return _links(server, document, target_of(document.view, document.offset(params["position"])), "definition")


def type_definition(server: Server, params: Object) -> Json:
    """`textDocument/typeDefinition`."""
    from datagraph.ide.navigation import type_definition as target_of

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    return _links(server, document, target_of(document.view, document.offset(params["position"])), "typeDefinition")


def references(server: Server, params: Object) -> Json:
    """`textDocument/references`."""
    from datagraph.ide.navigation import references as references_of

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    with_declaration = params["context"]["includeDeclaration"]
    spans = references_of(document.view, document.offset(params["position"]), with_declaration=with_declaration)
    return [document.location(it) for it in spans]


def highlights(server: Server, params: Object) -> Json:
    """`textDocument/documentHighlight`."""
    from datagraph.ide.navigation import highlights as highlights_of

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    found = highlights_of(document.view, document.offset(params["position"]))
    return [{"range": document.range(it.span), "kind": _WRITE if it.writes else _READ} for it in found]


def _links(server: Server, document: Document, target: Target | None, feature: str) -> Json:
    if target is None:
        return None
    if not server.client.can(f"textDocument.{feature}.linkSupport"):
        return document.location(target.selection)
    return [
        {
            "originSelectionRange": document.range(target.origin),
            "targetUri": document.uri,
            "targetRange": document.range(target.span),
            "targetSelectionRange": document.range(target.selection),
        }
    ]
