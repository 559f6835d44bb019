"""Inlay hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp.features.markup import markup

if TYPE_CHECKING:
    from datagraph.ide.hints import Hint
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_TYPE = 1


def inlay_hints(server: Server, params: Object) -> Json:
    """`textDocument/inlayHint`; none if the user does not want them."""
    from datagraph.ide.hints import hints

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None or not server.preferences_of(document.path).inlay_hints:
        return None
    return [_hint(server, document, it) for it in hints(document.view, document.lines.span(params["range"]))]


def _hint(server: Server, document: Document, hint: Hint) -> Object:
    found: Object = {
        "position": document.lines.position(hint.offset),
        "label": hint.label,
        "tooltip": markup(server, "textDocument.hover.contentFormat", hint.tooltip),
        "paddingRight" if hint.before else "paddingLeft": True,
    }
    if hint.kind == "target":
        found["kind"] = _TYPE
    return found
