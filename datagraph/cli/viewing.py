"""The one graph that a call is about, with all that is known of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.command import Argument, Option
from datagraph.cli.options import CATALOG, CONFIG, STDIN_FILENAME, WAREHOUSE
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs

if TYPE_CHECKING:
    from datagraph.catalog.measurements import Measurements
    from datagraph.project.files import Input
    from datagraph.view import View

GRAPH = Argument(
    "graph",
    metavar="[GRAPH]",
    help="The file, or a directory with one graph in it; `-` is standard input. Default: the one graph that the "
    "configuration names, or that is in this directory or below.",
)
FIGURES = Option(
    "--figures",
    metavar="FILE",
    help="Show what was counted in the data too, such as match rates: the file that `datagraph check --figures` has "
    "written.",
)
SUBJECT_OPTIONS = (CATALOG, WAREHOUSE, FIGURES, CONFIG, STDIN_FILENAME)
"""What is known of the graph, besides its text."""

_OF_WAREHOUSE = ("DG4", "DG7", "DG8")


class Viewed(NamedTuple):
    """A graph under the path that people know it by; `files` are the paths of all files that decide what is seen."""

    path: str
    view: View
    files: tuple[str, ...]


class Refused(NamedTuple):
    """Why there is nothing to look at, and what to do, as it is written on standard error."""

    text: str


def view_one(
    graph: str, *, catalog: str, warehouse: str, config: str, stdin_filename: str, figures: str = ""
) -> Viewed | Refused:
    """Read the graph that a call means, and what its configuration says is known of the warehouse.

    A graph with mistakes is seen as far as it can be read; that is no refusal.
    """
    from datagraph.cli.checking import evidence_for
    from datagraph.rules import Evidence
    from datagraph.view import view_of

    if catalog and warehouse:
        return Refused("error: `--catalog` and `--warehouse` exclude each other")
    configurations = Configurations(config, Choices(catalog=catalog, warehouse=warehouse))
    inputs = read_inputs((graph,) if graph else (), configurations, stdin_filename)
    mistake = _mistake(inputs)
    if mistake:
        return Refused(mistake)
    (only,) = inputs
    located = configurations.of_file(only.path)
    (evidence,) = evidence_for([(only, located)], configurations)
    if configurations.reports:
        from datagraph.diagnostics import Report
        from datagraph.diagnostics.render import render

        return Refused(render(Report(tuple(configurations.reports), {}), "text").rstrip("\n"))
    if figures:
        measurements = _measurements(figures, only.path)
        if isinstance(measurements, Refused):
            return measurements
        evidence = Evidence(evidence.catalog, previous=evidence.previous, measurements=measurements)
    view = view_of(only.text, located.configuration.settings, evidence)
    files = [*configurations.files, *([figures] if figures else []), *([] if only.is_stdin else [only.path])]
    return Viewed(only.path, view, tuple(files))


def note_of_errors(viewed: Viewed, done: str) -> str:
    """A note that errors keep a graph from being drawn, or whatever is `done` with it, whole; "" without errors."""
    from datagraph.diagnostics import Severity

    # What the warehouse tells is no mistake in the text, and nothing is missing for it.
    of_text = [it for it in viewed.view.analysis.diagnostics if not it.code.startswith(_OF_WAREHOUSE)]
    errors = sum(it.severity is Severity.ERROR for it in of_text)
    count = "an error" if errors == 1 else f"{errors} errors"
    told = f"note: {visible(viewed.path)} has {count}, and may not be {done} whole: `datagraph validate`"
    return told if errors else ""


def _mistake(inputs: list[Input]) -> str:
    """Why files are not one that can be read, or ""."""
    for it in inputs:
        if it.trouble:
            return f"error: cannot read {visible(it.path)}: {it.trouble}"
    if len(inputs) > 1:
        names = ", ".join(visible(it.path) for it in inputs)
        return f"error: there are {len(inputs)} graphs, and one is wanted\nhelp: name one of them: {names}"
    return ""


def _measurements(figures: str, path: str) -> Measurements | Refused:
    """What a file of figures says of the graph at a path: what it says of its only graph, or of the one of that path.

    Where it lies is no part of the question: figures that were counted elsewhere are as good.
    """
    from datagraph.catalog.figures import load
    from datagraph.catalog.file import Refusal
    from datagraph.project.reading import read_file
    from datagraph.text import LineIndex

    text, trouble = read_file(figures)
    if trouble:
        return Refused(f"error: cannot read {visible(figures)}: {trouble}")
    found = load(text)
    help_ = f"help: write it with `datagraph check --figures {visible(figures)}`"
    if isinstance(found, Refusal):
        where = visible(figures) + (f":{LineIndex(text).position(found.offset)}" if found.offset else "")
        return Refused(f"error: {where}: not a file of figures: {visible(found.reason)}\n{help_}")
    if len(found) == 1:
        return next(iter(found.values()))
    by_path = {os.path.normpath(it): figures for it, figures in found.items()}
    ours = by_path.get(os.path.normpath(path))
    if ours is not None:
        return ours
    known = f"; it has those of {', '.join(map(visible, found))}" if found else ""
    return Refused(f"error: {visible(figures)} has no figures of {visible(path)}{known}\n{help_}")
