"""Formatting of a document, of a range, and on type."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object


def document(server: Server, params: Object) -> Json:
    """`textDocument/formatting`; there is one style, whatever the options say."""
    from datagraph.ide.layout import format_document

    found = server.documents.find(params["textDocument"]["uri"])
    return found and found.edits(format_document(found.view))


def in_range(server: Server, params: Object) -> Json:
    """`textDocument/rangeFormatting`."""
    from datagraph.ide.layout import format_range

    found = server.documents.find(params["textDocument"]["uri"])
    return found and found.edits(format_range(found.view, found.lines.span(params["range"])))


def on_type(server: Server, params: Object) -> Json:
    """`textDocument/onTypeFormatting`."""
    from datagraph.ide.layout import format_on_type

    found = server.documents.find(params["textDocument"]["uri"])
    return found and found.edits(format_on_type(found.view, found.offset(params["position"]), params["ch"]))
