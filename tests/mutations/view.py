"""A valid file as a mutation sees it: lines, attributes, blocks, and the quoted strings in them.

It reads by regular expressions of its own, so that a fault of the parser cannot hide itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ATTRIBUTE = re.compile(r'([ \t]*)([\w-]+)([ \t]*=[ \t]*)("(?:[^"\\]|\\.)*"|true|false)(.*)')
_HEADER = re.compile(r'([ \t]*)(\w+)(?:([ \t]+)("[^"]*"))?([ \t]*)\{(.*)')
_CLOSING = re.compile(r"([ \t]*)\}[ \t]*(?:(?:#|//).*)?")


class Mistake(NamedTuple):
    """A text with one mistake, and the lines (from 1) where it was made."""

    text: str
    lines: frozenset[int]


class AttributeRow(NamedTuple):
    """`name = value` on a line of its own; `place` is the line's, from 0."""

    place: int
    indent: str
    name: str
    equals: str
    value: str
    tail: str
    block: Block

    @property
    def is_string(self) -> bool:
        return self.value.startswith('"')

    def with_value(self, value: str) -> str:
        return self.indent + self.name + self.equals + value + self.tail


class Spot(NamedTuple):
    """A quoted string, quotes included: the columns `[start, end)` of a line, counted from 0."""

    place: int
    start: int
    end: int
    is_label: bool


class Block:
    """A block from its header's line to its closing brace's."""

    def __init__(self, index: int, header: re.Match[str], parent: Block | None) -> None:
        self.first = self.last = index
        self.indent, self.kind = header[1], header[2]
        self.gap, self.label, self.space, self.tail = header[3] or "", header[4] or "", header[5], header[6]
        self.parent = parent
        self.children: list[Block] = []
        self.attributes: dict[str, AttributeRow] = {}

    @property
    def slug(self) -> str:
        return self.label.strip('"')

    @property
    def is_nested(self) -> bool:
        return self.parent is not None and self.parent.kind == "relationship"

    def header(self, **changes: str) -> str:
        parts = {"kind": self.kind, "gap": self.gap, "label": self.label, "space": self.space, "brace": "{", **changes}
        return self.indent + "".join(parts.values()) + self.tail

    def value(self, name: str) -> str:
        return self.attributes[name].value.strip('"')


class View:
    """The lines of a file without their ends, and what stands on them."""

    def __init__(self, text: str) -> None:
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.split(self.line_end)
        self.attributes: list[AttributeRow] = []
        self.blocks: list[Block] = []
        self.spots: list[Spot] = []
        waiting: list[Block] = []
        for index, line in enumerate(self.lines):
            if found := _ATTRIBUTE.fullmatch(line):
                row = AttributeRow(index, found[1], found[2], found[3], found[4], found[5], waiting[-1])
                self.attributes.append(row)
                waiting[-1].attributes[row.name] = row
                if row.is_string:
                    self.spots.append(Spot(index, found.start(4), found.end(4), False))
            elif found := _HEADER.fullmatch(line):
                block = Block(index, found, waiting[-1] if waiting else None)
                if waiting:
                    waiting[-1].children.append(block)
                self.blocks.append(block)
                waiting.append(block)
                if found[4]:
                    self.spots.append(Spot(index, found.start(4), found.end(4), True))
            elif _CLOSING.fullmatch(line):
                waiting.pop().last = index
        assert not waiting, "the file is valid"

    @property
    def strings(self) -> list[AttributeRow]:
        """The attributes that hold strings."""
        return [it for it in self.attributes if it.is_string]

    def named(self, *names: str) -> list[AttributeRow]:
        """The attributes of some names."""
        return [it for it in self.attributes if it.name in names]

    def of_kind(self, *kinds: str) -> list[Block]:
        """The blocks of some kinds."""
        return [it for it in self.blocks if it.kind in kinds]

    @property
    def entities(self) -> dict[str, Block]:
        """The entities by slug."""
        return {it.slug: it for it in self.of_kind("entity")}

    @property
    def first_level(self) -> list[Block]:
        """The relationships right below the profile."""
        return [it for it in self.of_kind("relationship") if not it.is_nested]

    def replaced(self, first: int, last: int, *lines: str, at: tuple[int, ...] | None = None) -> Mistake:
        """The lines `[first, last)` replaced by others; the mistake is on those, or at given places among all lines.

        Where lines are deleted, it is on the line that follows now.
        """
        text = self.line_end.join([*self.lines[:first], *lines, *self.lines[last:]])
        where = at if at is not None else range(first, first + max(1, len(lines)))
        return Mistake(text, frozenset(index + 1 for index in where))

    def line(self, index: int, *lines: str) -> Mistake:
        """One line replaced."""
        return self.replaced(index, index + 1, *lines)

    def inserted(self, index: int, *lines: str) -> Mistake:
        """Lines put in before a line."""
        return self.replaced(index, index, *lines)

    def within(self, index: int, start: int, end: int, new: str) -> Mistake:
        """The columns `[start, end)` of a line replaced."""
        line = self.lines[index]
        return self.line(index, *(line[:start] + new + line[end:]).split("\n"))


@lru_cache(maxsize=512)
def view_of(text: str) -> View:
    """The view of a valid file."""
    return View(text)
