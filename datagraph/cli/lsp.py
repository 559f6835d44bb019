"""`datagraph lsp`: the language server."""

from __future__ import annotations

from importlib.util import find_spec

from datagraph.cli.command import Command, Option
from datagraph.cli.terminal import complain

COMMAND = Command(
    name="lsp",
    summary="Start the language server.",
    details=(
        "Editors start it by themselves, and speak the Language Server Protocol with it over standard input and "
        "output. It finds configurations and catalogs as `datagraph validate` does, and says the same; a warehouse is "
        "asked only when the user calls for it."
    ),
    examples=(
        ("datagraph lsp", "serve the editor that started it"),
        ("datagraph lsp --tcp 2087", "wait on this machine for one editor to connect"),
        ("datagraph lsp --log-level debug", "write what was asked, and how long it took, to standard error"),
    ),
    exits=(
        (0, "the editor has ended it"),
        (1, "the editor is gone"),
        (2, "the server is not installed, or the call is wrong"),
    ),
    options=(
        Option("--tcp", metavar="PORT", help="Listen on a port of this machine; 0 takes one that is free."),
        Option(
            "--log-level",
            allowed=("debug", "warning", "error"),
            help="The least of what is logged to standard error; warning is the default.",
        ),
    ),
)


def run(*, tcp: str, log_level: str) -> int:
    """Serve until the editor goes; returns the exit code."""
    if tcp and not (tcp.isdecimal() and int(tcp) < 65536):
        complain(f"error: `--tcp {tcp}` is no port, such as 2087")
        return 2
    if find_spec("pygls") is None or find_spec("datagraph_lsp") is None:
        complain("error: the language server is not installed")
        complain("help: pip install 'datagraph-toolkit[lsp]'")
        return 2
    from datagraph_lsp.reporting import set_up
    from datagraph_lsp.server import Server
    from datagraph_lsp.transport import serve_stdio, serve_tcp

    set_up(log_level or "warning")
    try:
        return serve_tcp(Server(), int(tcp)) if tcp else serve_stdio(Server())
    except OSError as error:
        complain(f"error: cannot listen on port {tcp}: {error.strerror or error}")
        return 2
