"""Markdown around what users and warehouses have written, which must not be read as Markdown itself."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_LITERAL = 200
LONGEST_PROSE = 1_000
"""As many characters as anybody reads of a name, and of a text."""

_MOST_LISTED = 5
# An underscore inside a word means nothing in Markdown, and names of columns are full of them. Braces mean something to
# the programs that make sites of it.
_SPECIAL = re.compile(r"([\\`*\[\]<>&|~${}]|(?<![^\W_])_|_(?![^\W_]))")
_LEADING = re.compile(r"\A(\d*)([#+=.)-])")


def cut(text: str, longest: int) -> str:
    """The beginning of a text, and an ellipsis if that is not all of it."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def literal(text: str) -> str:
    """A text as it is, as code in a line."""
    shown = visible(re.sub(r"\s", " ", cut(text, LONGEST_LITERAL)))
    # Code ends at as many backticks as it began with; the blanks beside them are no part of it.
    ticks = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    gap = "" if shown.strip("` ") == shown != "" else " "
    return f"{ticks}{gap}{shown}{gap}{ticks}"


def cell(markdown: str) -> str:
    """A piece of Markdown in a cell of a table, where even code ends at a bar."""
    return markdown.replace("|", "\\|")


def prose(text: str) -> str:
    """A user's sentence, on one line, which begins with it."""
    return _LEADING.sub(r"\1\\\2", words(text))


def words(text: str) -> str:
    """A piece of a user's sentence inside a line, where only what means something anywhere is escaped."""
    return escaped(visible(" ".join(cut(text, LONGEST_PROSE).split())))


def escaped(text: str) -> str:
    """A text, whole and on its lines, in which nothing counts as Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def some(words: Iterable[str]) -> str:
    """The first few of some words."""
    found = list(islice(words, _MOST_LISTED + 1))
    listed = ", ".join(literal(it) for it in found[:_MOST_LISTED])
    return f"{listed}, …" if len(found) > _MOST_LISTED else listed


def bullets(lines: Iterable[str]) -> str:
    """A list of the lines that are not empty."""
    return "\n".join(f"- {it}" for it in lines if it)


def paragraphs(*parts: str) -> str:
    """The parts that are not empty, one below the other."""
    return "\n\n".join(it for it in parts if it)
