"""Markdown, for clients that show it and for those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Object


def markup(server: Server, formats: str, markdown: str) -> Object:
    """A text in the form that the client prefers; `formats` is the path of the capability that tells."""
    offered = server.client.value(formats, ["markdown"])
    kind = "markdown" if "markdown" in offered else "plaintext"
    return {"kind": kind, "value": markdown}
