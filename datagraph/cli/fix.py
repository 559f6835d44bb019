"""`datagraph fix`: applies the fixes that the findings carry."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from datagraph.cli.checking import check_text, evidence_for, exit_code, report_of
from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.editing import difference, replace_file
from datagraph.cli.options import (
    AGAINST_WAREHOUSE,
    CATALOG,
    CONFIG,
    DIFF,
    EXTEND_SELECT,
    FAIL_ON,
    IGNORE,
    PATHS,
    SELECT,
    STDIN_FILENAME,
)
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain, wants_color, width, write
from datagraph.diagnostics import FileReport
from datagraph.diagnostics.render import render
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import Input, read_inputs
from datagraph.text import Source

if TYPE_CHECKING:
    from datagraph.fixing import FixResult
    from datagraph.rules import Evidence
    from datagraph.settings import Settings

COMMAND = Command(
    name="fix",
    summary="Fix what is wrong, as far as the fix is sure.",
    details=(
        "Fixes are applied until none is left; a file never gets worse. What was fixed is listed, then what remains. "
        "Standard input is fixed to standard output, and the lists go to standard error."
    ),
    examples=(
        ("datagraph fix", "fix the files that the configuration names, or all below here"),
        ("datagraph fix --diff", "show what would change, and change nothing"),
        ("datagraph fix --unsafe graph.dg", "apply the fixes that are only likely, too"),
        ("datagraph fix --catalog catalog.json", "fix the names of tables and columns too"),
        ("datagraph fix --select legacy-version graph.dg", "apply the fixes of one rule only"),
    ),
    exits=(
        (0, "nothing remains, or nothing as grave as --fail-on"),
        (1, "something remains that is as grave as --fail-on, or graver"),
        (2, "a file or the configuration cannot be read, written or used, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        Option("--unsafe", kind="switch", help="Apply fixes too that are likely, but not sure, to be what was meant."),
        DIFF,
        CATALOG,
        AGAINST_WAREHOUSE,
        FAIL_ON,
        SELECT,
        EXTEND_SELECT,
        IGNORE,
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    unsafe: bool,
    diff: bool,
    catalog: str,
    warehouse: str,
    fail_on: str,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: str,
    stdin_filename: str,
) -> int:
    """Fix, and say what was fixed and what remains; returns the exit code."""
    choices = Choices(
        select=select,
        extend_select=extend_select,
        ignore=ignore,
        fail_on=fail_on,
        catalog=catalog,
        warehouse=warehouse,
    )
    if mistake := choices.mistake():
        complain(f"error: {mistake}")
        return 2
    configurations = Configurations(config, choices)
    inputs = read_inputs(paths, configurations, stdin_filename)
    chosen = [configurations.of_file(it.path) for it in inputs]
    evidence = evidence_for(list(zip(inputs, chosen, strict=True)), configurations)
    # With half a configuration, fixes could be applied that the team has switched off.
    if complain_of_configurations(configurations):
        return 2
    files = []
    written = True
    for it, one, known in zip(inputs, chosen, evidence, strict=True):
        file, delivered = _fix(it, one.configuration.settings, known, unsafe=unsafe, diff=diff)
        files.append(file)
        written &= delivered
    report = report_of(files)
    if diff or any(it.is_stdin for it in inputs):
        complain(render(report, "text").rstrip("\n"))
    else:
        write(render(report, "text", width=width(), color=wants_color()))
    return exit_code(files, [it.configuration.fail_on for it in chosen]) if written else 2


def _fix(file: Input, settings: Settings, evidence: Evidence, *, unsafe: bool, diff: bool) -> tuple[FileReport, bool]:
    """Fix one file, say what was fixed, and report what remains; False if the file cannot be written."""
    from datagraph.fixing import fix_text

    if file.trouble:
        return FileReport(Source(file.path, ""), unreadable=file.trouble), True
    result = fix_text(file.text, settings, evidence, unsafe=unsafe)
    if diff:
        write(difference(file.path, file.text, result.text))
    elif file.is_stdin:
        write_output(result.text, "")
    elif result.text != file.text and (trouble := replace_file(file.path, result.text)):
        complain(f"error: cannot write {file.path}: {trouble}")
        return FileReport(Source(file.path, file.text), check_text((file.text, settings, evidence))), False
    if result.applied:
        (complain if diff or file.is_stdin else _write_line)(_applied(file.path, result, diff=diff))
    return FileReport(Source(file.path, result.text), result.remaining), True


def _applied(path: str, result: FixResult, *, diff: bool) -> str:
    counts = Counter(result.applied)
    lines = [
        f"  {code}  {visible(title)}{f' ({count} times)' if count > 1 else ''}"
        for (code, title), count in counts.items()
    ]
    return "\n".join([f"{'would fix' if diff else 'fixed'} {visible(path)}:", *lines, ""])


def _write_line(text: str) -> None:
    write(f"{text}\n")
