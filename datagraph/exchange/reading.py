"""JSON or YAML to plain data; what is wrong is said in sentences that name the line."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from datagraph.text import LineIndex

DEEPEST = 250
"""How many levels are read: far more than a graph needs, and few enough for parsers that call themselves."""

TOO_DEEP = "the document is nested too deep; a path from the profile has at most 6 nodes"

_JSON_REASONS = {
    "Expecting value": "a value is missing here",
    "Expecting property name enclosed in double quotes": "a field's name in double quotes is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Illegal trailing comma before end of object": "nothing follows this comma",
    "Illegal trailing comma before end of array": "nothing follows this comma",
    "Extra data": "the document has ended before this",
    "Unterminated string starting at": "the string that begins here has no closing quote",
    "Invalid control character at": "a line break or control character stands in a string; write it as an escape",
    "Invalid \\escape": "JSON has no such escape",
    "Invalid \\uXXXX escape": "`\\u` needs four hexadecimal digits",
}
_GRAPH = re.compile(r"^[ \t]*data_graph[ \t]*\{", re.MULTILINE)
# Python refuses to read integers of thousands of digits; no field needs more than these.
_LONGEST_INTEGER = 18


class Mapping(dict[str, Any]):
    """A mapping as it was written: where a field stands more than once its last value counts, and it is remembered."""

    def __init__(self, pairs: list[tuple[str, Any]] | None = None) -> None:
        super().__init__(pairs or ())
        self.repeated: list[str] = []
        if pairs and len(self) < len(pairs):
            self.repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]


def read_plain(text: str) -> tuple[Any, list[str]]:
    """Read YAML, or JSON if the text begins with a bracket; the data are None if the text cannot be read.

    Numbers are numbers, as YAML 1.2 reads them, and dates and words such as `yes` are strings.
    """
    text = text.removeprefix("\ufeff")
    content = text.lstrip()
    if not content:
        return None, ["the document is empty"]
    if content[0] in "{[":
        data, problem = _read_json(text)
    else:
        from datagraph.exchange.yaml_reading import read_yaml

        data, problem = read_yaml(text)
    if (problem or not isinstance(data, dict)) and _GRAPH.search(text):
        problem = "this is a Data Graph already; what can be imported is JSON or YAML from `datagraph export`"
    return (None, [problem]) if problem else (data, [])


def _read_json(text: str) -> tuple[Any, str]:
    try:
        return json.loads(text, object_pairs_hook=Mapping, parse_int=integer), ""
    except json.JSONDecodeError as error:
        reason = _JSON_REASONS.get(error.msg.removesuffix(": "), "this is not JSON")
        return None, at_place(LineIndex(text), error.pos, reason)
    except RecursionError:
        return None, TOO_DEEP


def integer(digits: str) -> int | float:
    """The number that digits stand for; one too long to be meant only as nearly as a float holds it."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def at_place(lines: LineIndex, offset: int, reason: str) -> str:
    """Say a reason with its place in the text."""
    place = lines.position(offset)
    return f"line {place.line}, column {place.column}: {reason}"
