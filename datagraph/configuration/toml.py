"""TOML through Python's own parser, which tells the place of a syntax error and of nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

try:
    tomllib = import_module("tomllib")
except ModuleNotFoundError:
    # Python 3.10 has none; tomli is the same code.
    tomllib = import_module("tomli")

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
# The parser's words in ours; those that begin with "Cannot" come with the place behind the statement that is wrong.
_REASONS = (
    ("Illegal character '\\n'", "this string does not end on its line"),
    ("Invalid value", "this is not a value"),
    ("Invalid statement", "this is not a statement"),
    ("Invalid initial character for a key part", "a key is missing here"),
    ("Invalid date or datetime", "there is no such date"),
    ("Cannot overwrite", "this key is set twice"),
    ("Cannot declare", "this table is declared twice"),
    ("Cannot mutate", "this table is complete already"),
    ("Cannot redefine", "this table is complete already"),
)
_OPENED = re.compile(r"""^[ \t]*[\w."' \t-]+=[ \t]*(\[|\{|\"{3}|'{3})""", re.MULTILINE)
_NOT_CLOSED = {
    "[": "this list is not closed",
    "{": "this table is not closed",
    '"""': "this string is not closed",
    "'''": "this string is not closed",
}
_WORD = re.compile(r"[\w-]+|\S|")


class Parsed(NamedTuple):
    """The values of a text, or, if it is not TOML, none, and what is wrong and where."""

    values: Mapping[str, Any]
    error: str = ""
    span: Span = Span(0, 0)


@lru_cache(maxsize=1)
def parse(text: str) -> Parsed:
    """Parse a text as TOML; a byte-order mark at its beginning, which some editors write, counts as a space."""
    source = " " + text[1:] if text.startswith("\ufeff") else text
    try:
        return Parsed(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        return _failed(source, str(error))
    except (RecursionError, ValueError) as error:
        # The parser descends by recursion, and Python refuses integers of more than 4,300 digits.
        message = "values are nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        return Parsed({}, message, Span(0, 0))


def has_table(text: str, path: tuple[str, ...]) -> bool:
    """Whether there is a value at a path; in a text that is not TOML, whether a header or a key spells the path."""
    parsed = parse(text)
    if parsed.error:
        spelling = r"\s*\.\s*".join(f"[\"']?{re.escape(part)}[\"']?" for part in path)
        return re.search(rf"^[ \t]*\[*[ \t]*{spelling}(?![\w-])", text, re.MULTILINE) is not None
    value: Any = parsed.values
    for part in path:
        if not isinstance(value, dict) or part not in value:
            return False
        value = value[part]
    return True


def key_name(written: str) -> str:
    r"""The name that one part of a key stands for: `select` for `select`, `"select"` or `'select'`, escapes read."""
    if written[0] not in "\"'":
        return written
    name: str = next(iter(tomllib.loads(f"{written} = 0")))
    return name


def _failed(text: str, message: str) -> Parsed:
    place = _PLACE.search(message)
    reason = message[: place.start()] if place else message
    about_statement = reason.startswith("Cannot")
    ours = next((words for known, words in _REASONS if reason.startswith(known)), reason[:1].lower() + reason[1:])
    if place and place[1]:
        line_start = 0
        for _ in range(int(place[1]) - 1):
            line_start = text.find("\n", line_start) + 1
        line = text[line_start:].partition("\n")[0].rstrip()
        column = min(int(place[2]) - 1, len(line))
    elif about_statement:
        line_start = text.rstrip().rfind("\n") + 1
        line, column = text[line_start:].rstrip(), 0
    else:
        span = _unfinished(text)
        return Parsed({}, _NOT_CLOSED.get(span.text_of(text), ours), span)
    if about_statement:
        return Parsed({}, ours, Span(line_start + len(line) - len(line.lstrip()), line_start + len(line)))
    word = _WORD.match(line, column)
    assert word is not None, "the pattern matches the empty text"
    return Parsed({}, ours, Span(line_start + word.start(), line_start + word.end()))


def _unfinished(text: str) -> Span:
    """Where what the end of the text interrupts may have begun: the last value that goes on over lines, or the end."""
    end = len(text.rstrip())
    opened = [match.span(1) for match in _OPENED.finditer(text)]
    closed = not opened or re.search(r"[\]}]|\"{3}|'{3}", text[opened[-1][1] :])
    return Span(max(0, end - 1), end) if closed else Span(*opened[-1])
