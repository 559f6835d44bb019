"""Semantic tokens: all of them, those of a range, and what has changed since they were last asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.ide.token_types import TokenInLine
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

    LineTokens = tuple[TokenInLine, ...]

_NUMBERS = 5
"""How many numbers the protocol has for one token."""
_MOST_LINES = 50_000
_encoded: dict[LineTokens, list[int]] = {}
"""The numbers of lines without their first, the distance from the line before, for all files that are open."""


def full(server: Server, params: Object) -> Json:
    """`textDocument/semanticTokens/full`."""
    document = server.documents.find(params["textDocument"]["uri"])
    return None if document is None else _whole(*_remembered(document))


def delta(server: Server, params: Object) -> Json:
    """`textDocument/semanticTokens/full/delta`."""
    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    before = document.tokens
    name, now = _remembered(document)
    if before is None or before[0] != params["previousResultId"]:
        return _whole(name, now)
    return {"resultId": name, "edits": _edits(before[1], now)}


def in_range(server: Server, params: Object) -> Json:
    """`textDocument/semanticTokens/range`."""
    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return None
    first, last = params["range"]["start"]["line"], params["range"]["end"]["line"]
    return {"data": _data(_by_line(document), first, last + 1, 0)}


def _remembered(document: Document) -> tuple[str, Sequence[LineTokens]]:
    document.tokens = (str(document.stamp), _by_line(document))
    return document.tokens


def _whole(name: str, by_line: Sequence[LineTokens]) -> Object:
    return {"resultId": name, "data": _data(by_line, 0, len(by_line), 0)}


def _by_line(document: Document) -> Sequence[LineTokens]:
    """The tokens of all lines, with columns as the client counts them."""
    from datagraph.ide.tokens import semantic_tokens_by_line

    by_line = semantic_tokens_by_line(document.view)
    if document.lines.are_plain:
        return by_line
    return [_converted(document, number, tokens) if tokens else () for number, tokens in enumerate(by_line)]


def _data(by_line: Sequence[LineTokens], first: int, end: int, previous: int) -> list[int]:
    """The tokens of some lines, each by its distance from the one before; the first by that from a line."""
    data: list[int] = []
    for number, tokens in enumerate(by_line[first:end], first):
        if tokens:
            size = len(data)
            data += _known(tokens)
            data[size] = number - previous
            previous = number
    return data


def _known(tokens: LineTokens) -> list[int]:
    found = _encoded.get(tokens)
    if found is None:
        if len(_encoded) > _MOST_LINES:
            _encoded.clear()
        found = _encoded[tokens] = _numbers(tokens)
    return found


def _numbers(tokens: LineTokens) -> list[int]:
    """The tokens of one line; the first number is to be the distance from the last line that has any."""
    data: list[int] = []
    previous = 0
    for start, end, kind, modifiers in tokens:
        data += (0, start - previous, end - start, kind, modifiers)
        previous = start
    return data


def _converted(document: Document, number: int, tokens: LineTokens) -> LineTokens:
    """The tokens of a line with columns as the client counts them."""
    lines = document.lines
    begin = lines.start_of(number)
    found = []
    for start, end, kind, modifiers in tokens:
        column = lines.units(begin, begin + start)
        found.append((column, column + lines.units(begin + start, begin + end), kind, modifiers))
    return tuple(found)


def _edits(old: Sequence[LineTokens], new: Sequence[LineTokens]) -> list[Object]:
    """One edit that makes the numbers of the new lines of those of the old ones; none if they are the same."""
    if old == new:
        return []
    first, behind = _common_ends(old, new)
    # The first token behind the change has another distance from the one before it.
    while behind:
        behind -= 1
        if new[-1 - behind]:
            break
    before = next((number for number in range(first - 1, -1, -1) if new[number]), 0)
    old_data, data = (_data(lines, first, len(lines) - behind, before) for lines in (old, new))
    if old_data == data:
        return []
    head, tail = (count // _NUMBERS * _NUMBERS for count in _common_ends(old_data, data))
    start = _NUMBERS * sum(map(len, old[:first])) + head
    return [{"start": start, "deleteCount": len(old_data) - head - tail, "data": data[head : len(data) - tail]}]


def _common_ends(one: Sequence[Any], other: Sequence[Any]) -> tuple[int, int]:
    """How much two sequences have in common at the beginning, and behind that at the end."""
    most = min(len(one), len(other))
    head = _common(one, other, most)
    return head, _common(one[head:][::-1], other[head:][::-1], most - head)


def _common(one: Sequence[Any], other: Sequence[Any], most: int) -> int:
    """How much two sequences have in common at the beginning; halved down to, since slices compare fast."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
