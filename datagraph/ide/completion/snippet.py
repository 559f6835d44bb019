"""Texts with places to fill in, in the syntax of snippets of the Language Server Protocol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.syntax import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datagraph.language import Attribute, Block

    Words = Mapping[str, Sequence[str]]

LABEL = ""
"""Among words by attribute, each the likeliest first, the name of those for the block's label."""

MOST_CHOICES = 30
"""Words that a list to choose from may have."""
# Clients differ in how they read these between the bars of a choice.
_NO_CHOICE = re.compile(r"[$}\\,|\n]")


def plain(text: str) -> str:
    """A text that stands in a snippet for itself."""
    return text.replace("\\", "\\\\").replace("$", "\\$")


class Snippet:
    """Numbers the places to fill in as they are written; an editor visits them in this order."""

    def __init__(self) -> None:
        self._last = 0

    def stop(self, placeholder: str = "") -> str:
        """A place to fill in, with a text that typing replaces."""
        self._last += 1
        shown = plain(placeholder).replace("}", "\\}")
        return f"${{{self._last}:{shown}}}" if shown else f"${self._last}"

    def choice(self, words: Sequence[str]) -> str:
        """A place to fill in with one of some words; of too many to choose from the first is the placeholder."""
        if not words or len(words) == 1 or len(words) > MOST_CHOICES or any(map(_NO_CHOICE.search, words)):
            return self.stop(words[0] if words else "")
        self._last += 1
        return f"${{{self._last}|{','.join(words)}|}}"

    def value(self, attribute: Attribute, words: Sequence[str]) -> str:
        """The value of an attribute, with quotes if it has them: one of some words, or of those that it allows."""
        if attribute.type == "boolean":
            return self.choice((attribute.placeholder, *(it for it in _FLAGS if it != attribute.placeholder)))
        if attribute.form == "version":
            # Nobody begins a file in an old version of the language.
            return f'"{attribute.placeholder}"'
        others = (it for it in attribute.allowed if it != attribute.placeholder)
        return f'"{self.choice([_inner(it) for it in words] or (attribute.placeholder, *others))}"'

    def header(self, row: Block, words: Words) -> str:
        """The kind of a block and its label."""
        if not row.label:
            return row.name
        return f'{row.name} "{self.choice([_inner(it) for it in words.get(LABEL, ("slug",))])}"'

    def attributes(self, rows: Iterable[Attribute], words: Words) -> list[str]:
        """Lines of attributes, their equals signs one below the other."""
        written = [(it.name, self.value(it, words.get(it.name, ()))) for it in rows]
        width = max((len(name) for name, _ in written), default=0)
        return [f"{name.ljust(width)} = {value}" for name, value in written]

    def template(self, row: Block, parent: str, version: str, words: Words) -> list[str]:
        """The lines of a block with the attributes that it needs, and those that there are words for."""
        header = self.header(row, words)
        rows = [it for it in row.attributes_in(parent, version) if it.required or it.name in words]
        return enclosed(header, self.attributes(rows, words))


_FLAGS = ("true", "false")


def enclosed(header: str, body: Iterable[str]) -> list[str]:
    """The lines of a block around others."""
    return [f"{header} {{", *(f"  {line}" if line else "" for line in body), "}"]


def _inner(text: str) -> str:
    """A text as it stands between quotes."""
    return encode(text)[1:-1]
