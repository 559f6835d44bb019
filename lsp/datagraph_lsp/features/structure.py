"""What can be folded, and what is selected next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.ide.folding import Fold
    from datagraph.text import Span
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object


def folding_ranges(server: Server, params: Object) -> Json:
    """`textDocument/foldingRange`."""
    from datagraph.ide.folding import folds

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    whole_lines = server.client.can("textDocument.foldingRange.lineFoldingOnly")
    limit = server.client.value("textDocument.foldingRange.rangeLimit")
    found = [_fold(document, it, whole_lines=whole_lines) for it in folds(document.view)]
    # A client with a limit ignores what is beyond it; outer folds come first.
    return found[:limit]


def selection_ranges(server: Server, params: Object) -> Json:
    """`textDocument/selectionRange`."""
    from datagraph.ide.selection import selections

    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    return [_chain(document, selections(document.view, document.offset(it))) for it in params["positions"]]


def _fold(document: Document, fold: Fold, *, whole_lines: bool) -> Object:
    start, end = document.lines.position(fold.span.start), document.lines.position(fold.span.end)
    found: Object = {"startLine": start["line"], "endLine": end["line"]}
    if not whole_lines:
        found |= {"startCharacter": start["character"], "endCharacter": end["character"]}
    if fold.kind != "block":
        found["kind"] = fold.kind
    return found


def _chain(document: Document, spans: list[Span]) -> Object:
    """Selections as the protocol nests them, each in the one around it."""
    outer: Object = {}
    for span in reversed(spans):
        outer = {"range": document.range(span), **({"parent": outer} if outer else {})}
    return outer
