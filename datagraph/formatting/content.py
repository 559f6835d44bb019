"""What stands on one line of the file, token by token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.syntax import driver
from datagraph.syntax.lexer import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMENTS = frozenset(("LINE_COMMENT", "BLOCK_COMMENT"))
# A line with more tokens is none of any graph, and kept as it is.
_MOST_TOKENS = 200


def sides_of(text: str, extent: tuple[int, int], *, attribute: bool, broken: bool) -> tuple[str, str] | None:
    """What stands on a line as it should be written, or None if it is broken and stays as it is.

    `extent` goes from its first token to its end, `attribute` is whether the tree has an attribute there and nothing
    else, `broken` whether the parser has found fault with it. An attribute has two sides, the second from `=` on;
    otherwise the second is empty. An attribute with a broken value still has its name and its `=`, and only what
    follows them stays as it is.
    """
    start, end = extent
    found, whole = _tokens(text, start, end)
    if whole and not broken and _is_line(text, found):
        return _well_formed(text, found, aligned=attribute)
    if attribute and [token.kind for token in found[:2]] == ["NAME", "EQUAL"]:
        value = text[found[1].end : end].lstrip(" \t").removesuffix("\n")
        value = value.removesuffix("\r") if text.endswith("\r\n", start, end) else value
        if "\n" not in value:
            return text[start : found[0].end], f"= {value}" if value else "="
    return None


def _tokens(text: str, start: int, end: int) -> tuple[list[Token], bool]:
    """The tokens and comments of a line, and whether that is all of it."""
    found: list[Token] = []
    for token in tokens(text, start, end):
        if token.kind != "SPACE":
            found.append(token)
        if token.end > end or len(found) > _MOST_TOKENS:
            return found, False
    return found, True


def _is_line(text: str, found: Iterable[Token]) -> bool:
    """Whether the grammar takes the tokens for a line."""
    symbols: list[tuple[str, None]] = []
    for token in found:
        after_sign = symbols and symbols[-1][0] == "EQUAL"
        if after_sign and token.kind == "NAME" and text[token.start : token.end] in ("true", "false"):
            symbols.append(("BOOLEAN", None))
        elif token.kind not in _COMMENTS:
            symbols.append((token.kind, None))
    if not symbols or symbols[-1][0] != "NEWLINE":
        symbols.append(("NEWLINE", None))
    return driver.run("line", symbols, {"line": lambda _: True}) is True


def _well_formed(text: str, found: list[Token], *, aligned: bool) -> tuple[str, str]:
    """One space between any two tokens, but none in `{}`."""
    lead: list[str] = []
    rest: list[str] = []
    side = lead
    before = ""
    for token in found:
        written = text[token.start : token.end]
        if token.kind == "NEWLINE":
            break
        if token.kind == "LINE_COMMENT":
            written = written.rstrip(" \t\r")
        if token.kind == "EQUAL" and aligned:
            side = rest
        if token.kind == "RBRACE" and before == "LBRACE":
            side[-1] += written
        else:
            side.append(written)
        before = token.kind
    if "\n" in "".join(side) or "\n" in "".join(lead):
        # A comment of several lines: there is no column to align.
        return " ".join(lead + rest), ""
    return " ".join(lead), " ".join(rest)
