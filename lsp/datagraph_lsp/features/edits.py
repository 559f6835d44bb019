"""Edits as the client takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.text import TextEdit
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Object


def workspace_edit(server: Server, document: Document, edits: Sequence[TextEdit]) -> Object:
    """Edits of one document as a `WorkspaceEdit`, bound to its version where the client can check that."""
    written = document.edits(edits)
    if server.client.can("workspace.workspaceEdit.documentChanges"):
        identifier = {"uri": document.uri, "version": document.version}
        return {"documentChanges": [{"textDocument": identifier, "edits": written}]}
    return {"changes": {document.uri: written}}
