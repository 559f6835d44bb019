"""Hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp.features.markup import markup

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object


def hover(server: Server, params: Object) -> Json:
    """`textDocument/hover`."""
    from datagraph.ide.hover import hover as shown_at

    document = server.documents.find(params["textDocument"]["uri"])
    found = document and shown_at(document.view, document.offset(params["position"]))
    if not document or not found:
        return None
    contents = markup(server, "textDocument.hover.contentFormat", found.markdown)
    return {"contents": contents, "range": document.range(found.span)}
