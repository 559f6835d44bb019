"""Rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp.features.edits import workspace_edit
from datagraph_lsp.protocol import Refused

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object


def prepare(server: Server, params: Object) -> Json:
    """`textDocument/prepareRename`."""
    from datagraph.ide.rename import Refusal, prepare_rename

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    found = prepare_rename(document.view, document.offset(params["position"]))
    if isinstance(found, Refusal):
        raise Refused(found.reason)
    return {"range": document.range(found.span), "placeholder": found.word}


def rename(server: Server, params: Object) -> Json:
    """`textDocument/rename`."""
    from datagraph.ide.rename import Refusal
    from datagraph.ide.rename import rename as edits_of

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    found = edits_of(document.view, document.offset(params["position"]), params["newName"])
    if isinstance(found, Refusal):
        raise Refused(found.reason)
    return workspace_edit(server, document, found)
