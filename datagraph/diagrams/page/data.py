"""What the page's script knows of a graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from datagraph.diagrams.compose.ids import PROFILE, Ids
from datagraph.diagrams.frames import frames
from datagraph.diagrams.layout import statements
from datagraph.text import LineIndex

if TYPE_CHECKING:
    from datagraph.diagrams.layout import Layout
    from datagraph.diagrams.scene import Edge, Node, Scene
    from datagraph.model import Node as Block
    from datagraph.view import View


def data(view: View, scene: Scene, layout: Layout, direction: str) -> str:
    """The scene as JSON that may stand in a `<script>`: with the lines of each block, the text, and all diagnostics.

    With them is what the page needs to lay a part of it out anew: what the engine was asked, and the sizes of cards.
    """
    lines = LineIndex(view.text)
    blocks = _blocks(view)
    told = {
        "title": scene.title,
        "source": scene.source,
        "nodes": [{**_plain(it), "lines": _lines(it, blocks, lines)} for it in scene.nodes],
        "edges": [{**_plain(it), "lines": _lines(it, blocks, lines)} for it in scene.edges],
        "text": view.text,
        "problems": [
            {
                "severity": it.severity.name.lower(),
                "code": it.code,
                "message": it.message,
                "line": lines.position(it.span.start).line,
            }
            for it in view.analysis.diagnostics
        ],
        "direction": direction,
        "statements": _plain(statements(scene, layout.cards, layout.labels, direction)),
        "frames": list(frames(scene)),
        "sizes": {id_: (it.width, it.height) for id_, it in (*layout.cards.items(), *layout.labels.items())},
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # Whatever a graph says, nothing of it ends the element that it stands in, or begins a comment there.
    return text.replace("<", "\\u003c").encode("utf-8", "backslashreplace").decode()


def _plain(value: Any) -> Any:
    """A tuple with names as an object, any other as a list."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            return {name: _plain(it) for name, it in value._asdict().items()}
        return [_plain(it) for it in value]
    return value


def _blocks(view: View) -> dict[str, Block]:
    """The block of each node and relationship, by id."""
    model, ids = view.graph.model, Ids(view, folds_junctions=False)
    found: dict[str, Block] = {PROFILE: model.profile} if model.profile else {}
    found |= {ids.entity(it): it for it in model.entities}
    for it in view.graph.relationships:
        found[ids.relationship(it)] = it
        if it.junction_table:
            found[ids.junction(it)] = it.junction_table
    return found


def _lines(drawn: Node | Edge, blocks: dict[str, Block], lines: LineIndex) -> tuple[int, int] | None:
    block = blocks.get(drawn.id)
    if block is None:
        return None
    span = block.syntax.span
    return lines.position(span.start).line, lines.position(max(span.start, span.end - 1)).line
