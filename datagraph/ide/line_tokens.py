"""What each word of a line is, for colouring: told from the line alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from datagraph.ide.string_tokens import string_tokens, word_type
from datagraph.ide.token_types import (
    CLASS,
    COMMENT,
    DECLARATION,
    DEPRECATED,
    FUNCTION,
    KEYWORD,
    NUMBER,
    OPERATOR,
    PROPERTY,
    STRING,
)
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE, CURRENT_VERSION
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, END, LINE, OTHER, TRIVIA, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.ide.token_types import TokenInLine
    from datagraph.syntax.lexer import Token

_BOOLEANS = frozenset(("true", "false"))
_LABELS = {"entity": CLASS, "relationship": FUNCTION}
_OLD = frozenset(it.name for block in BLOCKS.values() for it in block.attributes if not it.belongs_to(CURRENT_VERSION))
_QUOTED = frozenset(("STRING", "ODD_STRING", "SINGLE_QUOTED", "SMART_QUOTED", "OPEN_STRING"))
_ANYWHERE = {
    "LINE_COMMENT": COMMENT,
    "BLOCK_COMMENT": COMMENT,
    "OPEN_COMMENT": COMMENT,
    "TEMPLATE": STRING,
    "HEREDOC": STRING,
    "NUMBER": NUMBER,
    "OPERATOR": OPERATOR,
    "EQUAL": OPERATOR,
}
_SIGNS = frozenset(("EQUAL", "COLON", "OPERATOR"))


def line_tokens(line: str) -> tuple[TokenInLine, ...]:
    """The tokens of a line without its line end, of which nothing goes on over it."""
    inked = line.lstrip(" \t")
    if inked.startswith(("#", "//")):
        return ((len(line) - len(inked), len(line), COMMENT, 0),)
    quick = None if "#" in line or "//" in line or "/*" in line else _quick_tokens(line)
    return tuple(read_tokens(line, tokens(line, 0, len(line)))) if quick is None else quick


def _quick_tokens(line: str) -> tuple[TokenInLine, ...] | None:
    """The same for a line without comments that is as it should be; None for any other."""
    found = LINE.match(line)
    if found is None or found.lastindex == OTHER:
        return None
    if found.lastindex in (CLOSING, END):
        return ()
    name, label = found.group(1), found.span(3)
    start, end = found.span(1)
    if (name in BLOCKS) is (found.lastindex == ATTRIBUTE):
        return None
    if found.lastindex != ATTRIBUTE:
        keyword = ((start, end, KEYWORD, 0),)
        return keyword if label[0] < 0 else (*keyword, _label(name, label[0] + 1, label[1] - 1))
    sign = line.index("=", end)
    head = ((start, end, PROPERTY, DEPRECATED if name in _OLD else 0), (sign, sign + 1, OPERATOR, 0))
    start, end = found.span(2)
    return head + (string_tokens(name, line, start, end) if line[start] == '"' else ((start, end, KEYWORD, 0),))


def read_tokens(text: str, line: Iterable[Token]) -> list[TokenInLine]:
    """What the tokens of any line are, broken or not, by offsets in the text; those that mean nothing are left out."""
    reader = _Reader(text)
    waiting: list[Token] = []
    for token in line:
        if token.kind in TRIVIA or token.kind == "OPEN_COMMENT":
            if token.kind != "SPACE":
                reader.found.append((token.start, token.end, COMMENT, 0))
        else:
            waiting.append(token)
    for token, following in zip(waiting, [*(it.kind for it in waiting[1:]), "NEWLINE"], strict=False):
        reader.read(token, following)
    return sorted(reader.found)


def _label(kind: str, start: int, end: int, *, is_quoted: bool = True) -> TokenInLine:
    """The token of a label whose text is `[start, end)`; one that declares nothing is a plain string."""
    found = _LABELS.get(kind)
    if found is not None and start < end:
        return start, end, found, DECLARATION
    return start - is_quoted, end + is_quoted, STRING, 0


class _Reader:
    """Reads the tokens of a line one after the other.

    `state` is what the next one belongs to: a name begins an element, a label follows the kind of a block, a value
    follows the name of an attribute. `word` is that kind or name.
    """

    __slots__ = ("_state", "_text", "_word", "found")

    def __init__(self, text: str) -> None:
        self.found: list[TokenInLine] = []
        self._text = text
        self._state: Literal["name", "label", "value"] = "name"
        self._word = ""

    def read(self, token: Token, following: str) -> None:
        """Read a token; `following` is the kind of the next one."""
        kind = token.kind
        if kind in _ANYWHERE:
            self._add(token.start, token.end, _ANYWHERE[kind])
        elif kind in _QUOTED:
            self._read_string(token, following)
        elif kind == "NAME":
            self._read_word(token, following)
        elif kind in ("LBRACE", "RBRACE", "COMMA", "SEMICOLON"):
            self._state = "name"

    def _read_word(self, token: Token, following: str) -> None:
        word = self._text[token.start : token.end]
        # Behind a value, too, a word with `=` is the next attribute: they only lack the line end between them.
        if self._state == "name" or (self._state == "value" and following == "EQUAL"):
            self._begin(word, token.start, token.end, following)
        elif self._state == "label":
            label = _label(self._word, token.start, token.end, is_quoted=False)
            if label[2] != STRING:
                self.found.append(label)
        elif word in _BOOLEANS:
            self._add(token.start, token.end, KEYWORD)
        else:
            kind = word_type(self._word)
            if kind is not None:
                self._add(token.start, token.end, kind)

    def _begin(self, word: str, start: int, end: int, following: str) -> None:
        self._word = word
        if word in BLOCKS:
            self._state = "label"
            self._add(start, end, KEYWORD)
        elif following in _SIGNS or word in BLOCKS_BY_ATTRIBUTE:
            self._state = "value"
            self._add(start, end, PROPERTY, DEPRECATED if word in _OLD else 0)
        else:
            self._state = "label"

    def _read_string(self, token: Token, following: str) -> None:
        start, end, is_closed = token.start, token.end, token.kind != "OPEN_STRING"
        if self._state == "name" and following in _SIGNS:
            self._begin(self._text[start + 1 : end - is_closed], start + 1, end - is_closed, following)
        elif self._state == "label":
            label = _label(self._word, start + 1, end - is_closed)
            self.found.append(label if label[2] != STRING else (start, end, STRING, 0))
        elif self._state == "value":
            self.found += string_tokens(self._word, self._text, start, end, is_closed=is_closed)
            self._state = "name"
        else:
            self._add(start, end, STRING)

    def _add(self, start: int, end: int, kind: int, modifiers: int = 0) -> None:
        if start < end:
            self.found.append((start, end, kind, modifiers))
