"""`datagraph docs`: writes a data dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.terminal import complain, write
from datagraph.cli.viewing import GRAPH, SUBJECT_OPTIONS, Refused, note_of_errors, view_one
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from datagraph.cli.folder import Differences, Folder

_FOLDER = "docs"
_TITLE = "Data dictionary"

COMMAND = Command(
    name="docs",
    summary="Write a data dictionary: a page for each entity, an index, and the diagram.",
    details=(
        "Pages tell of tables, keys and columns, of relationships both ways and what they match, and of the paths from "
        "the profile. With a catalog the columns have types and comments; with figures, what was counted is told. The "
        "pages can be committed: the same graph gives the same files, a row is a line, and there are no dates in them. "
        "Only changed files are written, pages of what is gone are removed, and files of others are never touched."
    ),
    examples=(
        ("datagraph docs -o docs/data", "write Markdown, which forges and wikis show"),
        ("datagraph docs --catalog catalog.json -o docs/data", "with the types and comments of all columns"),
        ("datagraph docs -o docs/data --check", "see in CI whether what is committed is as the graph is"),
        ("datagraph docs --format html -o site", "write pages for a browser, which need nothing else"),
    ),
    exits=(
        (0, "the files are as they should be now, or --check finds them so; mistakes in the graph or not"),
        (1, "with --check: some file is stale, missing or left over"),
        (
            2,
            "a file, the configuration or the warehouse cannot be read, written or used, a file of the same name is "
            "somebody else's, or the call is wrong",
        ),
    ),
    arguments=(GRAPH,),
    options=(
        Option(
            "--output",
            short="-o",
            metavar="FOLDER",
            help=f"The folder to write into, one for each graph. Default: {_FOLDER}.",
        ),
        Option(
            "--format",
            allowed=("markdown", "html"),
            parameter="output_format",
            help="What to write; markdown is the default.",
        ),
        Option("--check", kind="switch", help="Write nothing; exit with 1 if something would be written or removed."),
        Option("--title", metavar="TEXT", help=f"The title of the index. Default: {_TITLE}."),
        Option("--diagnostics", kind="switch", help="Tell on each page what `datagraph validate` reports of it."),
        *SUBJECT_OPTIONS,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    graph: str,
    output: str,
    output_format: str,
    check: bool,
    title: str,
    diagnostics: bool,
    catalog: str,
    warehouse: str,
    figures: str,
    config: str,
    stdin_filename: str,
) -> int:
    """Write the dictionary, or say what is not as it should be; returns the exit code."""
    told = {"catalog": catalog, "warehouse": warehouse, "config": config, "stdin_filename": stdin_filename}
    viewed = view_one(graph, **told, figures=figures)
    if isinstance(viewed, Refused):
        complain(viewed.text)
        return 2
    from datagraph.cli.folder import Folder
    from datagraph.diagrams.undrawn import Undrawn
    from datagraph.dictionary import PLACES, dictionary, is_ours

    output, output_format = output or _FOLDER, output_format or "markdown"
    files = dictionary(viewed.view, title or _TITLE, output_format, has_problems=diagnostics)
    if isinstance(files, Undrawn):
        complain(f"error: {visible(files.reason)}")
        if files.help:
            complain(f"help: {files.help}")
        return 2
    folder = Folder(output, files, is_ours, PLACES[output_format])
    found = folder.compare()
    if found.foreign:
        for name in found.foreign:
            complain(f"error: {visible(folder.path(name))} is not from `datagraph docs`, and stays as it is")
        complain("help: name another folder with `-o FOLDER`, or move the file away")
        return 2
    if check:
        options: dict[str, str | bool] = {"title": title, **told, "figures": figures, "diagnostics": diagnostics}
        options["format"] = output_format if output_format != "markdown" else ""
        return _report(folder, found, len(files), _command(graph, output, options))
    trouble = folder.mend(found)
    if trouble:
        complain(f"error: {visible(trouble)}")
        return 2
    _tell(folder, found, len(files))
    note = note_of_errors(viewed, "described")
    if note:
        complain(note)
    return 0


def _tell(folder: Folder, found: Differences, count: int) -> None:
    """List what was done, and close with how much it was on standard error, so that the list stands alone."""
    written = (*found.stale, *found.missing)
    for name in written:
        write(f"wrote {visible(folder.path(name))}\n")
    for name in found.left_over:
        write(f"removed {visible(folder.path(name))}\n")
    removed = f", {len(found.left_over)} removed" if found.left_over else ""
    changed = bool(written or removed)
    complain(f"{len(written)} of {_files(count)} written{removed}" if changed else f"{_files(count)} as before")


def _report(folder: Folder, found: Differences, count: int, command: str) -> int:
    kinds = {"stale": found.stale, "missing": found.missing, "left over": found.left_over}
    for kind, names in kinds.items():
        for name in names:
            write(f"{kind}: {visible(folder.path(name))}\n")
    wrong = sum(map(len, kinds.values()))
    if not wrong:
        complain(f"{_files(count)} as the graph is")
        return 0
    complain(f"{_files(wrong)} not as the graph is")
    complain(f"help: `{visible(command)}` mends that")
    return 1


def _command(graph: str, output: str, options: dict[str, str | bool]) -> str:
    """The call that writes what this one has only looked at."""
    from shlex import join

    words = ["datagraph", "docs", *([graph] if graph else []), "-o", output]
    for name, value in options.items():
        if value:
            words += [f"--{name.replace('_', '-')}", *([value] if isinstance(value, str) else [])]
    return join(words)


def _files(count: int) -> str:
    return f"{count} {'file' if count == 1 else 'files'}"
