"""A scene that has been laid out, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.address import address_of
from datagraph.diagrams.svg.cards import contents
from datagraph.diagrams.svg.edges import FEET, edge_markup
from datagraph.diagrams.svg.markup import attributes, number, text_of
from datagraph.diagrams.svg.themes import style_sheet
from datagraph.diagrams.words import ENRICHED, cut, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.diagrams.layout import Layout
    from datagraph.diagrams.scene import Node, Scene

_HEADING = 44.0
_MOST = 80


def draw(scene: Scene, layout: Layout, theme: str = "auto", *, links: Mapping[str, str] | None = None) -> str:
    """Draw a scene in a theme, one of `THEMES`; the same scene gives the same text.

    The picture runs no script and loads nothing. Each node and each edge is a group with its id as `data-id`, and a
    title for screen readers. Nodes and edges lead to the lines of the graph's text, or where `links` say, by their ids.
    """
    if links is None:
        links = {it.id: address_of(scene.source, it.line) for it in scene.nodes}
        links |= {it.id: address_of(scene.source, it.line) for it in scene.edges}
    return "\n".join([*_lines(scene, layout, theme, links), ""])


def style_of(theme: str) -> str:
    """What stands in the style element of a picture, for a policy that names what it allows."""
    return f"\n{style_sheet(theme)}"


def _lines(scene: Scene, layout: Layout, theme: str, links: Mapping[str, str]) -> Iterator[str]:
    top = _HEADING if scene.title else 0.0
    width, height = layout.width, layout.height + top
    size = {"width": width, "height": height, "viewBox": f"0 {number(-top)} {number(width)} {number(height)}"}
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="datagraph" role="{"group" if any(links.values()) else "img"}" '
        f'aria-labelledby="datagraph-title datagraph-description"{attributes(size)}>'
    )
    yield f'<title id="datagraph-title">{text_of(scene.title or "Data Graph")}</title>'
    yield f'<desc id="datagraph-description">{text_of(_description(scene))}</desc>'
    yield f"<style>{style_of(theme)}</style>"
    yield f"<defs>\n{FEET}\n</defs>"
    ground = {"class": "ground", "y": -top, "width": width, "height": height}
    yield f"<rect{attributes(ground)}/>"
    if scene.title:
        yield f'<text class="heading" x="24" y="{number(-top + 36)}">{text_of(cut(scene.title, _MOST))}</text>'
    for title, box in layout.frames.items():
        frame = {"class": "frame", "x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 12}
        yield f"<g{attributes({'class': 'group', 'data-title': title})}><rect{attributes(frame)}/>"
        place = {"class": "frame-title", "x": box.x + 14, "y": box.y + 20}
        yield f"<text{attributes(place)}>{text_of(cut(title, _MOST))}</text></g>"
    by_id = {it.id: it for it in scene.nodes}
    for edge in scene.edges:
        yield from edge_markup(edge, layout, by_id[edge.source], by_id[edge.target], links.get(edge.id, ""))
    for node in scene.nodes:
        yield from _node(node, layout, links.get(node.id, ""))
    yield "</svg>"


def _node(node: Node, layout: Layout, address: str) -> Iterator[str]:
    box, card = layout.nodes[node.id], layout.cards[node.id]
    group = {
        "class": " ".join(it for it in ("node", node.kind, node.change) if it),
        "data-id": node.id,
        "transform": f"translate({number(box.x)} {number(box.y)})",
    }
    yield f"<g{attributes(group)}>"
    yield f"<title>{text_of(_title(node))}</title>"
    yield f"<a{attributes({'href': address or None})}>"
    rounded = 6 if node.kind == "junction" else 10
    yield f"<rect{attributes({'class': 'card', 'width': card.width, 'height': card.height, 'rx': rounded})}/>"
    yield from contents(card)
    yield "</a></g>"


def _title(node: Node) -> str:
    """A node in a sentence, for who cannot see it, or wants all of what is cut."""
    kind = {"missing": "an entity that is not declared", "junction": "junction table"}.get(node.kind, node.kind)
    facts = [
        node.slug,
        node.description,
        f"table {node.table}" if node.table else "",
        f"key {node.primary_key}" if node.primary_key else "",
        ENRICHED if node.is_enriched else "",
        *node.figures,
        *(f"{it.severity} {it.code}: {it.message}" for it in node.remarks),
    ]
    return f"{title_of(node)}, {kind}" + "".join(f"; {it}" for it in facts if it)


def _description(scene: Scene) -> str:
    entities = [title_of(it) for it in scene.nodes if it.kind == "entity"]
    steps = sum(not it.id.endswith("/right") for it in scene.edges)
    shown = f"{len(entities)} entities and {steps} relationships"
    return f"{shown}: {', '.join(entities[:30])}{'…' if len(entities) > 30 else ''}" if entities else shown
