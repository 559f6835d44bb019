"""`datagraph.showDiagram`: draws the graph of a document."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from datagraph_lsp.protocol import Refused

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_THEMES = ("auto", "light", "dark", "print")


async def show_diagram(server: Server, arguments: list[Json], token: Json) -> Object:  # noqa: ARG001 it is quick
    """Draw a document's graph as SVG.

    The arguments are the address of the document and, if wanted, an object with the `theme`, one of those of `datagraph
    render`. The answer holds the `svg`, and as `places` the range of the block that each of its nodes and edges with
    a `data-id` stands for, outer blocks before inner ones.
    """
    document = server.documents.find(arguments[0]) if arguments else None
    if document is None or document.kind != "graph":
        raise Refused("there is no Data Graph open to be drawn")
    wanted = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], dict) else {}
    theme = wanted.get("theme", "auto")
    if theme not in _THEMES:
        raise Refused(f"no theme named {theme}: there are {', '.join(_THEMES)}")
    from datagraph.diagrams.compose import compose
    from datagraph.diagrams.picture import picture
    from datagraph.diagrams.scene import Choice
    from datagraph.diagrams.undrawn import Undrawn

    # The view may change as soon as other messages are dealt with; the scene is plain data, and does not.
    scene = compose(document.view, Choice(has_remarks=True), document.path)
    places = _places(document, scene)
    drawn = await asyncio.to_thread(picture, scene, theme=theme)
    if isinstance(drawn, Undrawn):
        raise Refused("\n".join(it for it in (drawn.reason, drawn.help) if it))
    return {"svg": drawn, "places": places}


def _places(document: Document, scene: Scene) -> list[Object]:
    graph = document.view.graph
    profile = graph.model.profile
    blocks = [it.syntax for it in (profile, *graph.model.entities, *graph.relationships) if it]
    lines = document.lines
    by_line = {lines.line_of(it.span.start) + 1: lines.range(it.span) for it in blocks}
    ids: list[tuple[int | None, str]] = [(it.line, it.id) for it in scene.nodes]
    ids += [(it.line, it.id) for it in scene.edges]
    found = sorted((line, id_) for line, id_ in ids if line in by_line)
    return [{"id": id_, "range": by_line[line]} for line, id_ in found]
