"""Paths as the services that read reports want them."""

from __future__ import annotations

import os
import re

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def slash_path(path: str) -> str:
    """Write the path with forward slashes and without a leading `./`, as repositories name their files."""
    path = path.replace("\\", "/") if os.sep == "\\" or _DRIVE.match(path) else path
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path
