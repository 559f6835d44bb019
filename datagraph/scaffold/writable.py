"""Names as the text of a graph writes them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.language import BLOCK_NAMES
from datagraph.model import is_part
from datagraph.scaffold.names import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = re.compile(r"[\w$-]+")
_RESERVED = frozenset((*BLOCK_NAMES, "true", "false", "null"))
_LONGEST_SLUG = 60


def is_writable(names: Iterable[str]) -> bool:
    """Whether every name can stand between quotes of one kind; one of spaces and quotes alone counts as empty."""
    return all(is_part(_quoted(it)) and it.strip('`" ') for it in names)


def dotted(*names: str) -> str:
    """Names with dots between them, in quotes where they need them; they are writable."""
    return ".".join(it if _PLAIN.fullmatch(it) else _quoted(it) for it in names)


def _quoted(name: str) -> str:
    return f'"{name}"' if "`" in name else f"`{name}`"


def comment(text: str) -> str:
    """A text as one line of comment that holds no order to the checker, whatever names are in it."""
    return f"# {visible(text).replace('datagraph:', 'datagraph :')}"


class Slugs:
    """Makes slugs from names, each different from all others also where `-` and `_` are the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def new(self, *names: str) -> str:
        """A slug made of the words of names that nothing else has."""
        wanted = "-".join(it for name in names for it in _ascii(name))[:_LONGEST_SLUG].strip("-") or "table"
        slug, number = wanted, 2
        while slug in self._taken:
            slug = f"{wanted}-{number}"
            number += 1
        self._taken.add(slug)
        return slug


def _ascii(name: str) -> list[str]:
    """The words of a name in small letters, digits and nothing else."""
    found = []
    for word in parts(name):
        plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
        plain = re.sub("[^a-z0-9]+", "", plain)
        if plain:
            found.append(plain)
    return found
