"""Which files a call means, and what is in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.project.configurations import shown_path
from datagraph.project.reading import read_file, read_stdin
from datagraph.project.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from datagraph.project.configurations import Configurations, Located

_NAMES = ("data_graph.hcl", "data-graph.hcl")
_SUFFIXES = (".dg", ".datagraph")
STDIN = "-"
_HERE = os.path.join(os.curdir, "")


class Input:
    """One file of a call under the path that people know it by: its text, or the trouble with it.

    The path of standard input is the name that it was given.
    """

    __slots__ = ("is_stdin", "path", "text", "trouble")

    def __init__(self, path: str, *, trouble: str = "", is_stdin: bool = False) -> None:
        self.path = path
        self.text = ""
        self.trouble = trouble
        self.is_stdin = is_stdin


def read_inputs(words: Iterable[str], configurations: Configurations, stdin_filename: str = "") -> list[Input]:
    """Find the files that the arguments of a call mean, and read them; one that is meant twice comes once."""
    inputs = []
    seen = set()
    for found in Search(configurations, stdin_filename).find(words):
        key = STDIN if found.is_stdin else os.path.abspath(found.path)
        if key in seen:
            continue
        seen.add(key)
        if found.is_stdin:
            found.text, found.trouble = read_stdin()
        elif not found.trouble:
            found.text, found.trouble = read_file(found.path)
        inputs.append(found)
    return inputs


class Search:
    """Finds files without reading them; `directories` are those it has looked through."""

    def __init__(self, configurations: Configurations, stdin_filename: str = "") -> None:
        self.directories: list[str] = []
        self._configurations = configurations
        self._stdin_filename = stdin_filename

    def find(self, words: Iterable[str]) -> Iterator[Input]:
        """Find the files that arguments mean, in their order; no arguments mean the default files."""
        words = tuple(words)
        if not words:
            yield from self._default_files()
        for word in words:
            if word == STDIN:
                yield Input(self._stdin_filename or "<stdin>", is_stdin=True)
            elif os.path.isdir(word):
                yield from self._files_in(_bare(word))
            else:
                yield Input(word)

    def _default_files(self) -> Iterator[Input]:
        located = self._configurations.of_directory("")
        if located.configuration.paths:
            yield from self._configured_files(located) or [_nothing_found(".", located)]
        else:
            yield from self._files_in("")

    def _files_in(self, directory: str) -> Iterator[Input]:
        """Search one directory: for the configured files, if there are such, else for those with the usual names."""
        located = self._configurations.of_directory(directory)
        start = os.path.abspath(directory)
        if located.configuration.paths:
            below = os.path.join(start, "")
            configured = [os.path.abspath(it.path) for it in self._configured_files(located) if not it.trouble]
            found = [
                Input(os.path.join(directory, os.path.relpath(path, start)))
                for path in configured
                if path.startswith(below)
            ]
        else:
            found = [
                Input(os.path.join(directory, name) if name else directory or ".", trouble=trouble)
                for name, trouble in sorted(walk(start, is_graph_file, _exclusion(located), self.directories))
            ]
        yield from found or [_nothing_found(directory or ".", located)]

    def _configured_files(self, located: Located) -> list[Input]:
        """The files that the configuration's globs mean, whether a directory was asked for or not."""
        from datagraph.configuration.globs import Glob

        excluded = _exclusion(located)
        found: dict[str, Input] = {}
        for pattern in located.configuration.paths:
            glob = Glob(pattern)
            start = os.path.normpath(os.path.join(located.directory, glob.directory))
            matches = [("", "")]
            if not glob.is_literal:
                matches = sorted(walk(start, glob.fits, excluded, self.directories))
            elif os.path.isdir(start):
                matches = sorted(walk(start, is_graph_file, excluded, self.directories))
            for name, trouble in matches:
                path = os.path.join(start, name) if name else start
                found.setdefault(path, Input(shown_path(path), trouble=trouble))
        return list(found.values())


def _bare(directory: str) -> str:
    """The directory without `./` before it, as the files in it are shown; "" is the current one."""
    while directory.startswith(_HERE):
        directory = directory[len(_HERE) :].lstrip(os.sep)
    return "" if directory == os.curdir else directory


def _nothing_found(directory: str, located: Located) -> Input:
    patterns = located.configuration.paths or (*(f"*{it}" for it in _SUFFIXES), *_NAMES)
    return Input(directory, trouble=f"no Data Graph in it or below ({', '.join(patterns)})")


def is_graph_file(path: str) -> bool:
    """Whether a file is one of those that are searched for, by its name."""
    name = path.rpartition("/")[2].lower()
    return name.endswith(_SUFFIXES) or name in _NAMES


def _exclusion(located: Located) -> Callable[[str], bool] | None:
    """Tell of an absolute path whether the configuration leaves it out; None if it leaves out nothing."""
    if not located.configuration.exclude:
        return None
    from datagraph.configuration.globs import Exclusion

    exclusion = Exclusion(located.configuration.exclude)
    return lambda path: exclusion.fits(os.path.relpath(path, located.directory).replace(os.sep, "/"))
