"""Addresses of documents, and paths of files."""

from __future__ import annotations

import os
from functools import lru_cache

from pygls.uris import from_fs_path, to_fs_path


@lru_cache(maxsize=4096)
def path_of(uri: str) -> str:
    """The absolute path of a file; "" for a document that is none, such as one that is not saved yet."""
    try:
        path = to_fs_path(uri)
    except ValueError:
        return ""
    return os.path.normpath(path) if path else ""


def uri_of(path: str) -> str:
    """The address of a file, given by its absolute path."""
    uri: str = from_fs_path(path)
    return uri


def is_below(path: str, directory: str) -> bool:
    """Whether a path is a directory, or lies in it."""
    return path == directory or path.startswith(os.path.join(directory, ""))
