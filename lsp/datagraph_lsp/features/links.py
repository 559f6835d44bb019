"""Document links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.ide.links import Link
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object


def document_links(server: Server, params: Object) -> Json:
    """`textDocument/documentLink`."""
    from datagraph.ide.links import links

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    with_tooltip = server.client.can("textDocument.documentLink.tooltipSupport")
    return [_link(document, it, with_tooltip=with_tooltip) for it in links(document.view)]


def _link(document: Document, link: Link, *, with_tooltip: bool) -> Object:
    found: Object = {"range": document.range(link.span), "target": link.target}
    if with_tooltip:
        found["tooltip"] = link.tooltip
    return found
