"""The one graph that a call is about, with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.command import Argument
from datagraph.cli.options import CATALOG, CONFIG, STDIN_FILENAME, WAREHOUSE
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs

if TYPE_CHECKING:
    from datagraph.project.files import Input
    from datagraph.view import View

GRAPH = Argument(
    "graph",
    metavar="[GRAPH]",
    help="The file, or a directory with one graph in it; `-` is standard input. Default: the one graph that the "
    "configuration names, or that is in this directory or below.",
)
SUBJECT_OPTIONS = (CATALOG, WAREHOUSE, CONFIG, STDIN_FILENAME)
"""What is known of the graph, besides its text."""


class Viewed(NamedTuple):
    """A graph under the path that people know it by; `files` are the paths of all files that decide what is seen."""

    path: str
    view: View
    files: tuple[str, ...]


class Refused(NamedTuple):
    """Why there is nothing to look at, and what to do, as it is written on standard error."""

    text: str


def view_one(graph: str, *, catalog: str, warehouse: str, config: str, stdin_filename: str) -> Viewed | Refused:
    """Read the graph that a call means, and what its configuration says is known of the warehouse.

    A graph with mistakes is seen as far as it can be read; that is no refusal.
    """
    from datagraph.cli.checking import evidence_for
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
    view = view_of(only.text, located.configuration.settings, evidence)
    files = (*configurations.files, *(() if only.is_stdin else (only.path,)))
    return Viewed(only.path, view, files)


def _mistake(inputs: list[Input]) -> str:
    """Why files are not one that can be read, or ""."""
    for it in inputs:
        if it.trouble:
            return f"error: cannot read {visible(it.path)}: {it.trouble}"
    if len(inputs) > 1:
        names = ", ".join(visible(it.path) for it in inputs)
        return f"error: there are {len(inputs)} graphs, and one is wanted\nhelp: name one of them: {names}"
    return ""
