"""The first thing in a string that may not stand there."""

from __future__ import annotations

import re

from datagraph.syntax import tables

_STRING_START = re.compile(tables.STRING_START_PATTERN)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|[^\n])")


def first_fault(written: str) -> tuple[int, int, str]:
    """Where, in a string with its quotes, the grammar stops, and the rule that says why."""
    good = _STRING_START.match(written)
    start = good.end() if good else 0
    escape = _ESCAPE.match(written, start)
    if escape:
        return start, escape.end(), "unknown-escape"
    return start, start + 1, "unknown-character"
