"""`datagraph check`: holds graphs against the data in a warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of, complain_of_configurations
from datagraph.cli.options import CONFIG, FAIL_ON, FORMAT, IGNORE, OUTPUT, PATHS, STDIN_FILENAME, WAREHOUSE
from datagraph.cli.output import write_output, write_report
from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.cli.surveying import Surveyed

FAMILIES = ("DG4", "DG7")
"""The rules that look at the warehouse; `validate` runs the others."""

COMMAND = Command(
    name="check",
    summary="Check graphs against the data in the warehouse.",
    details=(
        "Each entity is one query (rows, keys that are missing or repeated), each relationship another (what matches, "
        "orphans, cardinality and fan-out, keys that only case or white space keep apart), and the profile a third. "
        "They run whole in the warehouse, several at a time; only figures and a few example keys come back. Reported "
        "is what the warehouse tells: the rules DG4 and DG7. What is wrong with the text itself is for `datagraph "
        "validate`; that there is something is said, and makes the exit code 1. A table of all figures follows."
    ),
    examples=(
        ("datagraph check --warehouse production", "check the graphs here against one warehouse"),
        ("datagraph check --dry-run", "show the queries, and what they would read"),
        ("datagraph check --sample 100000 --max-seconds 60", "look at some rows of each, for a minute at most"),
        ("datagraph check --only orphaned-rows --format json", "run one rule, and only the queries that it needs"),
    ),
    exits=(
        (0, "nothing is wrong, or nothing as grave as --fail-on"),
        (1, "something is as grave as --fail-on, or graver, or the text of a graph has errors"),
        (2, "a file, the configuration or the warehouse cannot be read or used, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        WAREHOUSE,
        Option(
            "--sample",
            metavar="ROWS",
            help="Look at so many rows of each left table, the same ones each time; numbers of rows and of NULLs are "
            "those of whole tables all the same.",
        ),
        Option("--max-seconds", metavar="SECONDS", help="The longest that one query may take; then it is cancelled."),
        Option(
            "--only",
            kind="list",
            metavar="RULES",
            help="The only rules to run, and the only queries: names, codes or beginnings of codes of DG4 and DG7.",
        ),
        Option("--dry-run", kind="switch", help="Show the queries and what they would read, and run none."),
        FORMAT,
        OUTPUT,
        Option(
            "--figures",
            metavar="FILE",
            help="Write all figures to a file too, as JSON; `datagraph render --figures` shows them.",
        ),
        FAIL_ON,
        IGNORE,
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    warehouse: str,
    sample: str,
    max_seconds: str,
    only: tuple[str, ...],
    dry_run: bool,
    output_format: str,
    output: str,
    figures: str,
    fail_on: str,
    ignore: tuple[str, ...],
    config: str,
    stdin_filename: str,
) -> int:
    """Count, and write what that tells; returns the exit code."""
    codes, mistake = _rules(only)
    choices = Choices(select=codes, ignore=ignore, fail_on=fail_on)
    mistake = Choices(select=only, ignore=ignore).mistake() or mistake or _number_mistake(sample, max_seconds)
    if mistake:
        complain(f"error: {mistake}")
        return 2
    configurations = Configurations(config, choices)
    inputs = read_inputs(paths, configurations, stdin_filename)
    if complain_of_configurations(configurations):
        return 2
    from datagraph.cli.surveying import Surveyor

    surveyor = Surveyor(
        configurations,
        warehouse,
        codes,
        sample=int(sample) if sample else None,
        seconds=float(max_seconds) if max_seconds else None,
    )
    try:
        if dry_run:
            return surveyor.show_plans(inputs)
        surveyed = surveyor.survey(inputs)
    except WarehouseError as error:
        complain_of(error)
        return 2
    return _written(surveyed, output_format or "text", output, figures)


def _written(surveyed: Surveyed, output_format: str, output: str, figures: str) -> int:
    if not write_report(surveyed.report, output_format, output):
        return 2
    if output_format == "text" and not output:
        from datagraph.cli.check_table import write_tables

        write_tables(surveyed.files)
    for path, count in surveyed.broken:
        errors = "an error" if count == 1 else f"{count} errors"
        complain(f"note: {visible(path)} has {errors} of its own, and may not be checked whole: `datagraph validate`")
    if figures:
        from datagraph.catalog.figures import dump

        measured = [(it.path, it.evidence.measurements) for it in surveyed.files if it.evidence.measurements]
        if not write_output(dump(measured), figures):
            return 2
    return surveyed.exit_code


def _rules(only: Iterable[str]) -> tuple[list[str], str]:
    """The codes of the rules that are asked for, of all unless some are; and what is wrong with that, or ""."""
    from datagraph.rules import all_rules
    from datagraph.settings import Settings

    words = [word.strip() for words in only for word in words.split(",") if word.strip()] or list(FAMILIES)
    rules = [it for it in all_rules() if it.code.startswith(FAMILIES)]
    found = {word: [it.code for it in rules if Settings((word,)).runs(it.code, it.name, True)] for word in words}
    strange = [word for word, codes in found.items() if not codes]
    mistake = f"`{strange[0]}` does not look at the warehouse: `datagraph rules` lists DG4 and DG7" if strange else ""
    return [code for codes in found.values() for code in codes], mistake


def _number_mistake(sample: str, max_seconds: str) -> str:
    if sample and not (sample.isdecimal() and int(sample)):
        return f"`--sample {sample}` is no number of rows, such as 10000"
    try:
        is_time = not max_seconds or 0 < float(max_seconds) < float("inf")
    except ValueError:
        is_time = False
    return "" if is_time else f"`--max-seconds {max_seconds}` is no number of seconds, such as 60"
