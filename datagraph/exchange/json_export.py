"""The model as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from datagraph.exchange.plain import plain_data

if TYPE_CHECKING:
    from datagraph.model import DataGraph

DEEPEST_INDENT = 64
"""What lies deeper is written on one line: with ever wider indents, the size would grow with the square of the depth.

A sound graph needs a dozen levels.
"""

# Characters that YAML wants escaped (YAML 1.2, 5.1) or that cannot be encoded; JSON leaves the choice.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def export_json(model: DataGraph) -> str:
    """Write a model as JSON: one field per attribute, under the language's own names, and nested child blocks.

    Equal models give equal texts. `load(import_text(export_json(model))[0])[0] == model` if the model has no errors.
    """
    return f"{nested_json(plain_data(model))}\n"


def nested_json(value: Any, deepest: int = DEEPEST_INDENT) -> str:
    """Write nested dictionaries and lists as JSON, indented down to a depth and on one line below it."""
    pieces: list[str] = []
    # Not by json.dumps, which calls itself for every level.
    waiting: list[str | tuple[Any, int]] = [(value, 0)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        content, depth = item
        if isinstance(content, dict):
            keys, brackets = [f"{scalar_json(key)}: " for key in content], "{}"
            values = list(content.values())
        else:
            keys, brackets = [""] * len(content), "[]"
            values = content
        inside, outside = _line_break(depth + 1, deepest), _line_break(depth, deepest)
        comma = "," if inside else ", "
        waiting.append(f"{outside}{brackets[1]}" if values else brackets[1])
        for index in range(len(values) - 1, -1, -1):
            it = values[index]
            waiting.append((it, depth + 1) if isinstance(it, dict | list) else scalar_json(it))
            waiting.append(f"{comma if index else ''}{inside}{keys[index]}")
        waiting.append(brackets[0])
    return "".join(pieces)


def _line_break(depth: int, deepest: int) -> str:
    return "\n" + "  " * depth if depth <= deepest else ""


def scalar_json(value: str | bool | int) -> str:
    """Write a string, a number or a truth value as JSON that is YAML as well."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
