"""Compares graphs with what they were, under the settings of each."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.consumers_file import read_consumers_file
from datagraph.cli.terminal import complain
from datagraph.configuration.acceptances import parse_change
from datagraph.diagnostics.render.visible import visible
from datagraph.diff import Comparison, Earlier
from datagraph.engine import analyse
from datagraph.project.evidence import graph_of, read_catalog
from datagraph.rules import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.cli.changed_files import ChangedFile
    from datagraph.consumers import Consumer
    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.project.configurations import Configurations, Located

_FAMILY = ("DG6",)


class Compared(NamedTuple):
    """A graph, what has changed in it, and what the rules make of that."""

    file: ChangedFile
    comparison: Comparison
    diagnostics: tuple[Diagnostic, ...]


class Differ:
    """Compares; `accept` are changes of the call that no rule is to report, each as `CODE:SLUG`."""

    def __init__(self, configurations: Configurations, accept: Iterable[str]) -> None:
        self._configurations = configurations
        self._accepted = [it for it in map(parse_change, accept) if it]

    def compare(self, files: Sequence[ChangedFile]) -> list[Compared]:
        """Compare each file with what it was; what cannot be read besides is in the reports of the configurations."""
        return [self._compared(it) for it in files]

    def _compared(self, file: ChangedFile) -> Compared:
        located = self._configurations.of_file(file.path)
        earlier = Earlier(graph_of(file.old_text), file.old_text, file.before)
        reports = self._configurations.reports
        evidence = Evidence(
            read_catalog(located.catalog_path, reports) if located.catalog_path else None,
            earlier=earlier,
            consumers=self._consumers(located.consumers_path) if located.consumers_path else None,
            accepted=frozenset((*self._accepted, *_accepted(located))),
        )
        settings = located.configuration.settings._replace(select=_FAMILY, extend_select=())
        analysis = analyse(file.text, settings, evidence)
        for path, graph, problems in (
            (file.before, earlier.graph, analyse(file.old_text, settings).document.problems),
            (file.path, analysis.graph, analysis.document.problems),
        ):
            if problems:
                _warn(path, graph)
        return Compared(file, Comparison(earlier.graph, analysis.graph), analysis.diagnostics)

    def _consumers(self, path: str) -> tuple[Consumer, ...]:
        consumers, report = read_consumers_file(path)
        if report.unreadable or report.diagnostics:
            self._configurations.reports.append(report)
        return consumers


def _accepted(located: Located) -> list[tuple[str, str]]:
    """What the configuration accepts today."""
    today = datetime.datetime.now(tz=datetime.timezone.utc).date()
    found = []
    for it in located.configuration.accepted:
        if it.until is None or it.until >= today:
            found.append((it.code, it.slug))
        else:
            complain(f"note: {it.code}:{visible(it.slug)} is not accepted any more since {it.until}")
    return found


def _warn(path: str, graph: Graph) -> None:
    what = "a part of it" if graph.model.syntax else "it"
    shown = visible(path)
    advice = f"`datagraph validate {visible(path)}` says what is wrong there"
    complain(f"warning: {shown} has mistakes: {what} cannot be read, and is not compared; {advice}")
