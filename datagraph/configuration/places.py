"""Where the keys and values of a TOML text stand, which Python's parser does not tell."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from datagraph.configuration.toml import key_name
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple["str | int", ...]
"""Keys from the top of the text on, and indices in lists: `("tool", "datagraph", "select", 0)`."""

_TOKEN = re.compile(
    r"""
      (?P<blank> [ \t\ufeff]+ | \#[^\n]* )
    | (?P<newline> \r?\n )
    | (?P<mark> [\[\]{},=.] )
    | (?P<word> \"{3} (?: \\[\s\S] | [^\\] )*? \"{3,5} | '{3} [\s\S]*? '{3,5}
              | " (?: \\. | [^"\\\n] )* " | ' [^'\n]* '
              | [^\s\[\]{},=.\"'\#]+ )
    """,
    re.VERBOSE,
)


# Deeper than Python's parser can follow; a path is as long as its place is deep, so that depth costs its square.
_DEEPEST = 1000


class _BreaksOffError(Exception):
    pass


class Place(NamedTuple):
    """The range of a key (of a table: the last part of its name in the header), and of what it is set to."""

    key: Span
    value: Span


class _Token(NamedTuple):
    kind: str
    start: int
    end: int


class _Container(NamedTuple):
    path: Path
    start: int
    is_list: bool


def find_places(text: str) -> dict[Path, Place]:
    """Find every key and value of a text that is TOML, in one pass; an element of a list is its own key.

    It relies on the text being TOML, for it looks at no more than marks and words; of any other text it tells what it
    can. A table that several statements make has the place of the first.
    """
    finder = _Finder(text)
    # Where a statement breaks off, the text is not TOML; what stands before is still right.
    with suppress(IndexError, _BreaksOffError):
        finder.find()
    return finder.places


class _Finder:
    def __init__(self, text: str) -> None:
        self.places: dict[Path, Place] = {}
        self._text = text
        self._tokens = list(_tokens(text))
        self._next = 0
        self._table: Path = ()
        self._lengths: dict[Path, int] = {}

    def find(self) -> None:
        while self._next < len(self._tokens):
            if self._peek() == "\n":
                self._next += 1
            elif self._peek() == "[":
                self._header()
            else:
                self._value(self._key(self._table, "="))

    def _peek(self) -> str:
        return self._tokens[self._next].kind

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _header(self) -> None:
        start = self._take().start
        is_list = self._peek() == "["
        if is_list:
            self._next += 1
        path = self._key((), "]", in_header=True)
        end = self._tokens[self._next - 1].end
        if is_list:
            end = self._take().end
            index = self._lengths.get(path, 0)
            self._lengths[path] = index + 1
            path = (*path, index)
            self.places[path] = Place(Span(start, end), Span(start, end))
        self._table = path

    def _key(self, path: Path, closing: str, *, in_header: bool = False) -> Path:
        """Take the parts of a key and the mark behind it; record each part that is new."""
        while True:
            token = self._take()
            if token.kind == closing:
                return path
            if token.kind != "word":
                continue
            # In `[a.b]`, where `a` is a list of tables, `a` means its last one.
            if in_header and path in self._lengths:
                path = (*path, self._lengths[path] - 1)
            path = (*path, key_name(self._text[token.start : token.end]))
            span = Span(token.start, token.end)
            self.places.setdefault(path, Place(span, span))

    def _value(self, path: Path) -> None:
        """Take a value, with a stack rather than by recursion."""
        open_containers: list[_Container] = []
        while True:
            if len(open_containers) > _DEEPEST:
                raise _BreaksOffError
            self._skip_newlines(open_containers)
            start = self._tokens[self._next].start
            if self._peek() in ("[", "{"):
                open_containers.append(_Container(path, start, self._take().kind == "["))
            else:
                self._set(path, Span(start, self._scalar_end()))
            following = self._after_value(path, open_containers)
            if following is None:
                return
            path = following

    def _scalar_end(self) -> int:
        end = self._take().end
        # `1.5` is three tokens, and a date may hold a blank.
        while self._next < len(self._tokens) and self._peek() in ("word", "."):
            end = self._take().end
        return end

    def _after_value(self, path: Path, containers: list[_Container]) -> Path | None:
        """Close what ends here, and say of what the next value is; None if the statement is complete."""
        opened = bool(containers) and containers[-1].path == path
        while containers:
            container = containers[-1]
            self._skip_newlines(containers)
            if self._peek() == ",":
                self._next += 1
                self._skip_newlines(containers)
            if self._peek() in ("]", "}"):
                self._set(container.path, Span(container.start, self._take().end))
                path, opened = container.path, False
                containers.pop()
                continue
            if not container.is_list:
                return self._key(container.path, "=")
            last = path[len(container.path)] if not opened else -1
            assert isinstance(last, int), "an element's path goes on with its index"
            return (*container.path, last + 1)
        return None

    def _skip_newlines(self, containers: list[_Container]) -> None:
        while containers and self._peek() == "\n":
            self._next += 1

    def _set(self, path: Path, value: Span) -> None:
        known = self.places.get(path)
        self.places[path] = Place(known.key if known and isinstance(path[-1], str) else value, value)


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            # No TOML text comes here.
            position += 1
            continue
        position = match.end()
        if match.lastgroup == "word":
            yield _Token("word", match.start(), match.end())
        elif match.lastgroup == "newline":
            yield _Token("\n", match.start(), match.end())
        elif match.lastgroup == "mark":
            yield _Token(match[0], match.start(), match.end())
