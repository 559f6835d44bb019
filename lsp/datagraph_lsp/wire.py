"""JSON as it comes from a client and goes to it."""

from __future__ import annotations

from typing import Any

Json = Any
"""A value that is `json.dumps`ed as it is."""

Object = dict[str, Any]
"""A JSON object; the Language Server Protocol says what is in it."""

INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
PARSE_ERROR = -32700
NOT_INITIALIZED = -32002
REQUEST_CANCELLED = -32800
REQUEST_FAILED = -32803
