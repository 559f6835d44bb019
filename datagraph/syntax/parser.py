"""Text to tree: the fast way for text that is well formed, by way of recovery for text that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.syntax import driver
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, END, LABELLED_OPENING, OPENING, OTHER, read_lines
from datagraph.syntax.tree import Attribute, Block, Document, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.diagnostics import Problem
    from datagraph.syntax.tree import Element, LineLike

_SYMBOLS = {
    ATTRIBUTE: "attribute",
    OPENING: "opening",
    LABELLED_OPENING: "opening",
    CLOSING: "closing",
    END: "END",
    OTHER: "SKIPPED",
}


def parse(text: str) -> Document:
    """Parse any text; mistakes are kept in the tree as `Skipped` text and listed as the document's problems."""
    lines: list[LineLike] = list(read_lines(text))
    while len(lines) > 1 and lines[-2].lastindex == END:
        lines.pop()
    well_formed = all(line.lastindex != OTHER for line in lines)
    result = driver.run("document", _symbols(lines), _REDUCERS) if well_formed else None
    problems: list[Problem] = []
    if result is None:
        from datagraph.syntax import recovery

        lines, problems = _read_broken(text, lines)
        # Lines that only take the longer way are no mistakes: then indentation says nothing of braces that pair.
        result = None if problems else driver.run("document", _symbols(lines), _REDUCERS)
    if result is None:
        lines, problems, _ = recovery.pair_braces(text, lines, problems)
        result = driver.run("document", _symbols(lines), _REDUCERS)
    elements, end = result
    return Document(text, elements, end, tuple(problems))


def _read_broken(text: str, lines: list[LineLike]) -> tuple[list[LineLike], list[Problem]]:
    """The lines with each broken one read anew, token by token, as far as it reaches."""
    from datagraph.syntax import recovery

    result: list[LineLike] = []
    problems: list[Problem] = []
    waiting: Iterator[LineLike] = iter(lines)
    while True:
        line = next(waiting)
        if line.lastindex != OTHER:
            result.append(line)
            if line.lastindex == END:
                return result, problems
            continue
        start, end = line.span(0)
        read, faults = recovery.read_line(text, start, line.span(OTHER)[0])
        result += read
        problems += faults
        reached = read[-1].span(0)[1]
        if reached != end:
            waiting = read_lines(text, reached)


def _symbols(lines: list[LineLike]) -> Iterator[tuple[str, Any]]:
    for line in lines:
        kind = line.lastindex
        if kind == ATTRIBUTE:
            yield "attribute", Attribute(line)
        elif kind == OTHER:
            yield "SKIPPED", Skipped(line)
        else:
            yield _SYMBOLS[kind or END], line


def _body(parts: list[Any]) -> list[Element]:
    """A body is empty, or a body and one element more."""
    if not parts:
        return []
    body: list[Element] = parts[0]
    body.append(parts[1])
    return body


_REDUCERS: dict[str, Callable[[list[Any]], Any]] = {
    "document": lambda parts: (parts[0], parts[1]),
    "body": _body,
    "block": lambda parts: Block(*parts),
}
