"""`datagraph fmt`: puts files into the canonical style."""

from __future__ import annotations

from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.editing import difference, replace_file
from datagraph.cli.options import CONFIG, DIFF, PATHS, STDIN_FILENAME
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain, write
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import Input, read_inputs

COMMAND = Command(
    name="fmt",
    summary="Put Data Graph files into the canonical style.",
    details=(
        "Only white space changes, never the meaning; what is broken stays as it is. Files that change are listed. "
        "Standard input is formatted to standard output."
    ),
    examples=(
        ("datagraph fmt", "format the files that the configuration names, or all below here"),
        ("datagraph fmt --check", "change nothing; exit with 1 if something would change"),
        ("datagraph fmt --diff graph.dg", "show what would change, and change nothing"),
        ("datagraph fmt - < graph.dg", "format standard input"),
    ),
    exits=(
        (0, "the files are formatted now, or were before"),
        (1, "with --check: some file is not formatted"),
        (2, "a file or the configuration cannot be read, written or used, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        Option("--check", kind="switch", help="Change nothing; exit with 1 if something would change."),
        DIFF,
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(*, paths: tuple[str, ...], check: bool, diff: bool, config: str, stdin_filename: str) -> int:
    """Format, or say what is not formatted; returns the exit code."""
    configurations = Configurations(config, Choices())
    inputs = read_inputs(paths, configurations, stdin_filename)
    if complain_of_configurations(configurations):
        return 2
    changed = 0
    failed = False
    for it in inputs:
        if it.trouble:
            complain(f"error: cannot read {it.path}: {it.trouble}")
            failed = True
            continue
        formatted = _formatted(it)
        delivered = _deliver(it, formatted, check=check, diff=diff)
        changed += delivered and formatted != it.text
        failed |= not delivered
    if not any(it.is_stdin for it in inputs) and not (diff and not check):
        _summarize(changed, sum(not it.trouble for it in inputs), check=check)
    return 2 if failed else int(check and changed > 0)


def _formatted(file: Input) -> str:
    from datagraph.formatting import format_document
    from datagraph.syntax import parse

    return format_document(parse(file.text))


def _deliver(file: Input, formatted: str, *, check: bool, diff: bool) -> bool:
    """Do with the formatted text what was asked for; False if it could not be written."""
    if diff:
        write(difference(file.path, file.text, formatted))
    if file.is_stdin:
        return check or diff or write_output(formatted, "")
    if formatted == file.text:
        return True
    if check or diff:
        if not diff:
            write(f"would format {file.path}\n")
        return True
    trouble = replace_file(file.path, formatted)
    if trouble:
        complain(f"error: cannot write {file.path}: {trouble}")
        return False
    write(f"formatted {file.path}\n")
    return True


def _summarize(changed: int, count: int, *, check: bool) -> None:
    """Close with what was done, on standard error, so that the list of files stands alone."""
    files = "file" if count == 1 else "files"
    if not changed:
        complain(f"{count} {files} formatted already")
    elif check:
        complain(f"{changed} of {count} {files} would change")
    else:
        complain(f"{changed} of {count} {files} changed")
