"""Surveys of files: each configuration's warehouse is opened once, for all of its files together."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.checking import exit_code, report_of
from datagraph.cli.progress import working
from datagraph.diagnostics import FileReport, Severity
from datagraph.engine import analyse
from datagraph.project.connections import open_connection
from datagraph.project.evidence import graph_of, read_warehouse
from datagraph.proof import TOPICS, Survey, Topic, ask, survey
from datagraph.rules import Evidence
from datagraph.text import Source
from datagraph.warehouse.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from datagraph.catalog import Catalog
    from datagraph.catalog.measurements import Measurements
    from datagraph.diagnostics import Diagnostic, Report
    from datagraph.graph import Graph
    from datagraph.project.configurations import Configurations, Located
    from datagraph.project.files import Input
    from datagraph.warehouse.protocol import Warehouse

TOPICS_OF_RULES: dict[str, tuple[Topic, ...]] = {
    "DG701": ("entity", "relationship"),
    "DG702": ("entity", "relationship"),
    "DG704": ("relationship",),
    "DG705": ("relationship",),
    "DG706": ("entity", "relationship"),
    "DG707": ("relationship",),
    "DG708": ("entity", "relationship"),
    "DG709": ("entity", "relationship"),
    "DG710": ("profile", "relationship"),
    "DG711": ("profile", "relationship"),
    "DG712": ("relationship",),
    "DG714": ("relationship",),
}
"""What has to be counted for a rule, if it is not everything; junction tables are counted with their relationships."""
# What is wrong with a text itself, and may keep parts of it from being read.
_OF_TEXT = ("DG0", "DG1", "DG2", "DG3")


class SurveyedFile(NamedTuple):
    """A file that was counted for: its path, text and graph, and what is known of the warehouse."""

    path: str
    text: str
    graph: Graph
    evidence: Evidence


class Surveyed(NamedTuple):
    """All files: what was found, what was counted, which have errors of their own and how many, and the exit code."""

    report: Report
    files: tuple[SurveyedFile, ...]
    broken: tuple[tuple[str, int], ...]
    exit_code: int


class _Asked(NamedTuple):
    file: Input
    graph: Graph
    catalog: Catalog
    survey: Survey
    pool: Pool


class Surveyor:
    """Asks the warehouses of files what the rules with some codes need to know.

    WarehouseError if one cannot be reached. `seconds` is the longest that one query may take.
    """

    def __init__(
        self,
        configurations: Configurations,
        warehouse: str,
        codes: Collection[str],
        *,
        sample: int | None,
        seconds: float | None,
    ) -> None:
        self._configurations = configurations
        self._warehouse = warehouse
        counting = [it for it in codes if it.startswith("DG7")]
        self._topics = {topic for code in counting for topic in TOPICS_OF_RULES.get(code, TOPICS)}
        self._sample = sample
        self._seconds = seconds

    def survey(self, inputs: Sequence[Input]) -> Surveyed:
        """Count, and see what the rules say."""
        found: dict[Input, SurveyedFile] = {}
        for located, members in self._groups(inputs).items():
            with self._asking(located, members) as all_asked:
                for it in all_asked:
                    evidence = Evidence(it.catalog, measurements=self._counted(it))
                    found[it.file] = SurveyedFile(it.file.path, it.file.text, it.graph, evidence)
        reports, broken = [], []
        for file in inputs:
            diagnostics: tuple[Diagnostic, ...] = ()
            if file in found:
                settings = self._located(file).configuration.settings
                diagnostics = analyse(file.text, settings, found[file].evidence).diagnostics
                of_text = analyse(file.text, settings._replace(select=_OF_TEXT)).diagnostics
                errors = sum(it.severity is Severity.ERROR for it in of_text)
                if errors:
                    broken.append((file.path, errors))
            reports.append(FileReport(Source(file.path, file.text), diagnostics, file.trouble))
        code = exit_code(reports, [self._located(it).configuration.fail_on for it in inputs])
        code = max(code, 1) if broken else code
        return Surveyed(report_of(reports), tuple(found.values()), tuple(broken), code)

    def show_plans(self, inputs: Sequence[Input]) -> int:
        """Write the queries in place of running them; returns the exit code."""
        from datagraph.cli.plans import write_plan

        code = 0
        for located, members in self._groups(inputs).items():
            with self._asking(located, members) as all_asked:
                for it in all_asked:
                    code = max(code, write_plan(it.file.path, it.survey, it.pool, it.catalog.warehouse))
        return code

    def _counted(self, asked: _Asked) -> Measurements:
        with working("asking the warehouse", len(asked.survey.questions)) as advance:
            return ask(asked.survey, asked.pool, advance)

    def _located(self, file: Input) -> Located:
        return self._configurations.of_file(file.path)

    def _groups(self, inputs: Sequence[Input]) -> dict[Located, list[Input]]:
        groups: dict[Located, list[Input]] = {}
        for it in inputs:
            if not it.trouble:
                groups.setdefault(self._located(it), []).append(it)
        return groups

    @contextmanager
    def _asking(self, located: Located, members: Sequence[Input]) -> Iterator[list[_Asked]]:
        with opened(self._warehouse, located) as warehouse:
            pool = Pool(warehouse, seconds=self._seconds)
            graphs = [graph_of(it.text) for it in members]
            catalog = read_warehouse(warehouse, graphs, working)
            yield [
                _Asked(it, graph, catalog, survey(graph, catalog, sample=self._sample, topics=self._topics), pool)
                for it, graph in zip(members, graphs, strict=True)
            ]


@contextmanager
def opened(name: str, located: Located) -> Iterator[Warehouse]:
    """A connection to the warehouse that a call means, closed at the end."""
    warehouse = open_connection(name, located, working)
    try:
        yield warehouse
    finally:
        warehouse.close()
