"""Texts as they are opened, typed and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp.watching import reload, watch_catalogs

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Object


def did_open(server: Server, params: Object) -> None:
    """`textDocument/didOpen`."""
    item = params["textDocument"]
    document = server.documents.add(item["uri"], item["text"], item["version"], item.get("languageId", ""))
    server.publisher.schedule(document)
    # The file's configuration may have been read for the first time.
    server.publisher.publish_reports()
    watch_catalogs(server)


def did_change(server: Server, params: Object) -> None:
    """`textDocument/didChange`."""
    identifier = params["textDocument"]
    document = server.documents.change(identifier["uri"], identifier["version"], params["contentChanges"])
    if document:
        server.publisher.schedule(document)


def did_close(server: Server, params: Object) -> None:
    """`textDocument/didClose`."""
    document = server.documents.remove(params["textDocument"]["uri"])
    if document:
        server.publisher.clear(document)


def did_save(server: Server, params: Object) -> None:
    """`textDocument/didSave`."""
    document = server.documents.open.get(params["textDocument"]["uri"])
    if document and document.kind == "configuration":
        # A client that watches files tells the same a second time; one that does not would never tell.
        reload(server)
