"""Semantic tokens: all of them, those of a range, and what has changed since they were last asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.ide.token_types import TokenInLine
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_NUMBERS = 5
"""How many numbers the protocol has for one token."""
_MOST_LINES = 50_000
_encoded: dict[tuple[TokenInLine, ...], list[int]] = {}
"""The numbers of lines without their first, the distance from the line before, for all files that are open."""


def full(server: Server, params: Object) -> Json:
    """`textDocument/semanticTokens/full`."""
    document = server.documents.find(params["textDocument"]["uri"])
    return None if document is None else _remembered(document)


def delta(server: Server, params: Object) -> Json:
    """`textDocument/semanticTokens/full/delta`."""
    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    before = document.tokens
    now = _remembered(document)
    if before is None or before[0] != params["previousResultId"]:
        return now
    return {"resultId": now["resultId"], "edits": _edits(before[1], now["data"])}


def in_range(server: Server, params: Object) -> Json:
    """`textDocument/semanticTokens/range`."""
    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    first, last = params["range"]["start"]["line"], params["range"]["end"]["line"]
    return {"data": _data(document, first, last + 1)}


def _remembered(document: Document) -> Object:
    name, data = str(document.stamp), _data(document, 0, len(document.lines))
    document.tokens = (name, data)
    return {"resultId": name, "data": data}


def _data(document: Document, first: int, end: int) -> list[int]:
    """The tokens of some lines, each by its distance from the one before."""
    from datagraph.ide.tokens import semantic_tokens_by_line

    by_line = semantic_tokens_by_line(document.view)[first:end]
    has_columns = document.lines.are_plain
    data: list[int] = []
    previous = 0
    for number, tokens in enumerate(by_line, first):
        if tokens:
            size = len(data)
            data += _known(tokens) if has_columns else _numbers(_converted(document, number, tokens))
            data[size] = number - previous
            previous = number
    return data


def _known(tokens: tuple[TokenInLine, ...]) -> list[int]:
    found = _encoded.get(tokens)
    if found is None:
        if len(_encoded) > _MOST_LINES:
            _encoded.clear()
        found = _encoded[tokens] = _numbers(tokens)
    return found


def _numbers(tokens: Sequence[TokenInLine]) -> list[int]:
    """The tokens of one line; the first number is to be the distance from the last line that has any."""
    data: list[int] = []
    previous = 0
    for start, end, kind, modifiers in tokens:
        data += (0, start - previous, end - start, kind, modifiers)
        previous = start
    return data


def _converted(document: Document, number: int, tokens: tuple[TokenInLine, ...]) -> list[TokenInLine]:
    """The tokens of a line with columns as the client counts them."""
    lines = document.lines
    begin = lines.start_of(number)
    found = []
    for start, end, kind, modifiers in tokens:
        column = lines.units(begin, begin + start)
        found.append((column, column + lines.units(begin + start, begin + end), kind, modifiers))
    return found


def _edits(old: list[int], new: list[int]) -> list[Object]:
    """One edit that makes the new numbers of the old ones; none if they are the same."""
    if old == new:
        return []
    most = min(len(old), len(new))
    start = _common(old, new, most) // _NUMBERS * _NUMBERS
    behind = _common(old[start:][::-1], new[start:][::-1], most - start) // _NUMBERS * _NUMBERS
    return [{"start": start, "deleteCount": len(old) - start - behind, "data": new[start : len(new) - behind]}]


def _common(one: list[int], other: list[int], most: int) -> int:
    """How many numbers two lists have in common at the beginning; halved down to, since slices compare fast."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
