"""Files in memory to everything that is known of them; no disk, no terminal, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import in_order
from datagraph.graph import Graph
from datagraph.model import lower
from datagraph.rules import Context, all_rules, rule_named
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.syntax import parse

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.model import DataGraph
    from datagraph.settings import Settings
    from datagraph.syntax import Document


class Analysis(NamedTuple):
    """What is known of one text: its tree, its model, its graph, and its diagnostics in order."""

    document: Document
    model: DataGraph
    graph: Graph
    diagnostics: tuple[Diagnostic, ...]


def analyse(text: str, settings: Settings = DEFAULT_SETTINGS) -> Analysis:
    """Parse, lower and check one text; never raises on any text."""
    document = parse(text)
    model, problems = lower(document)
    graph = Graph(model)
    ctx = Context(text, graph, settings.warehouse)
    diagnostics = [_report(problem, ctx) for problem in (*document.problems, *problems)]
    for rule in all_rules():
        check = rule.check
        if check and settings.runs(rule.code, rule.name, rule.description.enabled):
            diagnostics += check(ctx)
    if "datagraph:" in text:
        from datagraph.suppressions import suppress

        diagnostics = suppress(ctx, document, diagnostics, settings)
    return Analysis(document, model, graph, tuple(in_order(settings.apply(diagnostics))))


def _report(problem: Problem, ctx: Context) -> Diagnostic:
    rule = rule_named(problem.rule)
    assert rule is not None, f"the rule {problem.rule} has no file"
    return rule.report(problem, ctx)
