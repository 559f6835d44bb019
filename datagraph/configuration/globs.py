"""Globs over paths with forward slashes: `*` and `?` within one name, `[…]` one character, `**` any directories."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\*+|\?|\[!?\]?[^\]/]*\]|[^*?\[]+|\[")
_RANGE = re.compile(r"([\s\S])(?:-([\s\S]))?")
_SPECIAL = re.compile(r"[*?\[]")


class Glob:
    """One glob; `directory` is its beginning without special characters, "" if there is none."""

    __slots__ = ("_regex", "directory", "is_literal", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = _trimmed(pattern)
        names = self.pattern.split("/")
        plain = 0
        while plain < len(names) and not _SPECIAL.search(names[plain]):
            plain += 1
        self.is_literal = plain == len(names)
        self.directory = "/".join(names[:plain])
        self._regex = re.compile(_translated(names[plain:]), re.DOTALL)

    def fits(self, path: str) -> bool:
        """Whether a path fits that begins where `directory` ends."""
        return self._regex.fullmatch(path) is not None


class Exclusion:
    """Globs of what is left out: a path fits if it or a directory around it does; without a `/`, at any depth."""

    __slots__ = ("_regex",)

    def __init__(self, patterns: tuple[str, ...]) -> None:
        trimmed = [_trimmed(pattern) for pattern in patterns]
        names = [pattern.split("/") if "/" in pattern else ["**", pattern] for pattern in trimmed if pattern]
        choices = "|".join(_translated(it) for it in names)
        self._regex = re.compile(f"(?:{choices})(?:/.*)?", re.DOTALL) if choices else None

    def fits(self, path: str) -> bool:
        """Whether a path from the configuration's directory on is left out."""
        return self._regex is not None and self._regex.fullmatch(path) is not None


def _trimmed(pattern: str) -> str:
    pattern = pattern.rstrip("/") or pattern[:1]
    while pattern.startswith("./"):
        pattern = pattern[2:].lstrip("/")
    return pattern


def _translated(names: list[str]) -> str:
    # Two `**` in a row mean one, and would try every way to share the directories between them.
    names = [name for index, name in enumerate(names) if name != "**" or names[index - 1 : index] != ["**"]]
    parts = []
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name == "**":
            parts.append(".*" if last else "(?:[^/]+/)*")
        else:
            parts += ["".join(_regex_of(piece) for piece in _PIECE.findall(name)), "" if last else "/"]
    return "".join(parts)


def _regex_of(piece: str) -> str:
    if piece[0] == "*":
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if piece[0] == "[" and len(piece) > 1:
        negated = piece.startswith("[!")
        ranges = "".join(_range(match) for match in _RANGE.finditer(piece, 1 + negated, len(piece) - 1))
        # `(?!)` fits nothing, as a set without characters does.
        return f"[{'^/' if negated else ''}{ranges}]" if ranges or negated else "(?!)"
    return re.escape(piece)


def _range(match: re.Match[str]) -> str:
    low, high = match[1], match[2]
    if high is None:
        return re.escape(low)
    return f"{re.escape(low)}-{re.escape(high)}" if low <= high else ""
