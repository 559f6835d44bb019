"""What the server says of itself when the client begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp.commands import ADVERTISED

if TYPE_CHECKING:
    from datagraph_lsp.client import Client
    from datagraph_lsp.wire import Object

_CODE_ACTION_KINDS = ("quickfix", "refactor", "refactor.extract", "refactor.rewrite", "source", "source.fixAll")


def server_capabilities(client: Client) -> Object:
    """The server's capabilities, for one client."""
    from datagraph.ide.actions import FIX_ALL, SORT
    from datagraph.ide.completion import TRIGGERS
    from datagraph.ide.layout import TYPED
    from datagraph.ide.tokens import TOKEN_MODIFIERS, TOKEN_TYPES

    pulled = {
        "identifier": "datagraph",
        "interFileDependencies": False,
        "workspaceDiagnostics": True,
        "workDoneProgress": True,
    }
    return {
        "positionEncoding": client.encoding,
        "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
        **({"diagnosticProvider": pulled} if client.pulls else {}),
        "completionProvider": {"triggerCharacters": list(TRIGGERS), "resolveProvider": True},
        "hoverProvider": True,
        "definitionProvider": True,
        "typeDefinitionProvider": True,
        "referencesProvider": True,
        "documentHighlightProvider": True,
        "renameProvider": {"prepareProvider": True} if client.can("textDocument.rename.prepareSupport") else True,
        "documentSymbolProvider": {"label": "Data Graph"},
        "workspaceSymbolProvider": True,
        "foldingRangeProvider": True,
        "selectionRangeProvider": True,
        "semanticTokensProvider": {
            "legend": {"tokenTypes": list(TOKEN_TYPES), "tokenModifiers": list(TOKEN_MODIFIERS)},
            "full": {"delta": True},
            "range": True,
        },
        "codeActionProvider": {"codeActionKinds": [*_CODE_ACTION_KINDS, FIX_ALL, SORT], "resolveProvider": True},
        "documentFormattingProvider": True,
        "documentRangeFormattingProvider": True,
        "documentOnTypeFormattingProvider": {
            "firstTriggerCharacter": TYPED[0],
            "moreTriggerCharacter": list(TYPED[1:]),
        },
        "inlayHintProvider": {"resolveProvider": False},
        "codeLensProvider": {"resolveProvider": True},
        "documentLinkProvider": {"resolveProvider": False},
        "callHierarchyProvider": True,
        "executeCommandProvider": {"commands": list(ADVERTISED), "workDoneProgress": True},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
    }
