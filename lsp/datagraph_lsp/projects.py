"""The folders that are open in the editor, and which of them a document belongs to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from datagraph_lsp.paths import is_below, path_of
from datagraph_lsp.preferences import Preferences
from datagraph_lsp.project import Basis, Catalogs, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from datagraph.diagnostics import FileReport

# Seconds for which a list of files holds; a client that watches files tells of changes before that.
_FRESH = 5.0


class Projects:
    """All that the editor has open, by the addresses of the folders; "" holds what lies in none of them."""

    def __init__(self) -> None:
        self._preferences: dict[str, Preferences] = {}
        self._catalogs = Catalogs()
        self._projects: dict[str, Project] = {"": Project("", Preferences(), self._catalogs)}
        self._found: tuple[float, list[str]] | None = None

    @property
    def folders(self) -> list[str]:
        """The addresses of the folders that are open."""
        return [it for it in self._projects if it]

    def add(self, folders: Iterable[str]) -> None:
        """Open folders."""
        for uri in folders:
            self._preferences.setdefault(uri, self._preferences.get("", Preferences()))
            self._projects.setdefault(uri, self._made(uri))
        self._found = None

    def remove(self, folders: Iterable[str]) -> None:
        """Close folders."""
        for uri in folders:
            self._projects.pop(uri, None)
            self._preferences.pop(uri, None)
        self._found = None

    def prefer(self, preferences: Mapping[str, Preferences]) -> None:
        """Take what the user has set for each folder, and in general under ""; everything is then read again."""
        self._preferences = {it: preferences.get(it, preferences.get("", Preferences())) for it in self._projects}
        self.reload()

    def reload(self) -> None:
        """Forget what was read; a catalog that has not changed is kept."""
        self._projects = {uri: self._made(uri) for uri in self._projects}
        self._found = None

    def of_path(self, path: str) -> Project:
        """The project of a file: that of the innermost folder around it."""
        around = [it for it in self._projects.values() if it.folder and path and is_below(path, it.folder)]
        if around:
            return max(around, key=lambda it: len(it.folder))
        folders = self.folders
        # What is not saved yet will most likely be saved there.
        return self._projects[folders[0] if folders and not path else ""]

    def basis(self, path: str) -> Basis:
        """What a file is judged by; "" is a document that is no file."""
        return self.of_path(path).basis(path)

    def graph_files(self) -> list[str]:
        """The absolute paths of all files in the folders that hold graphs, in order."""
        now = time.monotonic()
        if self._found is None or now - self._found[0] > _FRESH:
            found = {path for project in self._projects.values() for path in project.graph_files()}
            self._found = (now, sorted(found))
        return self._found[1]

    def forget_files(self) -> None:
        """Look for graph files again when they are next asked for."""
        self._found = None

    def reports(self) -> list[FileReport]:
        """What is wrong with configurations and catalogs that were read."""
        return [report for project in self._projects.values() for report in project.reports()]

    def mistakes(self) -> list[str]:
        """What is wrong with what the user has set in the editor."""
        return list(dict.fromkeys(it.mistake for it in self._projects.values() if it.mistake))

    def catalog_paths(self) -> list[str]:
        """The catalog files that were asked for."""
        return list(dict.fromkeys(path for it in self._projects.values() for path in it.catalog_paths))

    def _made(self, uri: str) -> Project:
        return Project(path_of(uri) if uri else "", self._preferences.get(uri, Preferences()), self._catalogs)
