"""A folder of files that a command writes, beside what should be in it."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, NamedTuple

from datagraph.project.reading import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Differences(NamedTuple):
    """What is not as it should be in a folder, by paths with `/`; `foreign` are files of others under our names."""

    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


class Folder:
    """A folder with the texts that should be in it, by their paths with `/`.

    `is_ours` tells of a text whether the command wrote it. `places` are the folders inside in which it may have left
    something over, each with an ending of names. What others have put there is never touched.
    """

    def __init__(
        self,
        path: str,
        files: Mapping[str, str],
        is_ours: Callable[[str], bool],
        places: Iterable[tuple[str, str]],
    ) -> None:
        self._path = path
        self._files = files
        self._is_ours = is_ours
        self._places = tuple(places)

    def path(self, name: str) -> str:
        """The path of a file as people know it."""
        return os.path.normpath(os.path.join(self._path, *name.split("/")))

    def compare(self) -> Differences:
        """Compare what is there with what should be; how git writes the ends of lines makes no difference."""
        stale, missing, foreign = [], [], []
        for name, text in self._files.items():
            there = self._read(name)
            if there is None:
                missing.append(name)
            elif not self._is_ours(there):
                foreign.append(name)
            elif there.replace("\r\n", "\n") != text:
                stale.append(name)
        left_over = [it for it in self._present() if it not in self._files and self._is_ours(self._read(it) or "")]
        return Differences(tuple(stale), tuple(missing), tuple(left_over), tuple(foreign))

    def mend(self, found: Differences) -> str:
        """Write what is stale or missing, and remove what is left over; says what cannot be done, or ""."""
        path = self._path
        try:
            for name in (*found.stale, *found.missing):
                path = self.path(name)
                os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
                with open(path, "wb") as file:
                    file.write(self._files[name].encode("utf-8", "backslashreplace"))
            for name in found.left_over:
                path = self.path(name)
                os.remove(path)
                with contextlib.suppress(OSError):
                    # A folder that is not empty stays.
                    os.rmdir(os.path.dirname(path))
        except (OSError, ValueError) as error:
            return f"cannot write {path}: {in_words(error)}"
        return ""

    def _present(self) -> Iterable[str]:
        for folder, suffix in self._places:
            try:
                names = sorted(os.listdir(os.path.join(self._path, folder)))
            except (OSError, ValueError):
                continue
            yield from (f"{folder}/{it}" if folder else it for it in names if it.endswith(suffix))

    def _read(self, name: str) -> str | None:
        """The text of a file; None if there is none. What cannot be read is no text of ours."""
        path = self.path(name)
        try:
            with open(path, "rb") as file:
                return file.read().decode("utf-8", "replace")
        except (OSError, ValueError):
            return "" if os.path.lexists(path) else None
