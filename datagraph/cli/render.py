"""`datagraph render`: draws a graph."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.options import OUTPUT
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain, is_terminal
from datagraph.cli.viewing import GRAPH, SUBJECT_OPTIONS, Refused, note_of_errors, view_one
from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.formats import FORMATS, Drawing, format_of
from datagraph.diagrams.undrawn import Undrawn
from datagraph.project.files import STDIN

if TYPE_CHECKING:
    from datagraph.cli.viewing import Viewed
    from datagraph.diagrams.scene import Choice, Scene

_SHEETS = ("svg", "png", "pdf")
"""Formats that show all at once."""

COMMAND = Command(
    name="render",
    summary="Draw a graph: as a picture, a page to explore, or a text for a wiki.",
    details=(
        "The profile is the root, and how far an entity is from it decides where it stands. A line ends in a crow's "
        "foot where many rows meet one. With a catalog the columns have types; with figures, relationships have match "
        "rates. All formats but png and pdf need nothing but this program; those are made by Graphviz's `dot`."
    ),
    examples=(
        ("datagraph render -o graph.svg", "draw the graph here"),
        ("datagraph render --focus cart-entity --hops 2 -o carts.png", "draw what is near to an entity"),
        ("datagraph render --path-to product-entity --format mermaid", "write a way through the graph for a wiki"),
        ("datagraph render --columns all --group-by schema -o graph.html", "make a page to explore"),
        (
            "datagraph render --figures figures.json --diagnostics -o graph.pdf",
            "show what was counted, and what is wrong",
        ),
    ),
    exits=(
        (0, "the picture is written, mistakes in the graph or not"),
        (
            2,
            "a file, the configuration or the warehouse cannot be read or used, `dot` is missing, or the call is wrong",
        ),
    ),
    arguments=(GRAPH,),
    options=(
        Option(
            "--format",
            allowed=tuple(FORMATS),
            parameter="output_format",
            help="What to write. Default: what the name of the output tells, else svg.",
        ),
        OUTPUT,
        Option("--focus", metavar="SLUG", help="Draw only this entity or relationship, and what is near to it."),
        Option(
            "--hops", metavar="N", help="How many relationships away from the focus the picture ends; 1 by default."
        ),
        Option(
            "--path-to", metavar="SLUG", help="Draw only the paths from the profile to this entity or relationship."
        ),
        Option(
            "--direction",
            allowed=("LR", "TB", "RL", "BT"),
            help="Where the paths lead: from left to right by default, or from top to bottom, ….",
        ),
        Option("--group-by", allowed=("schema", "branch", "none"), help="What to frame together; none is the default."),
        Option(
            "--columns",
            allowed=("none", "keys", "all"),
            help="The columns to show. Default: keys, which are the primary key and what relationships join on.",
        ),
        Option(
            "--junctions",
            allowed=("nodes", "folded"),
            help="Junction tables as small boxes, the default, or as a word at the line.",
        ),
        Option(
            "--theme",
            allowed=("auto", "light", "dark", "print"),
            help="The colours. Default: auto, which is the reader's choice where the format can ask, and else light.",
        ),
        Option("--title", metavar="TEXT", help="The title. Default: the name of the file."),
        Option("--diagnostics", kind="switch", help="Mark what `datagraph validate` reports; html always does."),
        Option(
            "--diff",
            metavar="OLD",
            parameter="old",
            help="Mark what has changed since then: another file, or a revision of git.",
        ),
        *SUBJECT_OPTIONS,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    graph: str,
    output_format: str,
    output: str,
    focus: str,
    hops: str,
    path_to: str,
    direction: str,
    group_by: str,
    columns: str,
    junctions: str,
    theme: str,
    title: str,
    diagnostics: bool,
    old: str,
    catalog: str,
    warehouse: str,
    figures: str,
    config: str,
    stdin_filename: str,
) -> int:
    """Draw, and write; returns the exit code."""
    output_format = output_format or (format_of(output) if output else "svg")
    mistake = _mistake(output_format, output, focus, hops)
    if old and (focus or path_to):
        mistake = "error: `--diff` shows the whole graph, and `--focus` and `--path-to` a part"
    if mistake:
        complain(mistake)
        return 2
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
    from datagraph.diagrams.scene import Choice

    choice = Choice(
        focus=focus,
        hops=int(hops or 1),
        path_to=path_to,
        group_by=group_by or "none",  # type: ignore[arg-type]
        columns=columns or "keys",  # type: ignore[arg-type]
        folds_junctions=junctions == "folded",
        # A page has room to tell what is wrong in, and its reader asks for it there.
        has_remarks=diagnostics or output_format == "html",
        title=title,
    )
    has_file = graph != STDIN or bool(stdin_filename)
    source = _source(viewed.path, output) if has_file else ""
    scene = _since(old, viewed, choice, source) if old else _composed(viewed, choice, source)
    if scene is None:
        return 2
    drawn = FORMATS[output_format].write(Drawing(viewed.view, scene, direction or "LR", theme or "auto"))
    if isinstance(drawn, Undrawn):
        complain(f"error: {visible(drawn.reason)}")
        if drawn.help:
            complain(f"help: {drawn.help}")
        return 2
    if not write_output(drawn, output):
        return 2
    _remark(viewed, scene, output_format, drawn)
    return 0


def _mistake(output_format: str, output: str, focus: str, hops: str) -> str:
    """What is wrong with a call, or ""."""
    if not output_format:
        known = ", ".join(it for row in FORMATS.values() for it in row.suffixes)
        return (
            f"error: the name {visible(output)} does not tell what to write\n"
            f"help: add `--format`, or let it end in one of {known}"
        )
    if hops and not hops.isdecimal():
        return f"error: `--hops {visible(hops)}` is no number of relationships, such as 2"
    if hops and not focus:
        return "error: `--hops` counts from a focus\nhelp: name it with `--focus SLUG`"
    if not output and not FORMATS[output_format].is_text and is_terminal():
        return (
            f"error: a {output_format} is no text for a terminal\n"
            f"help: write it to a file: `-o graph{FORMATS[output_format].suffixes[0]}`"
        )
    return ""


def _composed(viewed: Viewed, choice: Choice, source: str) -> Scene | None:
    """The scene; None if a slug that is named is none, which standard error says."""
    from datagraph.cli.slugs import complain_of_slug
    from datagraph.diagrams.compose import compose

    known = viewed.view.graph.declarations
    try:
        return compose(viewed.view, choice, source)
    except KeyError:
        unknown = next((it for it in (choice.focus, choice.path_to) if it and it not in known), None)
        if unknown is None:
            raise
        complain_of_slug(unknown, known)
        return None


def _since(old: str, viewed: Viewed, choice: Choice, source: str) -> Scene | None:
    """The scene with what has changed marked; None if what was before cannot be read, which standard error says."""
    from datagraph.cli.changed_files import since_revision, two_files
    from datagraph.cli.changed_scene import changed_scene
    from datagraph.project.choices import Choices
    from datagraph.project.configurations import Configurations

    configurations = Configurations("", Choices())
    is_file = os.path.isfile(old)
    paths = (old, viewed.path) if is_file else (viewed.path,)
    found = two_files(paths, configurations) if is_file else since_revision(paths, old, configurations)
    return changed_scene(found[0].old_text, viewed.view, choice, source) if found else None


def _source(path: str, output: str) -> str:
    """The path of the text as a link in the output names it: from where that lies, with `/`."""
    try:
        from_there = os.path.relpath(path, os.path.dirname(output) or os.curdir)
    except ValueError:
        # On another drive of Windows there is no way from here.
        from_there = path
    return from_there.replace(os.sep, "/")


def _remark(viewed: Viewed, scene: Scene, output_format: str, drawn: str | bytes) -> None:
    """Say on standard error what keeps the picture from telling the truth, or from helping."""
    note = note_of_errors(viewed, "drawn")
    if note:
        complain(note)
    if output_format in _SHEETS:
        from datagraph.diagrams.readable import hub, too_large

        reason = too_large(scene)
        if reason:
            complain(f"warning: {reason}")
            complain(
                f"help: draw a part, such as `--focus {visible(hub(scene))}`, or a page to search: `--format html`"
            )
    if output_format == "mermaid":
        from datagraph.diagrams.mermaid import MOST_CHARACTERS, MOST_EDGES

        if len(drawn) > MOST_CHARACTERS or len(scene.edges) > MOST_EDGES:
            complain(
                f"warning: most programs draw no Mermaid of more than {MOST_CHARACTERS} characters or {MOST_EDGES} "
                f"lines, and this has {len(drawn)} and {len(scene.edges)}"
            )
            complain("help: draw a part with `--focus SLUG` or `--path-to SLUG`, or write svg or html")
