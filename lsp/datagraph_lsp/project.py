"""One folder that is open in the editor: its configuration, its catalogs, and the files that hold graphs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import FileReport
from datagraph.project.choices import Choices
from datagraph.project.configurations import OWN_FILE, SHARED_FILE, Configurations
from datagraph.project.files import Search
from datagraph.project.reading import read_file
from datagraph.rules import NO_EVIDENCE, Evidence, rule_named
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.text import Source, Span

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.project.configurations import Located
    from datagraph.settings import Settings
    from datagraph_lsp.preferences import Preferences

    Read = tuple[Catalog | None, list[FileReport]]


class Basis(NamedTuple):
    """What a text is judged by."""

    settings: Settings = DEFAULT_SETTINGS
    evidence: Evidence = NO_EVIDENCE


class Project:
    """What is known of a folder, read from the disk once and when it is first asked for; "" is no folder.

    Of the warehouse only a catalog file tells: an editor connects to none unless the user says so. `mistake` is what
    is wrong with the rules that the user has chosen in the editor, or ""; they then count as not set.
    """

    def __init__(self, folder: str, preferences: Preferences, catalogs: Catalogs) -> None:
        choices = Choices(select=preferences.select, ignore=preferences.ignore)
        self.folder = folder
        self.preferences = preferences
        self.mistake = choices.mistake()
        explicit = os.path.expanduser(preferences.configuration)
        self._configurations = Configurations(
            os.path.join(folder, explicit) if explicit else "", Choices() if self.mistake else choices
        )
        self._catalogs = catalogs
        self._evidence: dict[Located, Evidence] = {}
        self._reports: list[FileReport] = []

    def located(self, path: str) -> Located:
        """The configuration of a file; of the folder for a document that is no file."""
        return self._configurations.of_file(path) if path else self._configurations.of_directory(self.folder)

    def basis(self, path: str) -> Basis:
        """What a file is judged by."""
        located = self.located(path)
        evidence = self._evidence.get(located)
        if evidence is None:
            evidence = self._evidence[located] = self._read_evidence(located)
        return Basis(located.configuration.settings, evidence)

    @property
    def catalog_paths(self) -> list[str]:
        """The catalog files of the configurations read so far."""
        return [it.catalog_path for it in self._evidence if it.catalog_path]

    def reports(self) -> list[FileReport]:
        """What is wrong with the configurations and catalogs read so far, each under its absolute path."""
        found = []
        for report in (*self._configurations.reports, *self._reports):
            path = os.path.abspath(report.source.path)
            if not report.unreadable:
                found.append(report._replace(source=Source(path, report.source.text)))
        return [*found, *(it for it in map(self._without_catalog, self._evidence) if it)]

    def graph_files(self) -> list[str]:
        """The absolute paths of the files below the folder that hold graphs."""
        if not self.folder:
            return []
        search = Search(self._configurations)
        return [os.path.abspath(it.path) for it in search.find([self.folder]) if not it.trouble]

    def _read_evidence(self, located: Located) -> Evidence:
        if not located.catalog_path:
            return NO_EVIDENCE
        catalog, reports = self._catalogs.read(located.catalog_path)
        self._reports += reports
        return Evidence(catalog) if catalog else NO_EVIDENCE

    def _without_catalog(self, located: Located) -> FileReport | None:
        """What to say of a configuration whose catalog file cannot be read."""
        trouble = self._catalogs.trouble(located.catalog_path)
        if not trouble:
            return None
        for name, table in ((OWN_FILE, ()), (SHARED_FILE, ("tool", "datagraph"))):
            path = os.path.join(located.directory, name)
            text = read_file(path)[0]
            span = _catalog_setting(text, table)
            if span:
                rule = rule_named("unreadable-catalog")
                assert rule is not None, "the rule has a file"
                message = f"cannot read `{located.configuration.catalog}`: {trouble}"
                found = rule.description.at(span, message, help=("write it with `datagraph introspect`",))
                return FileReport(Source(path, text), (found,))
        return None


class Catalogs:
    """Catalog files by their paths; each is read again only when it has changed on the disk."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[object, Read]] = {}

    def read(self, path: str) -> Read:
        """The catalog, None if there is none, and what is wrong with the file."""
        from datagraph.project.evidence import read_catalog

        stamp = _stamp(path)
        known = self._read.get(path)
        if known and known[0] == stamp:
            return known[1]
        reports: list[FileReport] = []
        catalog = read_catalog(path, reports)
        self._read[path] = (stamp, (catalog, reports))
        return catalog, reports

    def trouble(self, path: str) -> str:
        """Why a file that was asked for cannot be read at all, or ""."""
        known = self._read.get(path)
        return next((it.unreadable for it in known[1][1] if it.unreadable), "") if known else ""


def _stamp(path: str) -> object:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _catalog_setting(text: str, table: tuple[str, ...]) -> Span | None:
    """Where the text of a configuration names the catalog."""
    from datagraph.configuration.toml import parse

    if parse(text).error:
        return None
    from datagraph.configuration.places import find_places

    place = find_places(text).get((*table, "catalog"))
    return place.value if place else None
