"""A small file that is never seen half written."""

from __future__ import annotations

import os
from contextlib import suppress


def replace_file(path: str, text: str) -> None:
    """Put a text in the place of a file, at once and for good: whoever is killed leaves the old one or the new one.

    OSError if the disk refuses.
    """
    directory = os.path.dirname(os.path.abspath(path))
    beside = os.path.join(directory, f".{os.path.basename(path)}.{os.getpid()}")
    try:
        with open(beside, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            os.remove(beside)
        raise
    _sync(directory)


def _sync(directory: str) -> None:
    """Let the new name outlast a loss of power, where directories can be opened at all."""
    with suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
