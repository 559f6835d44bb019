"""`datagraph diff`: says what has changed in a graph, and whom that hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Argument, Command, Option
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.options import CATALOG, CONFIG, CONSUMERS, IGNORE, OUTPUT
from datagraph.cli.terminal import complain
from datagraph.diagnostics import Severity
from datagraph.diagnostics.render import FORMATS
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations

if TYPE_CHECKING:
    from collections.abc import Iterable

CLASSES = {"definite": Severity.ERROR, "potential": Severity.WARNING, "any": Severity.INFO}
"""What `--fail-on` takes, and the least severity of a finding of that class."""

COMMAND = Command(
    name="diff",
    summary="Say what has changed in a graph, what that breaks, and whom it hits.",
    details=(
        "With two files, the first is the old one. Otherwise the files are compared with what git has of them, by "
        "default where the current branch has left the main one. Blocks are compared by what they say, not by how they "
        "are written. Definite changes take away what consumers use: an entity, a relationship, a path, a slug. "
        "Potential ones may change what they get. The file of consumers says who uses what; without one everything "
        "may be used. A graph with mistakes is compared as far as it can be read."
    ),
    examples=(
        ("datagraph diff", "compare the graphs here with the main branch, as for a pull request"),
        ("datagraph diff --against v1.4 graphs/shop.dg", "compare one file with a tag"),
        ("datagraph diff old.dg new.dg", "compare two files"),
        ("git show HEAD:graph.dg | datagraph diff - graph.dg", "compare with standard input"),
        ("datagraph diff --format markdown -o comment.md", "write a comment for the pull request"),
        ("datagraph diff --accept DG601:cart-entity", "let one change pass"),
    ),
    exits=(
        (0, "nothing has changed, or nothing as grave as --fail-on"),
        (1, "a change is of the class of --fail-on, or a graver one"),
        (2, "a file, the configuration or git's history cannot be read, or the call is wrong"),
    ),
    arguments=(
        Argument(
            "paths",
            metavar="[OLD NEW] | [PATHS]...",
            many=True,
            help="Two files to compare; or, with --against or with one path, files and directories to compare with "
            "git's history. `-` is standard input.",
        ),
    ),
    options=(
        Option("--against", metavar="REV", help="The revision to compare with: a branch, a tag, a commit."),
        Option(
            "--format",
            allowed=(*FORMATS, "markdown"),
            parameter="output_format",
            help="How to write the changes; text, the default, is for people, markdown for a pull request.",
        ),
        OUTPUT,
        Option(
            "--fail-on",
            allowed=tuple(CLASSES),
            help="The least class of a change that makes the exit code 1; definite is the default.",
        ),
        Option(
            "--accept",
            kind="list",
            metavar="CODE:SLUG",
            help="A change that is no matter; `[[accepted]]` in the configuration keeps such, with a reason.",
        ),
        CONSUMERS,
        CATALOG,
        IGNORE,
        CONFIG,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    against: str,
    output_format: str,
    output: str,
    fail_on: str,
    accept: tuple[str, ...],
    consumers: str,
    catalog: str,
    ignore: tuple[str, ...],
    config: str,
) -> int:
    """Compare, and write what has changed; returns the exit code."""
    choices = Choices(ignore=ignore, catalog=catalog, consumers=consumers)
    mistake = choices.mistake() or _mistaken(accept)
    if mistake:
        complain(f"error: {mistake}")
        return 2
    from datagraph.cli.changed_files import since_revision, two_files
    from datagraph.cli.diff_output import write_changes
    from datagraph.cli.diffing import Differ

    configurations = Configurations(config, choices)
    pairs = not against and len(paths) == 2
    files = two_files(paths, configurations) if pairs else since_revision(paths, against, configurations)
    if files is None:
        return 2
    compared = Differ(configurations, accept).compare(files)
    if complain_of_configurations(configurations):
        return 2
    if not write_changes(compared, output_format or "text", output):
        return 2
    limit = CLASSES[fail_on or "definite"]
    return int(any(it.severity >= limit for one in compared for it in one.diagnostics))


def _mistaken(accept: Iterable[str]) -> str:
    from datagraph.configuration.acceptances import parse_change

    wrong = next((it for it in accept if parse_change(it) is None), None)
    form = "write the code of a rule of DG6 and a slug, such as DG601:cart-entity"
    return f"`--accept {wrong}` is not of the form CODE:SLUG: {form}" if wrong is not None else ""
