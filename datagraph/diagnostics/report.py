"""The outcome of one run over many files, ready to be rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagnostics.diagnostic import Diagnostic, Severity
    from datagraph.diagnostics.rule import RuleDescription
    from datagraph.text import Source


class FileReport(NamedTuple):
    """One file's outcome: its diagnostics in order, or the reason why it could not be read."""

    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    unreadable: str = ""


class Report(NamedTuple):
    """All files of one run, in a stable order, and a description of every rule that found something, by code."""

    files: tuple[FileReport, ...]
    rules: Mapping[str, RuleDescription]

    def count(self, severity: Severity) -> int:
        """How many diagnostics have this severity."""
        return sum(diagnostic.severity == severity for file in self.files for diagnostic in file.diagnostics)
