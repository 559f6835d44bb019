"""Commands that the user gives in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygls.exceptions import JsonRpcException

from datagraph_lsp.commands.checking import check_entity
from datagraph_lsp.commands.drawing import show_diagram
from datagraph_lsp.commands.fixing import fix_all
from datagraph_lsp.commands.refreshing import refresh_catalog
from datagraph_lsp.wire import INVALID_PARAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any

    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

    Command = Callable[[Server, list[Json], Json], Coroutine[Any, Any, Json]]

_COMMANDS: Mapping[str, Command] = {
    "datagraph.refreshCatalog": refresh_catalog,
    "datagraph.checkEntity": check_entity,
    "datagraph.fixAll": fix_all,
    "datagraph.showDiagram": show_diagram,
}

ADVERTISED = ("datagraph.refreshCatalog", "datagraph.checkEntity")
"""Editors make these their own commands. The others are what commands of theirs ask for: to show a picture, or to apply
the code action that fixes all, is a thing of the editor."""


async def execute_command(server: Server, params: Object) -> Json:
    """`workspace/executeCommand`."""
    command = _COMMANDS.get(params["command"])
    if command is None:
        raise JsonRpcException(f"no command named {params['command']}", INVALID_PARAMS)
    return await command(server, params.get("arguments") or [], params.get("workDoneToken"))
