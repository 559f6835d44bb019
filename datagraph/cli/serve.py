"""`datagraph serve`: the explorer page, which follows the file."""

from __future__ import annotations

import os
import webbrowser
from threading import Thread
from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.options import CATALOG, CONFIG, WAREHOUSE
from datagraph.cli.terminal import complain, write
from datagraph.cli.viewing import FIGURES, GRAPH, Refused, view_one
from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.undrawn import Undrawn
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.cli.current_page import CurrentPage

_PORT = 8714

COMMAND = Command(
    name="serve",
    summary="Show a graph in the browser, and follow its file.",
    details=(
        "It serves the explorer page that `datagraph render --format html` writes, on this machine. When the graph, "
        "its configuration or its catalog changes, the page is made anew and reloads, and keeps the reader's place. "
        "What keeps it from being made is shown in the page, beside the last picture. With --warehouse, the warehouse "
        "is asked each time."
    ),
    examples=(
        ("datagraph serve graph.dg --open", "show a graph, and open the browser"),
        ("datagraph serve --port 0", "show the only graph here, on a port that is free"),
        ("datagraph serve graph.dg --figures figures.json", "show what was counted in the data too"),
    ),
    exits=(
        (0, "Ctrl-C has ended it"),
        (2, "there is no graph to show, the port is taken, or the call is wrong"),
    ),
    arguments=(GRAPH,),
    options=(
        Option("--port", metavar="N", help=f"The port; 0 takes one that is free. Default: {_PORT}."),
        Option(
            "--host",
            metavar="ADDRESS",
            help="The address of this machine to listen on. Default: 127.0.0.1, which only this machine reaches; with "
            "0.0.0.0, everyone who reaches this machine can read the graph.",
        ),
        Option("--open", kind="switch", help="Open the page in the browser.", parameter="opens"),
        CATALOG,
        WAREHOUSE,
        FIGURES,
        CONFIG,
    ),
)


def run(
    *, graph: str, port: str, host: str, opens: bool, catalog: str, warehouse: str, figures: str, config: str
) -> int:
    """Serve until Ctrl-C; returns the exit code."""
    if port and not (port.isdecimal() and int(port) < 65536):
        complain(f"error: `--port {port}` is no port, such as {_PORT}")
        return 2
    if graph == "-":
        complain("error: standard input cannot be followed: name a file")
        return 2

    def make() -> str | Refused:
        return _made(graph, catalog, warehouse, config, figures)

    first = make()
    if isinstance(first, Refused):
        complain(first.text)
        return 2
    from datagraph.cli.current_page import CurrentPage
    from datagraph.cli.page_server import PageServer, is_loopback
    from datagraph.cli.watching import watch_files

    host = host or "127.0.0.1"
    current = CurrentPage(first)
    try:
        server = PageServer(host, int(port or _PORT), current)
    except OSError as error:
        complain(f"error: cannot listen on {host}, port {port or _PORT}: {error.strerror or error}")
        complain("help: take another port, or any that is free: `--port 0`")
        return 2
    Thread(target=server.serve_forever, daemon=True).start()
    write(f"serving {server.address}\n")
    if not is_loopback(host):
        complain(f"warning: everyone who reaches {host} can read the graph")
    if opens:
        webbrowser.open(server.address)
    return watch_files(
        (graph,) if graph else (),
        lambda: Configurations(config, Choices(catalog=catalog, warehouse=warehouse)),
        lambda _: _follow(make, current),
        also=(figures,) if figures else (),
    )


def _follow(make: Callable[[], str | Refused], current: CurrentPage) -> None:
    """Show what there is now, or say why the last picture stays."""
    made = make()
    if isinstance(made, Refused):
        complain(made.text)
        current.complain(made.text)
    else:
        current.show(made)


def _made(graph: str, catalog: str, warehouse: str, config: str, figures: str) -> str | Refused:
    """The page of the graph as it is on the disk now."""
    viewed = view_one(graph, catalog=catalog, warehouse=warehouse, config=config, stdin_filename="", figures=figures)
    if isinstance(viewed, Refused):
        return viewed
    from datagraph.diagrams.compose import compose
    from datagraph.diagrams.page import page
    from datagraph.diagrams.scene import Choice

    # A browser has no way from the page to the file, so the page names none.
    scene = compose(viewed.view, Choice(has_remarks=True, title=os.path.basename(viewed.path)))
    made = page(viewed.view, scene, is_live=True)
    if isinstance(made, Undrawn):
        return Refused(f"error: {visible(made.reason)}" + (f"\nhelp: {made.help}" if made.help else ""))
    return made
