"""A folder of generated files, beside what should be in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.reading import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Changes(NamedTuple):
    """What is not as it should be in a folder, by paths with `/`: `foreign` are files of others under our names."""

    folder: str
    files: Mapping[str, str]
    stale: tuple[str, ...]
    missing: tuple[str, ...]
    left_over: tuple[str, ...]
    foreign: tuple[str, ...]

    def write(self) -> int:
        """Write what is stale or missing, and remove what is left over; returns the exit code."""
        path = self.folder
        try:
            for name in (*self.stale, *self.missing):
                path = _path(self.folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(self.files[name].encode("utf-8", "surrogatepass"))
            for name in self.left_over:
                path = _path(self.folder, name)
                os.remove(path)
        except (OSError, ValueError) as error:
            complain(f"error: cannot write {visible(path)}: {in_words(error)}")
            return 2
        return 0


def compare(folder: str, files: Mapping[str, str], is_ours: Callable[[str], bool]) -> Changes:
    """Compare a folder with the files that should be in it; `is_ours` tells of a text whether it is one of them.

    Others' files are left alone, unless they have the name of one of these.
    """
    stale, missing, foreign = [], [], []
    for name, text in files.items():
        there = _text(_path(folder, name))
        if there is None:
            missing.append(name)
        elif not is_ours(there):
            foreign.append(name)
        elif there != text:
            stale.append(name)
    left_over = [it for it in _names(folder) if it not in files and is_ours(_text(_path(folder, it)) or "")]
    return Changes(folder, files, tuple(stale), tuple(missing), tuple(left_over), tuple(foreign))


def _names(folder: str) -> list[str]:
    found = []
    for directory, _, files in os.walk(folder):
        found += [os.path.relpath(os.path.join(directory, it), folder).replace(os.sep, "/") for it in files]
    return sorted(found)


def _path(folder: str, name: str) -> str:
    return os.path.join(folder, *name.split("/"))


def _text(path: str) -> str | None:
    """The text of a file; None if there is none. What is no text is nobody's of ours."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace")
    except OSError:
        return "" if os.path.lexists(path) else None
