"""Code lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

SHOW_REFERENCES = "datagraph.showReferences"
"""What a click does. The editor's plug-in does it: the protocol has no words for it."""


def code_lenses(server: Server, params: Object) -> Json:
    """`textDocument/codeLens`; none if the user does not want them."""
    from datagraph.ide.lenses import lenses

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None or not server.preferences_of(document.path).code_lens:
        return None
    return [
        {"range": document.range(it.span), "data": {"uri": document.uri, "slug": it.slug}}
        for it in lenses(document.view)
    ]


def resolve(server: Server, params: Object) -> Object:
    """`codeLens/resolve`: adds the text, and what a click shows."""
    from datagraph.ide.lenses import lenses
    from datagraph.ide.lenses import resolve as resolved

    data = params["data"]
    document = server.documents.find(data["uri"])
    lens = next((it for it in lenses(document.view) if it.slug == data["slug"]), None) if document else None
    if document is None or lens is None:
        # The entity is gone since; so is the lens, as soon as the client asks again.
        return {**params, "command": {"title": "", "command": ""}}
    found = resolved(document.view, lens)
    command: Object = {"title": found.title, "command": ""}
    if found.uses:
        arguments = [document.uri, params["range"]["start"], [document.location(it) for it in found.uses]]
        command = {"title": found.title, "command": SHOW_REFERENCES, "arguments": arguments}
    return {**params, "command": command}
