"""The configuration of each file: found upward from it on the disk, and changed by what the command line says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.configuration import (
    DEFAULT_CONFIGURATION,
    PYPROJECT_TABLE,
    Configuration,
    is_configured,
    read_configuration,
)
from datagraph.diagnostics import FileReport
from datagraph.project.reading import read_file
from datagraph.text import Source

if TYPE_CHECKING:
    from datagraph.project.choices import Choices

OWN_FILE = "datagraph.toml"
SHARED_FILE = "pyproject.toml"


class Located:
    """A configuration, and the directory that its globs count from, as an absolute path."""

    __slots__ = ("configuration", "directory")

    def __init__(self, configuration: Configuration, directory: str) -> None:
        self.configuration = configuration
        self.directory = directory

    @property
    def catalog_path(self) -> str:
        """The path of the catalog file that is set, or ""."""
        return self._path(self.configuration.catalog)

    @property
    def consumers_path(self) -> str:
        """The path of the file of consumers that is set, or ""."""
        return self._path(self.configuration.consumers)

    def _path(self, name: str) -> str:
        return os.path.join(self.directory, name) if name else ""


class Configurations:
    """The configurations of one run; each file is read once.

    `explicit` is the one file that is used for all, or "" to look upward from each file: the nearest `datagraph.toml`
    counts, or `pyproject.toml` with settings of ours. `reports` are the mistakes in those read so far, `files` the
    paths of all files that decide what is found, catalogs among them.
    """

    def __init__(self, explicit: str, choices: Choices) -> None:
        self.reports: list[FileReport] = []
        self.files: list[str] = []
        self._choices = choices
        self._by_directory: dict[str, Located | None] = {}
        self._explicit = self._read(explicit, _table(explicit)) if explicit else None

    def of_file(self, path: str) -> Located:
        """The configuration of a file, whether it exists or not."""
        return self.of_directory(os.path.dirname(path))

    def of_directory(self, directory: str) -> Located:
        """The configuration of what stands in a directory; "" is the current one."""
        if self._explicit:
            return self._explicit
        start = os.path.abspath(directory)
        return self._upward(start) or self._located(DEFAULT_CONFIGURATION, start)

    def _upward(self, directory: str) -> Located | None:
        found: Located | None = None
        passed = []
        while True:
            if directory in self._by_directory:
                found = self._by_directory[directory]
                break
            passed.append(directory)
            found = self._inside(directory)
            parent = os.path.dirname(directory)
            if found or parent == directory:
                break
            directory = parent
        self._by_directory.update(dict.fromkeys(passed, found))
        return found

    def _inside(self, directory: str) -> Located | None:
        own = os.path.join(directory, OWN_FILE)
        if os.path.isfile(own):
            return self._read(own, ())
        shared = os.path.join(directory, SHARED_FILE)
        if os.path.isfile(shared) and is_configured(read_file(shared)[0]):
            return self._read(shared, PYPROJECT_TABLE)
        return None

    def _read(self, path: str, table: tuple[str, ...]) -> Located:
        text, trouble = read_file(path)
        shown = shown_path(path)
        self.files.append(path)
        if trouble:
            self.reports.append(FileReport(Source(shown, ""), unreadable=trouble))
        configuration, diagnostics = read_configuration(text, table=table)
        if diagnostics:
            from datagraph.configuration.secrets import masked

            # What is wrong is shown with the lines around it, and a password may stand in one of them.
            self.reports.append(FileReport(Source(shown, masked(text)), tuple(diagnostics)))
        return self._located(configuration, os.path.dirname(os.path.abspath(path)))

    def _located(self, configuration: Configuration, directory: str) -> Located:
        located = Located(self._choices.applied(configuration), directory)
        if located.catalog_path and located.catalog_path not in self.files:
            self.files.append(located.catalog_path)
        return located


def shown_path(path: str) -> str:
    """An absolute path as people would write it from the current directory."""
    try:
        return os.path.relpath(path) if os.path.isabs(path) else path
    except ValueError:  # On Windows, another drive has no relative path.
        return path


def _table(path: str) -> tuple[str, ...]:
    return PYPROJECT_TABLE if os.path.basename(path) == SHARED_FILE else ()
