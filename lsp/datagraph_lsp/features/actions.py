"""Code actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.text import Span
from datagraph_lsp.features.edits import workspace_edit

if TYPE_CHECKING:
    from datagraph.ide.actions import Action
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_AUTOMATIC = 2


def code_actions(server: Server, params: Object) -> Json:
    """`textDocument/codeAction`."""
    from datagraph.ide.actions import actions

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    context = params["context"]
    span = document.lines.span(params["range"])
    is_automatic = context.get("triggerKind") == _AUTOMATIC
    found = actions(document.view, span, tuple(context.get("only") or ()), automatic=is_automatic)
    can_refuse = server.client.can("textDocument.codeAction.disabledSupport")
    return [_action(server, document, it) for it in found if can_refuse or not it.refusal]


def resolve(server: Server, params: Object) -> Object:
    """`codeAction/resolve`: adds the edits of an action over the whole file."""
    from datagraph.ide.actions import actions

    data = params.get("data") or {}
    document = server.documents.find(data.get("uri", ""))
    if document:
        found = actions(document.view, Span(0, 0), (params["kind"],))
        edits = next((it.edits for it in found if it.kind == params["kind"]), ())
        params["edit"] = workspace_edit(server, document, edits)
    return params


def _action(server: Server, document: Document, action: Action) -> Object:
    found: Object = {"title": action.title, "kind": action.kind}
    if action.diagnostics:
        cleared = server.diagnostics_json(document.uri, document.lines, action.diagnostics)
        found["diagnostics"] = cleared
    if action.preferred:
        found["isPreferred"] = True
    if action.refusal:
        found["disabled"] = {"reason": action.refusal}
    elif action.kind.startswith("source.") and _can_resolve(server):
        # These can hold all of the file; most are offered and never taken.
        found["data"] = {"uri": document.uri}
    else:
        found["edit"] = workspace_edit(server, document, action.edits)
    return found


def _can_resolve(server: Server) -> bool:
    return "edit" in server.client.value("textDocument.codeAction.resolveSupport.properties", ())
