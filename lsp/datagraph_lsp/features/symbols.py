"""The outline of a document, and a search through all graphs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from datagraph.graph.looking import notes_of
from datagraph_lsp.diagnosing import all_graphs
from datagraph_lsp.wire import Written, write

if TYPE_CHECKING:
    from datagraph.ide.symbols import Symbol, SymbolKind
    from datagraph.model import Node
    from datagraph.text import Span
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

# The protocol's numbers for `SymbolKind`; entities and relationships as their semantic tokens call them.
_KINDS: dict[SymbolKind, int] = {
    "graph": 2,
    "entity": 5,
    "profile": 23,
    "relationship": 12,
    "external_id": 20,
    "trait": 7,
    "junction_table": 18,
}
_TAGS = '"tags":[1],'
"""Of what is deprecated; 1 says so."""


def document_symbols(server: Server, params: Object) -> Json:
    """`textDocument/documentSymbol`."""
    from datagraph.ide.symbols import outline

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    symbols = outline(document.view)
    if server.client.can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"):
        return Written(f"[{','.join([_nested(document, it) for it in symbols])}]")
    return _flat(document, symbols)


async def workspace_symbols(server: Server, params: Object) -> list[Object]:
    """`workspace/symbol`."""
    from datagraph.ide.symbols import find_symbols

    found: list[Object] = []
    for document in all_graphs(server):
        found += [
            {
                "name": it.name,
                "kind": _KINDS[it.kind],
                "containerName": it.container,
                "location": document.location(it.span),
            }
            for it in find_symbols(document.view, params["query"])
        ]
        await asyncio.sleep(0)
    return found


def _nested(document: Document, symbol: Symbol) -> str:
    """A symbol and all in it as JSON, written again if the block has changed, has moved, or means something else.

    What is around a block decides what it and the blocks in it mean: then the model has another node for it, or none.
    An outline is at most fifty levels deep.
    """
    line = document.lines.line_of(symbol.block.kind_span.start)
    notes = notes_of(symbol.block) if symbol.node else None
    if notes is not None:
        known: tuple[int, Node, str] | None = notes.get(_nested)
        if known and known[0] == line and known[1] is symbol.node:
            return known[2]
    tags = _TAGS if symbol.deprecated else ""
    children = ",".join([_nested(document, it) for it in symbol.children])
    written = (
        f'{{"name":{write(symbol.name)},"detail":{write(symbol.detail)},"kind":{_KINDS[symbol.kind]},'
        f'"range":{_range(document, symbol.span)},"selectionRange":{_range(document, symbol.selection)},'
        f'{tags}"children":[{children}]}}'
    )
    if notes is not None:
        notes[_nested] = (line, symbol.node, written)
    return written


def _range(document: Document, span: Span) -> str:
    start, end = document.range(span).values()
    return (
        f'{{"start":{{"line":{start["line"]},"character":{start["character"]}}},'
        f'"end":{{"line":{end["line"]},"character":{end["character"]}}}}}'
    )


def _flat(document: Document, symbols: list[Symbol]) -> list[Object]:
    found: list[Object] = []
    waiting = [(it, "") for it in reversed(symbols)]
    while waiting:
        symbol, container = waiting.pop()
        item: Object = {
            "name": symbol.name,
            "kind": _KINDS[symbol.kind],
            "location": document.location(symbol.span),
        }
        if container:
            item["containerName"] = container
        if symbol.deprecated:
            item["deprecated"] = True
        found.append(item)
        waiting += [(it, symbol.name) for it in reversed(symbol.children)]
    return found
