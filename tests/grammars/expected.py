"""What our own lexer and parser say of a text, in the classes that every highlighter knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from datagraph.syntax import parse
from datagraph.syntax.lexer import tokens
from datagraph.syntax.tree import Attribute, Block
from lsp.grammars import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.text import Span

_CLASSES = {
    "LINE_COMMENT": "comment",
    "BLOCK_COMMENT": "comment",
    "STRING": "string",
    "NAME": "name",
    "LBRACE": "brace",
    "RBRACE": "brace",
}


# Behind these a highlighter sees one long comment or string, as HCL does; our lexer knows better.
_UNCLOSED = re.compile(r"/\*(?![\s\S]*\*/)|<<")


class Piece(NamedTuple):
    """A range of the text and the class of all its characters."""

    name: str
    start: int
    end: int


def is_well_formed(text: str) -> bool:
    """Whether the grammar takes the text; what its words mean is another question."""
    return not parse(text).problems


def pieces(text: str) -> list[Piece]:
    """The comments, strings, names and braces of any text; of a well-formed one also what the names stand for.

    Names are `kind`, `attribute`, `deprecated`, `boolean`, `label`, or `unknown` to the language.
    """
    meanings = dict(_meanings(text)) if is_well_formed(text) else {}
    result = []
    for kind, start, end in tokens(text, 0, len(text)):
        name = _CLASSES.get(kind)
        if name:
            result.append(Piece(meanings.get(start, name) if name == "name" else name, start, end))
    return result


def readable_pieces(text: str) -> list[Piece]:
    """The pieces of any text up to a comment that is never closed, or a heredoc."""
    unclosed = _UNCLOSED.search(text)
    return [it for it in pieces(text) if unclosed is None or it.start < unclosed.start()]


def _meanings(text: str) -> Iterator[tuple[int, str]]:
    waiting = list(parse(text).elements)
    while waiting:
        element = waiting.pop()
        if isinstance(element, Block):
            yield _meaning(element.kind_span, _word(element.kind))
            yield from (_meaning(label.span, "label") for label in element.labels)
            waiting += element.elements
        elif isinstance(element, Attribute):
            yield _meaning(element.name_span, _word(element.name))
            yield _meaning(element.value_span, "boolean")


def _word(name: str) -> str:
    # A known word keeps its colour where it stands for something else: that it is in the wrong place, a rule says.
    if name in words.KINDS:
        return "kind"
    if name in words.CURRENT:
        return "attribute"
    return "deprecated" if name in words.DEPRECATED else "unknown"


def _meaning(span: Span, name: str) -> tuple[int, str]:
    return span.start, name
