"""Every method of the protocol that the server takes, and the function that handles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp import diagnosing, lifecycle, synchronizing, watching
from datagraph_lsp.commands import execute_command
from datagraph_lsp.features import (
    actions,
    calls,
    completing,
    formatting,
    hints,
    hovering,
    lenses,
    links,
    navigating,
    renaming,
    structure,
    symbols,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Handler = Callable[..., Any]

HANDLERS: Mapping[str, Handler] = {
    "initialize": lifecycle.initialize,
    "initialized": lifecycle.initialized,
    "shutdown": lifecycle.shut_down,
    "exit": lifecycle.leave,
    "$/setTrace": lifecycle.set_trace,
    "window/workDoneProgress/cancel": lifecycle.cancel_work,
    "textDocument/didOpen": synchronizing.did_open,
    "textDocument/didChange": synchronizing.did_change,
    "textDocument/didClose": synchronizing.did_close,
    "textDocument/didSave": synchronizing.did_save,
    "workspace/didChangeConfiguration": watching.did_change_configuration,
    "workspace/didChangeWatchedFiles": watching.did_change_watched_files,
    "workspace/didChangeWorkspaceFolders": watching.did_change_folders,
    "textDocument/diagnostic": diagnosing.document_diagnostic,
    "workspace/diagnostic": diagnosing.workspace_diagnostic,
    "textDocument/completion": completing.complete,
    "completionItem/resolve": completing.resolve,
    "textDocument/hover": hovering.hover,
    "textDocument/definition": navigating.definition,
    "textDocument/typeDefinition": navigating.type_definition,
    "textDocument/references": navigating.references,
    "textDocument/documentHighlight": navigating.highlights,
    "textDocument/prepareRename": renaming.prepare,
    "textDocument/rename": renaming.rename,
    "textDocument/documentSymbol": symbols.document_symbols,
    "workspace/symbol": symbols.workspace_symbols,
    "textDocument/foldingRange": structure.folding_ranges,
    "textDocument/selectionRange": structure.selection_ranges,
    "textDocument/semanticTokens/full": tokens.full,
    "textDocument/semanticTokens/full/delta": tokens.delta,
    "textDocument/semanticTokens/range": tokens.in_range,
    "textDocument/codeAction": actions.code_actions,
    "codeAction/resolve": actions.resolve,
    "textDocument/formatting": formatting.document,
    "textDocument/rangeFormatting": formatting.in_range,
    "textDocument/onTypeFormatting": formatting.on_type,
    "textDocument/inlayHint": hints.inlay_hints,
    "textDocument/codeLens": lenses.code_lenses,
    "codeLens/resolve": lenses.resolve,
    "textDocument/documentLink": links.document_links,
    "textDocument/prepareCallHierarchy": calls.prepare,
    "callHierarchy/incomingCalls": calls.incoming,
    "callHierarchy/outgoingCalls": calls.outgoing,
    "workspace/executeCommand": execute_command,
}
"""Each takes the server and the parameters as they came, and returns the result as it is sent.

A coroutine can be cancelled while it runs; a plain function answers within milliseconds, and can be cancelled as long
as it waits for its turn.
"""
