"""Replacing pieces of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.text.span import Span


class TextEdit(NamedTuple):
    """Replace the text at `span` by `new_text`; an empty span inserts, an empty text deletes."""

    span: Span
    new_text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Apply edits whose spans all refer to `text`; insertions at one place keep their given order.

    Raises ValueError if two spans overlap: which of them should win is the caller's to decide.
    """
    pieces: list[str] = []
    position = 0
    for span, new_text in sorted(edits, key=lambda edit: edit.span):
        if span.start < position:
            raise ValueError(f"overlapping edits at offset {span.start}")
        pieces += (text[position : span.start], new_text)
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)
