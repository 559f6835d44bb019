"""Paths as URIs."""

from __future__ import annotations

import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:/")


def uri_reference(path: str) -> str:
    """Write a path with forward slashes as a URI (RFC 8089) if it is absolute, else as a relative reference."""
    try:
        # What Python could not decode in a file's name stands there as a surrogate escape (PEP 383).
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(raw[2:])}"
    return f"file://{quote(raw)}" if path.startswith("/") else quote(raw)


def is_absolute(uri: str) -> bool:
    """Whether a reference that `uri_reference` wrote is complete; a relative one has its colons escaped."""
    return uri.startswith("file:")
