"""Join expressions and dotted names: the little languages inside strings."""

from __future__ import annotations

import re
from typing import NamedTuple

from datagraph.syntax import tables

_JOIN = re.compile(tables.JOIN_PATTERN)
_PART = re.compile(tables.PART_PATTERN)
_PIECE = re.compile(r"""`[^`]*`|"[^"]*"|[^.`"]+|[.`"]""")
_DOTTED = re.compile(rf"{tables.PART_PATTERN}(?:\.{tables.PART_PATTERN})*")


class Operand(NamedTuple):
    """One side of a join: `entity.COLUMN`, or a column that stands alone (`entity` is empty then).

    The ranges are offsets in the decoded string; that of an absent entity is empty.
    """

    entity: str
    column: str
    entity_range: tuple[int, int]
    column_range: tuple[int, int]

    @property
    def range(self) -> tuple[int, int]:
        """The range of the whole side."""
        return (self.entity_range if self.entity else self.column_range)[0], self.column_range[1]


class Join(NamedTuple):
    """`left = right`; whether the sides are the right way round is for the rules to say."""

    left: Operand
    right: Operand


class Part(NamedTuple):
    """A part of a dotted name, its quotes taken off, and its range in the decoded string, quotes included."""

    text: str
    start: int
    end: int


def parse_join(text: str) -> Join | None:
    """The join that a string holds, or None if it is not of the form `[entity.]COLUMN = [entity.]COLUMN`."""
    found = _JOIN.fullmatch(text)
    if found is None:
        return None
    left_entity, left, right_entity, right = found.groups()
    span = found.span
    left_range, right_range = span(1 if left_entity else 2), span(3 if right_entity else 4)
    return Join(
        Operand(left_entity or "", left, (left_range[0], left_range[1] if left_entity else left_range[0]), span(2)),
        Operand(
            right_entity or "", right, (right_range[0], right_range[1] if right_entity else right_range[0]), span(4)
        ),
    )


def parse_dotted(text: str) -> list[Part] | None:
    """The parts of a dotted name, or None if it is none; a part in backticks or double quotes may hold a dot."""
    if not _DOTTED.fullmatch(text):
        return None
    return [Part(unquoted(found.group()), *found.span()) for found in _PART.finditer(text)]


def split_dotted(text: str) -> tuple[list[Part], int]:
    """The parts of any text at its dots outside of quotes, and the offset of a quote that is not closed, or -1.

    Unlike those of `parse_dotted` the parts may be empty and hold anything.
    """
    parts: list[Part] = []
    start, unclosed = 0, -1
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece == ".":
            parts.append(_loose_part(text, start, found.start()))
            start = found.end()
        elif piece in ("`", '"'):
            unclosed = found.start()
    parts.append(_loose_part(text, start, len(text)))
    return parts, unclosed


def _loose_part(text: str, start: int, end: int) -> Part:
    piece = text[start:end]
    return Part(unquoted(piece) if is_part(piece) else piece, start, end)


def is_part(piece: str) -> bool:
    """Whether a text can stand between the dots of a dotted name as it is: without spaces and signs, or in quotes."""
    return _PART.fullmatch(piece) is not None


def unquoted(part: str) -> str:
    """A part of a dotted name without its quotes, if it has any."""
    return part[1:-1] if part[:1] in ("`", '"') else part
