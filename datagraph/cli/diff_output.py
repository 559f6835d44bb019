"""Changes to standard output or to a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from datagraph.cli.change_tree import show_tree
from datagraph.cli.checking import report_of
from datagraph.cli.output import write_output, write_report
from datagraph.cli.terminal import wants_color, write
from datagraph.diagnostics import FileReport, Severity
from datagraph.diagnostics.render.visible import visible
from datagraph.text import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.cli.diffing import Compared
    from datagraph.diagnostics import Report

_FOR_PEOPLE = ("text", "concise")


def write_changes(compared: Sequence[Compared], output_format: str, output: str) -> bool:
    """Write all changes; False if the file refuses.

    Formats for people show changes that break nothing in the tree alone, and those for programs as findings too.
    """
    if output_format == "markdown":
        from datagraph.cli.diff_markdown import markdown

        return write_output(markdown(compared), output)
    if output_format != "text":
        least = Severity.WARNING if output_format in _FOR_PEOPLE else Severity.INFO
        return write_report(_report(compared, least), output_format, output)
    tree = _tree(compared, color=not output and wants_color())
    if output:
        from datagraph.diagnostics.render import render

        return write_output(tree + render(_report(compared, Severity.WARNING), "text") + closing(compared), output)
    write(tree)
    if any(it.severity > Severity.INFO for one in compared for it in one.diagnostics):
        write_report(_report(compared, Severity.WARNING), "text", "")
    write(closing(compared))
    return True


def closing(compared: Sequence[Compared]) -> str:
    """How much has changed, in the three classes."""
    found = [it.severity for one in compared for it in one.diagnostics]
    if not any(it.comparison.changes for it in compared):
        return f"no changes since {', '.join(dict.fromkeys(visible(it.file.before) for it in compared))}\n"
    classes = ((Severity.ERROR, "definite"), (Severity.WARNING, "potential"), (Severity.INFO, "safe"))
    counts = [f"{found.count(severity)} {name}" for severity, name in classes if severity in found]
    return f"changes: {', '.join(counts) or 'all accepted'}\n"


def _tree(compared: Sequence[Compared], *, color: bool) -> str:
    join = import_module(f"datagraph.diagnostics.render.{'ansi' if color else 'plain'}").join
    segments = [
        it
        for one in compared
        for it in show_tree(f"{visible(one.file.path)}, since {visible(one.file.before)}", one.comparison)
    ]
    text: str = join(segments)
    return text


def _report(compared: Sequence[Compared], least: Severity) -> Report:
    return report_of(
        FileReport(
            Source(it.file.path, it.file.text), tuple(found for found in it.diagnostics if found.severity >= least)
        )
        for it in compared
    )
