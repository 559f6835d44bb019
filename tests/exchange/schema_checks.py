"""What the tests of schemas share."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped, unused-ignore]

from datagraph.exchange import schema_text

GONE = object()
"""In place of a value: that there is none."""


def closed(schema: Any) -> Any:
    """The schema with no room for keys that it does not name, so that an output with such a key is found."""
    if isinstance(schema, list):
        return [closed(it) for it in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(value) for key, value in schema.items()}
    return {**parts, "additionalProperties": False} if "properties" in schema and "type" in schema else parts


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(closed(json.loads(schema_text(name))))


def accepts(name: str, document: object) -> bool:
    """Whether the schema, as it is shipped, lets a document pass."""
    return bool(Draft202012Validator(json.loads(schema_text(name))).is_valid(document))


def changed(document: Any, path: tuple[str | int, ...], value: object) -> Any:
    """A copy of the document with another value at a path, or none if it is `GONE`."""
    copy = json.loads(json.dumps(document))
    place = copy
    for step in path[:-1]:
        place = place[step]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy
