"""Tree to canonical text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.formatting.layout import write_rows
from datagraph.formatting.reader import read_rows
from datagraph.syntax import parse
from datagraph.syntax.lexer import LABELLED_OPENING, OPENING
from datagraph.syntax.tree import LABEL_GROUP, NAME_GROUP, VALUE_GROUP, labels_of

if TYPE_CHECKING:
    from datagraph.syntax import Document, LineLike
    from datagraph.text import TextEdit

_MOST_ROUNDS = 5


def format_document(document: Document) -> str:
    """The text of a document in the canonical style.

    Nothing but white space between tokens changes, and formatting the result again changes nothing. What is broken
    stays as it is; if the text could then be read another way than before, so does the indentation of all of it, and if
    that does not help either, the whole text.
    """
    if not document.problems:
        return _laid_out(document, indented=True)
    before = document
    for _ in range(_MOST_ROUNDS):
        after = _next(before)
        if after.text == before.text:
            return after.text
        before = after
    return document.text


def formatting_edits(document: Document) -> list[TextEdit]:
    """The smallest edits, in order, that bring the text of a document into the canonical style."""
    from datagraph.formatting.edits import white_space_edits

    return white_space_edits(document.text, format_document(document))


def _laid_out(document: Document, *, indented: bool) -> str:
    text = document.text
    mark = text[:1] if text.startswith("\ufeff") else ""
    returns = text.count("\r\n")
    line_end = "\r\n" if returns > text.count("\n") - returns else "\n"
    return mark + write_rows(read_rows(document, indented=indented), line_end)


def _next(document: Document) -> Document:
    """A broken document laid out once, as far as it still reads the same: for missing braces indentation counts."""
    for indented in (True, False):
        text = _laid_out(document, indented=indented)
        if text == document.text:
            return document
        after = parse(text)
        if _meaning(after) == _meaning(document):
            return after
    return document


def _meaning(document: Document) -> tuple[list[tuple[object, ...]], list[tuple[str, ...]]]:
    """What a document says, line by line, and what is wrong with it, without the places."""
    lines: list[tuple[object, ...]] = []
    for line in document.lines():
        kind = OPENING if line.lastindex == LABELLED_OPENING else line.lastindex
        lines.append((kind, line.group(NAME_GROUP), line.group(VALUE_GROUP), _labels(line)))
    return lines, sorted((it.rule, it.subject.strip(), it.context) for it in document.problems)


def _labels(line: LineLike) -> tuple[str | None, ...]:
    several = labels_of(line)
    if several is not None:
        return tuple(label for label, _ in several)
    return (line.group(LABEL_GROUP),) if line.lastindex == LABELLED_OPENING else ()
