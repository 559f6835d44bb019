"""JSON as it comes from a client and goes to it."""

from __future__ import annotations

import json
from typing import Any

Json = Any
"""A value that is `json.dumps`ed as it is."""

Object = dict[str, Any]
"""A JSON object; the Language Server Protocol says what is in it."""


class Written(str):
    """JSON that is written already: what is large, and much the same as the last time."""

    __slots__ = ()


INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
PARSE_ERROR = -32700
NOT_INITIALIZED = -32002
REQUEST_CANCELLED = -32800
REQUEST_FAILED = -32803

_ENCODER = json.JSONEncoder(check_circular=False, separators=(",", ":"))


def write(value: Json) -> str:
    """A value as JSON, in ASCII: so unpaired surrogates of a text go through, and the length is that in bytes."""
    return _ENCODER.encode(value)
