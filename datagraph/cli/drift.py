"""`datagraph drift`: compares the warehouse with the catalog file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.checking import exit_code, report_of
from datagraph.cli.command import Command
from datagraph.cli.complaints import complain_of, complain_of_configurations
from datagraph.cli.options import (
    CATALOG,
    CONFIG,
    FAIL_ON,
    FORMAT,
    IGNORE,
    OUTPUT,
    PATHS,
    SELECT,
    STDIN_FILENAME,
    WAREHOUSE,
)
from datagraph.cli.output import write_report
from datagraph.cli.terminal import complain
from datagraph.diagnostics import Severity
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations, shown_path
from datagraph.project.files import read_inputs
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.diagnostics import FileReport
    from datagraph.project.configurations import Located
    from datagraph.project.files import Input

_FAMILY = "DG8"
# The codes before this one are those of changes that break a graph.
_HARMLESS_FROM = "DG81"

COMMAND = Command(
    name="drift",
    summary="Say what has changed in the warehouse since the catalog was written.",
    details=(
        "Errors are the changes that break a graph: a table or a column that it names is gone, a join's types do not "
        "compare any more, a key is no key any more. All others are warnings and infos; what no graph names is shown "
        "in the catalog file. Only what the catalog holds, and what the graphs name, is read, and nothing is written: "
        "`datagraph introspect` writes the catalog anew."
    ),
    examples=(
        ("datagraph drift", "compare the catalog of the configuration with its warehouse"),
        ("datagraph drift --catalog catalog.json --warehouse production", "name both"),
        ("datagraph drift --format json --output drift.json", "write a report, as on a schedule"),
    ),
    exits=(
        (0, "nothing has changed, or nothing that breaks a graph"),
        (1, "a change breaks a graph, or is as grave as --fail-on"),
        (2, "a file, the configuration or the warehouse cannot be read or used, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        CATALOG,
        WAREHOUSE,
        FORMAT,
        OUTPUT,
        FAIL_ON,
        SELECT,
        IGNORE,
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    catalog: str,
    warehouse: str,
    output_format: str,
    output: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: str,
    stdin_filename: str,
) -> int:
    """Compare, and write what has changed; returns the exit code."""
    chosen, mistake = _rules(select)
    # Without the warehouse: a choice of one takes the configuration's catalog away, and here both are meant.
    choices = Choices(select=chosen, ignore=ignore, catalog=catalog)
    mistake = Choices(select=select, ignore=ignore).mistake() or mistake
    if mistake:
        complain(f"error: {mistake}")
        return 2
    configurations = Configurations(config, choices)
    inputs = read_inputs(paths, configurations, stdin_filename)
    groups: dict[Located, list[Input]] = {}
    for it in inputs:
        located = configurations.of_file(it.path)
        if not it.trouble:
            groups.setdefault(located, []).append(it)
    if complain_of_configurations(configurations):
        return 2
    from datagraph.cli.comparing import Comparison

    comparison = Comparison(configurations, warehouse)
    try:
        for located, members in groups.items():
            if not comparison.compare(located, members):
                complain_of_configurations(configurations)
                return 2
    except WarehouseError as error:
        complain_of(error)
        return 2
    files = comparison.files(inputs)
    if not write_report(report_of(files), output_format or "text", output):
        return 2
    _tell(files, comparison.catalogs)
    # The configuration's `fail-on` is for mistakes in graphs; here the class of a change decides.
    return exit_code(files, [Severity[(fail_on or "error").upper()]] * len(files))


def _rules(select: Iterable[str]) -> tuple[list[str], str]:
    """The codes of the rules about drift that are selected, all if nothing is; and what is wrong with that, or ""."""
    from datagraph.rules import all_rules
    from datagraph.settings import Settings

    words = [word.strip() for words in select for word in words.split(",") if word.strip()] or [_FAMILY]
    rules = [it for it in all_rules() if it.code.startswith(_FAMILY)]
    found = {word: [it.code for it in rules if Settings((word,)).runs(it.code, it.name, True)] for word in words}
    strange = [word for word, codes in found.items() if not codes]
    mistake = f"`{strange[0]}` is not about drift: choose among the rules of {_FAMILY}" if strange else ""
    return [code for codes in found.values() for code in codes], mistake


def _tell(files: Iterable[FileReport], catalogs: Iterable[str]) -> None:
    """Say on standard error how much has changed, in the two classes."""
    codes = [it.code for file in files for it in file.diagnostics]
    broken = sum(it < _HARMLESS_FROM for it in codes)
    if codes:
        complain(f"drift: {broken} of {len(codes)} findings break a graph")
    for path in catalogs if not codes else ():
        complain(f"no drift: what {visible(shown_path(path))} holds is as it was")
