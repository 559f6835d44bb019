"""Walks through directories."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.project.reading import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Directories of other people's files; hidden ones, such as .git and .venv, are passed over too.
_SKIPPED = {"node_modules", "venv", "__pycache__", "site-packages"}


def walk(
    start: str,
    is_wanted: Callable[[str], bool],
    is_excluded: Callable[[str], bool] | None,
    visited: list[str],
) -> Iterator[tuple[str, str]]:
    """Yield every wanted file below a directory by its path from there, with `/`; directories go into `visited`.

    The second value says why a directory could not be looked through. `is_excluded` is asked with absolute paths.
    Links to directories are not followed, since they can lead in a circle.
    """
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        directory = os.path.join(start, prefix)
        try:
            entries = list(os.scandir(directory))
        except FileNotFoundError:
            continue  # The fixed beginning of a glob, or a directory that has just been deleted.
        except OSError as error:
            yield prefix.rstrip("/"), in_words(error)
            continue
        visited.append(directory)
        for entry in entries:
            path = prefix + entry.name
            if is_excluded and is_excluded(os.path.join(start, path)):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and entry.name not in _SKIPPED:
                    waiting.append(f"{path}/")
            elif is_wanted(path) and (entry.is_file() or _is_broken_link(entry)):
                yield path, ""


def _is_broken_link(entry: os.DirEntry[str]) -> bool:
    """Whether it links to nothing; such a file is read all the same, so that somebody hears of it."""
    return entry.is_symlink() and not os.path.exists(entry.path)
