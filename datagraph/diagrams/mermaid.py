"""A scene in Mermaid's language, which forges and wikis draw where it stands in their texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.frames import UNREACHED, frames, neighbours
from datagraph.diagrams.words import (
    ENRICHED,
    KEY,
    MISSING,
    cardinality_of,
    counted,
    cut,
    heading,
    heading_of,
    match_of,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datagraph.diagrams.scene import Edge, Node, Scene

# A flowchart, not an `erDiagram`: that has crow's feet, but neither frames nor nodes without columns, and it wraps and
# overprints what its lines say. How many rows meet how many is said in words.

MOST_CHARACTERS, MOST_EDGES = 50_000, 500
"""What Mermaid draws at most, unless who shows it allows more (`maxTextSize`, `maxEdges`); forges do not."""

_WIDEST_MATCH = 18
_THEMES = {"light": "default", "dark": "dark", "print": "neutral"}
_SHAPES = {"profile": ("([", "])"), "entity": ("[", "]"), "junction": ("[/", "/]"), "missing": ("[", "]")}
# Mermaid knows no escapes in its strings but numbers of characters, and takes what is in them for HTML, Markdown and
# formulas. Raw stays what means nothing in any of these.
_SPECIAL = re.compile(r"%(?=[%{])|(?<=%)%|[\"#$&*:;<>@\[\\\]^`{|}~]")

# Beside the words that say the same.
_CHANGES = {
    "added": "stroke:#15803d,stroke-width:3px",
    "removed": "stroke:#b91c1c,stroke-width:3px,stroke-dasharray:6 4",
    "changed": "stroke:#b45309,stroke-width:3px",
}


def write_mermaid(scene: Scene, *, direction: str = "LR", theme: str = "auto") -> str:
    """A scene as a flowchart; the same scene gives the same text. At `auto`, who shows it chooses the colours."""
    names = _names(scene.nodes)
    by_id = {it.id: it for it in scene.nodes}
    framed = frames(scene)
    inside = {id_ for ids in framed.values() for id_ in ids}
    lines = [*_front_matter(heading(scene), theme), f"flowchart {direction}"]
    lines += [f"  {_node(it, names)}" for it in scene.nodes if it.id not in inside]
    for number, (title, ids) in enumerate(framed.items()):
        lines += [f'  subgraph frame{number}["{_escaped(cut(title, 60))}"]', f"    direction {direction}"]
        lines += [f"    {_node(by_id[it], names)}" for it in ids]
        lines.append("  end")
    lines += [f"  {_edge(it, by_id, names)}" for it in scene.edges]
    for ids in (*framed.values(), [it.id for it in scene.nodes if it.id not in inside]):
        apart = [it for it in ids if by_id[it].depth is None]
        lines += [f"  {names[one]} ~~~ {names[other]}" for one, other in neighbours(apart)]
    profile = next((names[it.id] for it in scene.nodes if it.kind == "profile"), "")
    if profile and UNREACHED in framed:
        # Beside it, the frame may lie over lines.
        lines.append(f"  frame{len(framed) - 1} ~~~ {profile}")
    return "\n".join([*lines, *_looks(scene, names)]) + "\n"


def _front_matter(title: str, theme: str) -> list[str]:
    """What Mermaid reads as YAML, of which JSON is a part.

    A title with a `<` it takes for HTML, cleans and then shows as text, so a like character stands for that.
    """
    config = {"theme": _THEMES[theme]} if theme in _THEMES else {}
    settings = json.dumps({**config, "flowchart": {"wrappingWidth": 400}})
    return [
        "---",
        *([f"title: {json.dumps(visible(title).replace('<', '‹'))}"] if title else []),
        f"config: {settings}",
        "---",
    ]


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    """A word for each node, made of its id and unlike the words of the language."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in nodes:
        word = re.sub("[^A-Za-z0-9]+", "_", node.id[:80]).strip("_")
        name, number = word, 1
        while name in taken:
            number += 1
            name = f"{word}_{number}"
        taken.add(name)
        names[node.id] = name
    return names


def _node(node: Node, names: Mapping[str, str]) -> str:
    opening, closing = _SHAPES[node.kind]
    return f'{names[node.id]}{opening}"{"<br/>".join(_node_lines(node))}"{closing}'


def _node_lines(node: Node) -> Iterator[str]:
    title = _escaped(cut(title_of(node), 60))
    yield f"<code>{title}</code>" if node.kind == "junction" else f"<b>{title}</b>"
    if node.kind == "missing":
        yield MISSING
    elif node.slug and node.name and node.kind == "entity":
        yield _escaped(cut(node.slug, 60))
    if node.table and node.kind != "junction":
        yield _code(node.table)
    shown = [it for it in node.columns if it.is_shown]
    if node.primary_key and node.kind == "entity" and not shown:
        yield f"{KEY} {_code(node.primary_key)}"
    for it in shown:
        type_ = f" {_escaped(cut(it.type, 30))}" if it.type else ""
        yield f"{f'{KEY} ' if it.is_primary_key else ''}{_code(it.name)}{type_}"
    yield from (_escaped(cut(it, 80)) for it in node.figures)
    if node.is_enriched:
        yield f"<i>{ENRICHED}</i>"
    if node.remarks:
        yield f"<b>{counted(node.remarks)}</b>"


def _edge(edge: Edge, by_id: Mapping[str, Node], names: Mapping[str, str]) -> str:
    target = by_id[edge.target]
    arrow = "-.->" if target.kind == "missing" else "-->"
    text = "<br/>".join(_edge_lines(edge, by_id[edge.source]))
    label = f'|"{text}"|' if text else ""
    return f"{names[edge.source]} {arrow}{label} {names[edge.target]}"


def _edge_lines(edge: Edge, source: Node) -> Iterator[str]:
    name = heading_of(edge, source)
    if name.strip():
        yield f"<b>{_escaped(cut(name, 60))}</b>"
    # Mermaid breaks lines where it likes, so those that are too long for it are broken before.
    before, equals, after = match_of(edge).partition(" = ")
    if len(before + after) > _WIDEST_MATCH:
        yield from (_code(before), _code(f"= {after}"))
    elif before:
        yield _code(f"{before}{equals}{after}")
    if edge.junction:
        yield f"through {_code(edge.junction)}"
    if cardinality_of(edge):
        yield cardinality_of(edge)
    yield from (_escaped(cut(it, 80)) for it in edge.figures)
    if edge.remarks:
        yield f"<b>{counted(edge.remarks)}</b>"


def _looks(scene: Scene, names: Mapping[str, str]) -> Iterator[str]:
    """The lines of cards, not their colours: those follow the theme of the page around the picture."""
    for kind, look in (("profile", "stroke-width:3px"), ("missing", "stroke-dasharray:5 5")):
        yield from _look(kind, look, [names[it.id] for it in scene.nodes if it.kind == kind])
    for change, look in _CHANGES.items():
        yield from _look(change, look, [names[it.id] for it in scene.nodes if it.change == change])


def _look(name: str, look: str, nodes: Sequence[str]) -> Iterator[str]:
    if nodes:
        yield f"  classDef {name} {look}"
        yield f"  class {','.join(nodes)} {name}"


def _code(text: str) -> str:
    return f"<code>{_escaped(cut(text, 80))}</code>"


def _escaped(text: str) -> str:
    """A text that Mermaid shows as it is, on one line; of no text it makes an error, so a space stands for that."""
    return _SPECIAL.sub(lambda it: f"#{ord(it[0])};", visible(text)) if text.strip() else "#160;"
