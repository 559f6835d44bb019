"""From the first message to the last."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from datagraph.version import __version__
from datagraph_lsp.capabilities import server_capabilities
from datagraph_lsp.client import Client
from datagraph_lsp.parent import is_alive
from datagraph_lsp.paths import uri_of
from datagraph_lsp.preferences import SECTION, read_preferences
from datagraph_lsp.warming import warm_up
from datagraph_lsp.watching import ask_preferences, register

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

# Seconds between two looks at the editor's process.
_GLANCE = 2.0


def initialize(server: Server, params: Object) -> Object:
    """`initialize`."""
    server.client = Client(params.get("capabilities") or {})
    server.documents.encoding = server.client.encoding
    server.protocol.trace = params.get("trace") or "off"
    server.projects.add(_folders(params))
    options = params.get("initializationOptions")
    # Editors without settings of their own give them here, some with the section around them.
    section = options.get(SECTION, options) if isinstance(options, dict) else {}
    server.projects.prefer({"": read_preferences(section)})
    parent = params.get("processId")
    if isinstance(parent, int) and parent > 0:
        server.start(_follow(server, parent))
    server.protocol.is_initialized = True
    return {
        "capabilities": server_capabilities(server.client),
        "serverInfo": {"name": "datagraph", "version": __version__},
    }


async def initialized(server: Server, params: Json) -> None:  # noqa: ARG001 it is an empty object
    """`initialized`."""
    register(server)
    await ask_preferences(server)
    await warm_up(server)


def shut_down(server: Server, params: Json) -> None:  # noqa: ARG001 there are none
    """`shutdown`."""
    server.protocol.is_shut_down = True
    for cancel in list(server.cancellations.values()):
        cancel()


def leave(server: Server, params: Json) -> None:  # noqa: ARG001 there are none
    """`exit`."""
    server.end(0 if server.protocol.is_shut_down else 1)


def set_trace(server: Server, params: Object) -> None:
    """`$/setTrace`."""
    server.protocol.trace = params["value"]


def cancel_work(server: Server, params: Object) -> None:
    """`window/workDoneProgress/cancel`."""
    cancel = server.cancellations.get(params["token"])
    if cancel:
        cancel()


def _folders(params: Object) -> list[str]:
    folders = params.get("workspaceFolders")
    if folders:
        return [it["uri"] for it in folders]
    # What came before folders, and is still all that some editors send.
    if params.get("rootUri"):
        return [params["rootUri"]]
    return [uri_of(os.path.abspath(params["rootPath"]))] if params.get("rootPath") else []


async def _follow(server: Server, process: int) -> None:
    """End when the editor's process has ended, though it may have left the connection open to others."""
    while is_alive(process):
        await asyncio.sleep(_GLANCE)
    server.end(1)
