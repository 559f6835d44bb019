"""Where the text of a catalog file speaks of a schema or a table."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from datagraph.text import Span

# All tokens of JSON; a text that `catalog.file.load` has read holds nothing else but white space.
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_BEGINNING = Span(0, 0)


class Places(NamedTuple):
    """The places of names, without their quotes: of schemas by database and name, of tables by these and their own."""

    schemas: dict[tuple[str, str], Span]
    tables: dict[tuple[str, str, str], Span]

    def schema(self, place: tuple[str, str]) -> Span:
        """The place of a schema's name; the beginning of the file for one that it does not list."""
        return self.schemas.get(place, _BEGINNING)

    def table(self, path: tuple[str, str, str]) -> Span:
        """The place of a table's name; the beginning of the file for one that it does not list."""
        return self.tables.get(path, _BEGINNING)


class _Level:
    """An object or a list that is open; `tables` are the names of the tables in a schema."""

    __slots__ = ("awaits_key", "is_object", "key", "tables", "texts")

    def __init__(self, is_object: bool) -> None:
        self.is_object = is_object
        self.awaits_key = is_object
        self.key = ""
        self.texts: dict[str, tuple[str, Span]] = {}
        self.tables: list[tuple[str, Span]] = []


def find_places(text: str) -> Places:
    """Find the names in the text of a catalog file, however it is laid out."""
    places = Places({}, {})
    levels: list[_Level] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word in ("{", "["):
            levels.append(_Level(word == "{"))
        elif word in ("}", "]"):
            _close(levels, places)
        elif word in (",", ":"):
            levels[-1].awaits_key = word == "," and levels[-1].is_object
        elif word[0] == '"' and levels[-1].awaits_key:
            levels[-1].key = _decoded(word)
        elif word[0] == '"' and levels[-1].key in ("database", "name"):
            levels[-1].texts[levels[-1].key] = (_decoded(word), Span(match.start() + 1, match.end() - 1))
    return places


def _close(levels: list[_Level], places: Places) -> None:
    """End a level; that of a schema or a table is told by the keys on the way to it."""
    closed = levels.pop()
    way = [it.key for it in levels if it.is_object]
    if not closed.is_object or "name" not in closed.texts:
        return
    if way == ["schemas", "tables"]:
        levels[2].tables.append(closed.texts["name"])
    elif way == ["schemas"] and "database" in closed.texts:
        (database, _), (name, span) = closed.texts["database"], closed.texts["name"]
        places.schemas[database, name] = span
        for table, place in closed.tables:
            places.tables[database, name, table] = place


def _decoded(word: str) -> str:
    text: str = json.loads(word) if "\\" in word else word[1:-1]
    return text
