"""Checks many files: one after the other, or, where that pays, in several processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.diagnostics import FileReport, Report
from datagraph.rules import NO_EVIDENCE, rule_named
from datagraph.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.diagnostics import Diagnostic, RuleDescription, Severity
    from datagraph.project.configurations import Configurations, Located
    from datagraph.project.files import Input
    from datagraph.rules import Evidence
    from datagraph.settings import Settings

    Job = tuple[str, Settings, Evidence]

# Characters besides those of the longest file. Starting two processes and sending them texts takes as long as checking
# 250,000 does, so they gain nothing at 500,000; at 1,500,000 they were a quarter faster, at 3,000,000 a third.
_PAYS_FROM = 1_000_000


class Outcome:
    """A report, and the exit code that it asks for."""

    __slots__ = ("exit_code", "report")

    def __init__(self, report: Report, exit_code: int) -> None:
        self.report = report
        self.exit_code = exit_code


def check(inputs: Sequence[Input], configurations: Configurations) -> Outcome:
    """Check files, each under the settings of its own configuration; mistakes in those stand first in the report."""
    chosen = [configurations.of_file(it.path) for it in inputs]
    readable = [(it, one) for it, one in zip(inputs, chosen, strict=True) if not it.trouble]
    evidence = evidence_for(readable, configurations)
    jobs = [(it.text, one.configuration.settings, known) for (it, one), known in zip(readable, evidence, strict=True)]
    found = {it: its for (it, _), its in zip(readable, _check_all(jobs), strict=True)}
    files = [FileReport(Source(it.path, it.text), tuple(found.get(it, ())), it.trouble) for it in inputs]
    code = exit_code(files, [one.configuration.fail_on for one in chosen])
    return Outcome(report_of((*configurations.reports, *files)), 2 if configurations.reports else code)


def exit_code(files: Iterable[FileReport], fail_on: Iterable[Severity]) -> int:
    """The exit code that files ask for: 2 if one is unreadable, 1 if a finding is as grave as its file's limit."""
    pairs = list(zip(files, fail_on, strict=True))
    if any(file.unreadable for file, _ in pairs):
        return 2
    return int(any(it.severity >= limit for file, limit in pairs for it in file.diagnostics))


def evidence_for(files: Sequence[tuple[Input, Located]], configurations: Configurations) -> Sequence[Evidence]:
    """What is known of the warehouse for each file; troubles with that are added to the configurations' reports."""
    if not any(it.configuration.catalog or it.configuration.default_warehouse for _, it in files):
        return [NO_EVIDENCE] * len(files)
    from datagraph.cli.progress import working
    from datagraph.project.evidence import gather

    return gather(files, configurations, working)


def report_of(files: Iterable[FileReport]) -> Report:
    """A report with the rules that found something in the files."""
    files = tuple(files)
    return Report(files, _rules({it.code for file in files for it in file.diagnostics}))


def _rules(codes: Iterable[str]) -> dict[str, RuleDescription]:
    rules = [rule_named(code) for code in sorted(codes)]
    return {rule.code: rule.description for rule in rules if rule}


def _check_all(jobs: Sequence[Job]) -> list[tuple[Diagnostic, ...]]:
    size = sum(len(job[0]) for job in jobs)
    longest = max((len(job[0]) for job in jobs), default=0)
    processors = _processors() if size - longest >= _PAYS_FROM else 1
    if processors > 1:
        from datagraph.cli.parallel import check_in_parallel

        return check_in_parallel(jobs, processors)
    return [check_text(job) for job in jobs]


def check_text(job: Job) -> tuple[Diagnostic, ...]:
    """The diagnostics of one text."""
    # Not at the top: a call whose files can't be read needs no engine.
    from datagraph.engine import analyse

    return analyse(*job).diagnostics


def _processors() -> int:
    """How many processors this process may use, which in a container can be fewer than there are."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
