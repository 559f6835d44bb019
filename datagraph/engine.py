"""Files in memory to everything that is known of them; no disk, no terminal, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.collector import PausedCollector
from datagraph.diagnostics import in_order
from datagraph.graph import Graph
from datagraph.model import lower
from datagraph.rules import NO_EVIDENCE, Context, all_rules, rule_named
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.model import DataGraph
    from datagraph.rules import Evidence
    from datagraph.rules.registry import Check, RuleFile
    from datagraph.settings import Settings
    from datagraph.syntax import Document
    from datagraph.syntax.living import LivingDocument
    from datagraph.text import TextEdit


class Analysis(NamedTuple):
    """What is known of one file: its tree, its model, its graph, and its diagnostics in order."""

    document: Document
    model: DataGraph
    graph: Graph
    diagnostics: tuple[Diagnostic, ...]


class Workspace:
    """A set of files in memory that are read together; one of them holds the Data Graph.

    `files` are texts by path. A file is analysed when it is first asked for, and again only when its text has changed.
    `evidence` is what is known of the warehouse. Of a file that is edited piece by piece only what an edit touches is
    read again; then the analysis of the text before is of no use any more, for the new one takes over its parts.
    """

    def __init__(
        self, files: Mapping[str, str], settings: Settings = DEFAULT_SETTINGS, evidence: Evidence = NO_EVIDENCE
    ) -> None:
        self._files = dict(files)
        self._settings = settings
        self._evidence = evidence
        self._analyses: dict[str, Analysis] = {}
        self._living: dict[str, LivingDocument] = {}
        self._checks: list[Check] | None = None

    def text(self, path: str) -> str:
        """The text of a file; KeyError if there is no such file."""
        living = self._living.get(path)
        return living.text if living else self._files[path]

    def follow(self, path: str) -> None:
        """Get ready for edits of a file, so that the first is as quick as the others; KeyError if there is none."""
        if path not in self._living:
            from datagraph.syntax.living import LivingDocument

            self._living[path] = LivingDocument(self._files[path])
            self._analyses.pop(path, None)

    def edit(self, path: str, edit: TextEdit) -> None:
        """Replace a piece of a file; KeyError if there is no such file."""
        self.follow(path)
        self._living[path].edit(edit)
        self._analyses.pop(path, None)

    def write(self, path: str, text: str) -> None:
        """Put a file into the workspace, or another text into a file."""
        if path not in self._files or self.text(path) != text:
            self._files[path] = text
            self._living.pop(path, None)
            self._analyses.pop(path, None)

    def remove(self, path: str) -> None:
        """Take a file out of the workspace."""
        del self._files[path]
        self._living.pop(path, None)
        self._analyses.pop(path, None)

    def analysis(self, path: str) -> Analysis:
        """Parse, lower and check one file; never raises on any text, and KeyError if there is no such file."""
        found = self._analyses.get(path)
        if found is None:
            with PausedCollector():
                living = self._living.get(path)
                document = living.document() if living else parse(self._files[path])
                found = self._analyses[path] = self._check(document, is_living=living is not None)
        return found

    def graph_path(self) -> str | None:
        """The first file by path that holds a `data_graph` block."""
        return next((path for path in sorted(self._files) if self.analysis(path).model.syntax is not None), None)

    def _check(self, document: Document, *, is_living: bool) -> Analysis:
        settings = self._settings
        text = document.text
        if is_living:
            from datagraph.model.relowering import relower as lower_it
        else:
            lower_it = lower
        model, problems = lower_it(document)
        graph = Graph(model)
        ctx = Context(text, graph, settings.warehouse, self._evidence)
        diagnostics = [_report(problem, ctx) for problem in (*document.problems, *problems)]
        if self._checks is None:
            self._checks = [check for check in map(self._check_of, all_rules()) if check]
        for check in self._checks:
            diagnostics += check(ctx)
        if "datagraph:" in text:
            from datagraph.suppressions import suppress

            diagnostics = suppress(ctx, document, diagnostics, settings)
        return Analysis(document, model, graph, tuple(in_order(settings.apply(diagnostics))))

    def _check_of(self, rule: RuleFile) -> Check | None:
        """The function by which a rule looks for mistakes, if it is to look."""
        check = rule.check if rule.can_look(self._evidence) else None
        runs = check and self._settings.runs(rule.code, rule.name, rule.description.enabled)
        return check if runs else None


def analyse(text: str, settings: Settings = DEFAULT_SETTINGS, evidence: Evidence = NO_EVIDENCE) -> Analysis:
    """Analyse a workspace of one file."""
    return Workspace({"": text}, settings, evidence).analysis("")


def _report(problem: Problem, ctx: Context) -> Diagnostic:
    rule = rule_named(problem.rule)
    assert rule is not None, f"the rule {problem.rule} has no file"
    return rule.report(problem, ctx)
