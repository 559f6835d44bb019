"""`datagraph docs`: writes a data dictionary."""

from __future__ import annotations

import os

from datagraph.cli.command import Command, Option
from datagraph.cli.terminal import complain
from datagraph.cli.viewing import GRAPH, SUBJECT_OPTIONS, Refused, view_one
from datagraph.diagnostics.render.visible import visible

COMMAND = Command(
    name="docs",
    summary="Write a data dictionary: a page for each entity, an index, and the diagram.",
    details=(
        "Pages tell of tables, keys, columns, relationships both ways and paths from the profile; with a catalog they "
        "have types and comments too, with figures what was counted. The same graph gives the same files, one row a "
        "line, so they can be committed. Files that are not the dictionary's own are never touched."
    ),
    examples=(
        ("datagraph docs -o docs/data", "write Markdown, as forges show it"),
        ("datagraph docs --format html -o site", "write a small site"),
        ("datagraph docs --catalog catalog.json -o docs/data", "with columns, types and comments"),
        ("datagraph docs -o docs/data --check", "see in CI that what is committed is not stale"),
    ),
    exits=(
        (0, "the files are written, or --check finds them as they should be"),
        (1, "--check finds files that are stale, missing or left over"),
        (2, "the graph cannot be read, a file cannot be written or is somebody else's, or the call is wrong"),
    ),
    arguments=(GRAPH,),
    options=(
        Option("--output", short="-o", metavar="FOLDER", help="Where to write; docs is the default."),
        Option(
            "--format",
            allowed=("markdown", "html"),
            parameter="output_format",
            help="What to write; markdown is the default.",
        ),
        Option("--title", metavar="TEXT", help="The title of the index; Data dictionary is the default."),
        Option("--check", kind="switch", help="Write nothing; exit with 1 if the files are not as they should be."),
        *SUBJECT_OPTIONS,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    graph: str,
    output: str,
    output_format: str,
    title: str,
    check: bool,
    catalog: str,
    warehouse: str,
    figures: str,
    config: str,
    stdin_filename: str,
) -> int:
    """Write or check the dictionary; returns the exit code."""
    viewed = view_one(
        graph,
        catalog=catalog,
        warehouse=warehouse,
        config=config,
        stdin_filename=stdin_filename,
        figures=figures,
    )
    if isinstance(viewed, Refused):
        complain(viewed.text)
        return 2
    from datagraph.cli.folder import compare
    from datagraph.diagrams.undrawn import Undrawn
    from datagraph.dictionary import dictionary, is_ours

    folder = output or "docs"
    files = dictionary(viewed.view, title or "Data dictionary", output_format or "markdown")
    if isinstance(files, Undrawn):
        complain(f"error: {visible(files.reason)}")
        if files.help:
            complain(f"help: {files.help}")
        return 2
    changes = compare(folder, files, is_ours)
    if changes.foreign:
        for path in changes.foreign:
            complain(f"error: {visible(os.path.join(folder, path))} was not written by `datagraph docs`")
        complain("help: name another folder with `-o`, or move the file away")
        return 2
    if check:
        return _report(folder, changes.stale, changes.missing, changes.left_over)
    return changes.write()


def _report(folder: str, *kinds: tuple[str, ...]) -> int:
    names = ("stale", "missing", "left over")
    for name, paths in zip(names, kinds, strict=True):
        for path in paths:
            complain(f"{name}: {visible(os.path.join(folder, path))}")
    if any(kinds):
        complain("help: the same command without `--check` mends it")
    return int(any(kinds))
