"""The model as YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from datagraph.exchange.json_export import DEEPEST_INDENT, nested_json, scalar_json
from datagraph.exchange.plain import plain_data

if TYPE_CHECKING:
    from datagraph.model import DataGraph

# What every reader of YAML takes for a string without quotes.
_PLAIN = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_.=/-]|[ :](?=[A-Za-z0-9_.=/-]))*")
# What readers of YAML 1.1 take for something else.
_RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def export_yaml(model: DataGraph) -> str:
    """Write a model as YAML with the same fields as the JSON has; readers of YAML 1.1 and 1.2 agree on it."""
    pieces: list[str] = []
    # A mapping waits with the columns it is indented by, and with what its first line begins with.
    waiting: list[str | tuple[dict[str, Any], int, str]] = [(plain_data(model), 0, "")]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        mapping, indent, start = item
        lines: list[str | tuple[dict[str, Any], int, str]] = []
        for key, value in mapping.items():
            if not isinstance(value, dict | list):
                lines.append(f"{start}{key}: {_scalar(value)}\n")
            elif not value or indent >= DEEPEST_INDENT * 2:
                lines.append(f"{start}{key}: {nested_json(value, -1)}\n")
            else:
                lines += (f"{start}{key}:\n", *_block(value, indent + 2))
            start = " " * indent
        waiting += reversed(lines)
    return "".join(pieces)


def _block(value: dict[str, Any] | list[dict[str, Any]], indent: int) -> list[str | tuple[dict[str, Any], int, str]]:
    margin = " " * indent
    if isinstance(value, dict):
        return [(value, indent, margin)]
    return [(it, indent + 2, f"{margin}- ") if it else f"{margin}- {{}}\n" for it in value]


def _scalar(value: str | bool | int) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return scalar_json(value)
