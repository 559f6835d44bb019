"""`datagraph.fixAll`: applies all safe fixes of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph_lsp.features.edits import workspace_edit
from datagraph_lsp.protocol import Refused

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json


async def fix_all(server: Server, arguments: list[Json], token: Json) -> bool:  # noqa: ARG001 it is done at once
    """Have the client apply the edits to the document with the address that is given; False if there are none."""
    from datagraph.ide.actions import fix_all as edits_of

    document = server.documents.open.get(arguments[0] if arguments else "")
    if document is None or document.kind != "graph":
        raise Refused("there is no Data Graph open to be fixed")
    edits = edits_of(document.view)
    if not edits:
        return False
    params = {"label": "Apply all safe fixes", "edit": workspace_edit(server, document, edits)}
    answer = await server.protocol.ask("workspace/applyEdit", params)
    return bool(answer and answer.get("applied"))
