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
    target = link.target
    if not isinstance(target, str):
        position = document.lines.position(target.start)
        # Editors read a place in a file off the fragment, counted from 1; it is not in the protocol.
        target = f"{document.uri}#L{position['line'] + 1},{position['character'] + 1}"
    found: Object = {"range": document.range(link.span), "target": target}
    if with_tooltip:
        found["tooltip"] = link.tooltip
    return found
