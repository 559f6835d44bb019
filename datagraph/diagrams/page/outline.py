"""A graph as nested lists: what the picture shows, for who reads rather than looks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagrams.scene import Edge, Node, Scene


def outline(scene: Scene) -> str:
    """HTML: the relationships from the profile on, nested as they are in the text; then what none of them reaches."""
    nodes = {it.id: it for it in scene.nodes}
    junctions = {it.id for it in scene.nodes if it.kind == "junction"}
    wholes = {it.id: it for it in scene.edges if it.source not in junctions}
    # Through a junction table that stands as a node, a relationship ends where its second half does.
    beyond = {it.source: it.target for it in scene.edges if it.source in junctions}
    ends = {it.id: beyond.get(it.target, it.target) for it in wholes.values()}
    children: dict[str, list[Edge]] = {}
    for edge in wholes.values():
        # Where the picture shows a part of the graph, what is around may be left out.
        children.setdefault(edge.parent if edge.parent in wholes else "", []).append(edge)
    parts = [f"<p>{_link(it.id, it.name or 'Profile')}</p>" for it in scene.nodes if it.kind == "profile"]
    if children:
        parts += ["<ul>", *_items(children, ends, nodes), "</ul>"]
    apart = [it for it in scene.nodes if it.kind == "entity" and it.depth is None]
    if apart:
        parts += [
            "<h3>Not reached from the profile</h3>",
            "<ul>",
            *(f"<li>{_entity(it)}</li>" for it in apart),
            "</ul>",
        ]
    return "\n".join(parts)


def _items(children: dict[str, list[Edge]], ends: dict[str, str], nodes: dict[str, Node]) -> Iterator[str]:
    """Items with lists in them; without recursion, for relationships may be nested deeper than Python's stack."""
    waiting: list[Edge | str] = [*reversed(children.get("", []))]
    while waiting:
        edge = waiting.pop()
        if isinstance(edge, str):
            yield edge
            continue
        target = nodes.get(ends[edge.id])
        yield f"<li>{_link(edge.id, edge.name or edge.slug)} → {_entity(target) if target else '?'}"
        inner = children.get(edge.id, [])
        waiting += ["</ul></li>", *reversed(inner), "<ul>"] if inner else ["</li>"]


def _entity(node: Node) -> str:
    notes = [
        *(["missing"] if node.kind == "missing" else []),
        *(["enrichment"] if node.is_enriched else []),
        *([f"{len(node.remarks)} {'problem' if len(node.remarks) == 1 else 'problems'}"] if node.remarks else []),
    ]
    return _link(node.id, node.name or node.slug) + (f" <span>({', '.join(notes)})</span>" if notes else "")


def _link(identity: str, text: str) -> str:
    """A link within the page, to where `explorer/src/addresses.ts` finds what has this id."""
    kind, colon, slug = identity.partition(":")
    address = f"#{kind}={quote(slug, safe='')}" if colon else f"#{kind}"
    return f'<a href="{escape(address)}">{escape(text)}</a>'
