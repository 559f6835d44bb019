"""`datagraph validate`: checks files and says what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.checking import check
from datagraph.cli.command import Command, Option
from datagraph.cli.options import (
    AGAINST_WAREHOUSE,
    CATALOG,
    CONFIG,
    EXTEND_SELECT,
    FAIL_ON,
    FORMAT,
    IGNORE,
    OUTPUT,
    PATHS,
    SELECT,
    STDIN_FILENAME,
)
from datagraph.cli.output import write_report
from datagraph.cli.terminal import complain
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs

if TYPE_CHECKING:
    from datagraph.cli.checking import Outcome

COMMAND = Command(
    name="validate",
    summary="Check Data Graph files.",
    details=(
        "It says what is wrong, where, and what to do about it. Rules are chosen in datagraph.toml, or under "
        "[tool.datagraph] in pyproject.toml, and for one call by the options. Files that cannot be read are named, and "
        "the others are still checked. With a catalog or a warehouse, tables and columns are checked too."
    ),
    examples=(
        ("datagraph validate", "check the files that the configuration names, or all below here"),
        ("datagraph validate graph.dg --fail-on warning", "exit with 1 for warnings too"),
        ("datagraph validate --warehouse production", "check tables and columns too, as they are now"),
        ("datagraph validate --catalog catalog.json", "the same, as they were introspected; needs no credentials"),
        ("datagraph validate --format sarif --output graph.sarif", "write a report for code scanning"),
        ("git show HEAD:graph.dg | datagraph validate - --stdin-filename graph.dg", "check standard input"),
    ),
    exits=(
        (0, "nothing is wrong, or nothing as grave as --fail-on"),
        (1, "something is as grave as --fail-on, or graver"),
        (2, "a file, the configuration or the warehouse cannot be read or used, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        FORMAT,
        CATALOG,
        AGAINST_WAREHOUSE,
        OUTPUT,
        FAIL_ON,
        SELECT,
        EXTEND_SELECT,
        IGNORE,
        Option("--statistics", kind="switch", help="Count the findings of each rule, below the findings."),
        Option("--watch", kind="switch", help="Check again whenever a file changes, until Ctrl-C."),
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    output_format: str,
    catalog: str,
    warehouse: str,
    output: str,
    fail_on: str,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
    watch: bool,
    config: str,
    stdin_filename: str,
) -> int:
    """Check once, or again and again; returns the exit code."""
    choices = Choices(
        select=select,
        extend_select=extend_select,
        ignore=ignore,
        fail_on=fail_on,
        catalog=catalog,
        warehouse=warehouse,
    )
    mistake = choices.mistake()
    if catalog and warehouse:
        mistake = "`--catalog` and `--warehouse` exclude each other: the one is what was there, the other what is"
    if watch and "-" in paths:
        mistake = "standard input cannot be watched: name a file, or leave out `--watch`"
    if mistake:
        complain(f"error: {mistake}")
        return 2

    def check_once(configurations: Configurations) -> int:
        outcome = check(read_inputs(paths, configurations, stdin_filename), configurations)
        return _written(outcome, output_format or "text", output, statistics)

    if watch:
        from datagraph.cli.watching import watch_files

        return watch_files(paths, lambda: Configurations(config, choices), check_once)
    return check_once(Configurations(config, choices))


def _written(outcome: Outcome, output_format: str, output: str, statistics: bool) -> int:
    if not write_report(outcome.report, output_format, output):
        return 2
    if statistics:
        from datagraph.cli.statistics import write_statistics

        write_statistics(outcome.report, beside_report=not output and output_format in ("text", "concise"))
    return outcome.exit_code
