"""The page as a whole."""

from __future__ import annotations

import re
from html import escape, unescape
from string import Template
from typing import TYPE_CHECKING

from datagraph.diagrams.layout import LayoutError, lay_out
from datagraph.diagrams.page.data import data
from datagraph.diagrams.page.icons import icons
from datagraph.diagrams.page.outline import outline
from datagraph.diagrams.page.parts import graphviz, libraries, part
from datagraph.diagrams.page.policy import policy
from datagraph.diagrams.svg import draw
from datagraph.diagrams.undrawn import Undrawn

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene
    from datagraph.view import View

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def page(
    view: View, scene: Scene, *, direction: str = "LR", theme: str = "auto", is_live: bool = False
) -> str | Undrawn:
    """A graph in one HTML file, which loads nothing from elsewhere; or why there is none.

    A live page follows the server that it is from, and has a place for its version: `data-version=""`.
    """
    try:
        layout = lay_out(scene, direction)
    except LayoutError as error:
        return Undrawn(str(error), error.help)
    # The page itself has the title; and its reader chooses between light and dark.
    svg = draw(scene._replace(title=""), layout, "auto")
    script, style, without_script = part("explorer.js"), part("page.css"), part("noscript.css")
    live = part("live.js") if is_live else ""
    styles = [style, without_script, *(unescape(it) for it in _STYLE.findall(svg))]
    values = {
        "policy": policy([libraries(), script, *([live] if live else [])], styles, is_live=is_live),
        "theme": theme if theme in ("light", "dark") else "auto",
        "version": ' data-version=""' if is_live else "",
        "title": escape(scene.title or "Data Graph"),
        "size": escape(_size(scene)),
        "style": style,
        "without_script": without_script,
        "outline": outline(scene),
        "svg": svg,
        "scene": data(view, scene, layout, direction),
        "libraries": libraries(),
        "script": script,
        "live": f"<script>{live}</script>\n" if live else "",
        "graphviz": graphviz(),
        **icons(),
    }
    return Template(part("page.html")).substitute(values)


def _size(scene: Scene) -> str:
    junctions = {it.id for it in scene.nodes if it.kind == "junction"}
    shown = [
        _counted(sum(it.kind == "entity" for it in scene.nodes), "entity", "entities"),
        _counted(sum(it.source not in junctions for it in scene.edges), "relationship", "relationships"),
        *([f"{scene.hidden} left out"] if scene.hidden else []),
    ]
    return ", ".join(shown)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
