"""What stands inside a string, for colouring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.ide.token_types import CLASS, DEPRECATED, ENUM_MEMBER, NAMESPACE, OPERATOR, STRING, TYPE, VARIABLE
from datagraph.language import BLOCKS, CURRENT_VERSION, VERSIONS
from datagraph.syntax import StringValue, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datagraph.ide.token_types import TokenInLine
    from datagraph.language import ValueForm

_Piece = tuple[int, int, int]
"""Start, end and type in the text of a string."""

# One name may hold different things in different blocks (`name` is a trait, too): of these the first is taken.
_FORMS: Mapping[str, ValueForm] = {
    it.name: it.form for block in reversed(tuple(BLOCKS.values())) for it in reversed(block.attributes)
}
_WORDS: Mapping[ValueForm, int] = {
    "entity": CLASS,
    "column": VARIABLE,
    "version": ENUM_MEMBER,
    "profile type": ENUM_MEMBER,
    "materialization": ENUM_MEMBER,
    "external id type": ENUM_MEMBER,
}
# Joins are read word by word rather than parsed: a half-typed one has its colours too.
_PIECE = re.compile(rf"(?P<part>{tables.PART_PATTERN})(?P<dot>\.)?|(?P<sign>[=<>!]+)")


def word_type(attribute: str) -> int | None:
    """What the value of an attribute is, if all of it is one word."""
    form = _FORMS.get(attribute)
    return _WORDS.get(form) if form else None


def string_tokens(
    attribute: str, text: str, start: int, end: int, *, is_closed: bool = True
) -> tuple[TokenInLine, ...]:
    """The tokens of a string that is the value of an attribute; only a plain one's quotes belong to it."""
    form = _FORMS.get(attribute)
    first, last = start + 1, end - is_closed
    if form is None or first >= last:
        return ((start, end, STRING, 0),)
    word = _WORDS.get(form)
    if word is not None:
        return ((first, last, word, _age(form, text[first:last])),)
    split = _SPLITTERS.get(form)
    if split is None:
        return ((start, end, STRING, 0),)
    raw = text[start:end]
    if is_closed and ("\\" in raw or "{" in raw):
        string = StringValue(raw, (start, end))
        return tuple((*string.part(one, other), kind, 0) for one, other, kind in split(string.text))
    return tuple([(first + one, first + other, kind, 0) for one, other, kind in split(raw[1 : last - start])])


def _age(form: ValueForm, word: str) -> int:
    """The modifier of a version, which may be an old one."""
    return DEPRECATED if form == "version" and word in VERSIONS and word != CURRENT_VERSION else 0


def _table(text: str) -> list[_Piece]:
    """`DATABASE.SCHEMA.TABLE`, the last part being the table."""
    return [
        (*piece.span("part"), TYPE if piece["dot"] is None else NAMESPACE)
        for piece in _PIECE.finditer(text)
        if piece["part"]
    ]


def _schema(text: str) -> list[_Piece]:
    """`DATABASE.SCHEMA`."""
    return [(*piece.span("part"), NAMESPACE) for piece in _PIECE.finditer(text) if piece["part"]]


def _join(text: str) -> list[_Piece]:
    """`entity.COLUMN = entity.COLUMN`; what stands before the entity is where its table is, in old files."""
    found: list[_Piece] = []
    before: list[int] = []
    for piece in _PIECE.finditer(text):
        if piece["sign"]:
            found.append((*piece.span("sign"), OPERATOR))
            before = []
            continue
        start, end = piece.span("part")
        if piece["dot"] is None:
            found.append((start, end, VARIABLE))
            before = []
            continue
        for place in before:
            found[place] = (*found[place][:2], NAMESPACE)
        before.append(len(found))
        found.append((start, end, CLASS))
    return found


_SPLITTERS: Mapping[ValueForm, Callable[[str], list[_Piece]]] = {
    "table": _table,
    "schema": _schema,
    "join": _join,
    "left join": _join,
    "right join": _join,
}
