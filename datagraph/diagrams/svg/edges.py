"""Lines with crow's feet, and the labels beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.svg.cards import contents
from datagraph.diagrams.svg.markup import attributes, number, text_of
from datagraph.diagrams.words import cardinality_of, heading_of, match_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.diagrams.layout import Layout
    from datagraph.diagrams.layout.layout import Point
    from datagraph.diagrams.scene import Edge, Many, Node

_FEET: dict[Many, str] = {"one": "M4 -5V5", "many": "M0 -6 10 0 0 6M0 0H10"}
FEET = "\n".join(
    # Seen from the node that the line meets, which is at x = 0.
    f'<marker id="{name}" class="marker" markerUnits="userSpaceOnUse" markerWidth="14" markerHeight="14" '
    f'refX="0" refY="0" viewBox="-1 -7 14 14" orient="auto-start-reverse" overflow="visible">'
    f'<path class="foot" d="{path}" transform="scale(-1 1)"/></marker>'
    for name, path in _FEET.items()
)
"""The ends of lines, as definitions."""


def edge_markup(edge: Edge, layout: Layout, source: Node, target: Node, address: str) -> Iterator[str]:
    """One edge with its label, which leads to an address if there is one."""
    route = layout.edges[edge.id]
    looks = ["edge", edge.kind.replace(" ", "-"), *(["loose"] if target.kind == "missing" else [])]
    looks += [edge.change] if edge.change else []
    group = {
        "class": " ".join(looks),
        "data-id": edge.id,
        "data-source": edge.source,
        "data-target": edge.target,
    }
    yield f"<g{attributes(group)}>"
    yield f"<title>{text_of(title_of_edge(edge, source, target))}</title>"
    feet = {
        "marker-start": f"url(#{edge.source_many})" if edge.source_many else None,
        "marker-end": f"url(#{edge.target_many})" if edge.target_many else None,
    }
    yield f'<path class="line" d="{spline(route.points)}"{attributes(feet)}/>'
    label = layout.labels.get(edge.id)
    if label and route.label:
        x, y = route.label
        yield f'<g class="label" transform="translate({number(x)} {number(y)})">'
        yield f"<a{attributes({'href': address or None})}>"
        plate = {"class": "plate", "x": 6.0, "width": label.width - 12, "height": label.height, "rx": 4}
        yield f"<rect{attributes(plate)}/>"
        yield from contents(label)
        yield "</a></g>"
    yield "</g>"


def title_of_edge(edge: Edge, source: Node, target: Node) -> str:
    """An edge in a sentence, for who cannot see it."""
    name = heading_of(edge, source) or "its other half"
    way = f"from {source.name or source.slug or source.kind} to {target.name or target.slug or target.kind}"
    facts = [match_of(edge), cardinality_of(edge), edge.description, *edge.figures]
    facts += [f"{it.severity} {it.code}: {it.message}" for it in edge.remarks]
    return f"{name}, {way}" + "".join(f"; {it}" for it in facts if it)


def spline(points: Sequence[Point]) -> str:
    """A cubic Bézier spline as a path."""
    first, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{first}C{' '.join(rest)}"
