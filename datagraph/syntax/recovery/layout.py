"""Indentation as evidence of what the author meant."""

from __future__ import annotations

import re

_TAB = 4
_NEXT_LINE = re.compile(r"[^\n]*\n(?:[ \t\r]*(?:(?:#|//)[^\n]*)?\n)*([ \t]*)(\S?)")
_LONGEST_INDENT = 1_000


def indent_of(text: str, offset: int) -> int | None:
    """The columns before an offset (a tab counts as four), or None if something else stands before it on its line."""
    start = max(text.rfind("\n", max(0, offset - _LONGEST_INDENT), offset) + 1, offset - _LONGEST_INDENT, 0)
    before = text[start:offset].lstrip("\ufeff")
    return None if before.strip(" \t") else len(before.expandtabs(_TAB))


def next_line(text: str, offset: int) -> tuple[int, str]:
    """Indentation and first character of the next line with something on it; -1 and "" if there is none."""
    found = _NEXT_LINE.match(text, offset)
    if found is None or not found.group(2):
        return -1, ""
    return len(found.group(1).expandtabs(_TAB)), found.group(2)


def next_content(text: str, offset: int) -> int:
    """Where the next line with something on it has its first character, or the end of the text."""
    found = _NEXT_LINE.match(text, offset)
    return found.start(2) if found else len(text)
