"""The blocks of a file by their names: its outline, and a search through its slugs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.model import DataGraph, Entity, ExternalId, JunctionTable, Node, Profile, Relationship, Trait
from datagraph.syntax import Block

if TYPE_CHECKING:
    from datagraph.text import Span
    from datagraph.view import View

SymbolKind = Literal["graph", "entity", "profile", "relationship", "external_id", "trait", "junction_table"]

_KINDS: dict[str, SymbolKind] = {
    "data_graph": "graph",
    "entity": "entity",
    "external_id": "external_id",
    "junction_table": "junction_table",
    "profile": "profile",
    "relationship": "relationship",
    "trait": "trait",
}
_NODES: dict[type[Node], tuple[SymbolKind, tuple[str, ...]]] = {
    DataGraph: ("graph", ("version",)),
    Entity: ("entity", ("name", "table_ref")),
    ExternalId: ("external_id", ("type", "join_key")),
    JunctionTable: ("junction_table", ("table_ref",)),
    Profile: ("profile", ("profile_folder",)),
    Relationship: ("relationship", ("name", "related_entity")),
    Trait: ("trait", ("name", "join_key")),
}
"""The kind of each node, and what tells it from others."""

# The language has six levels; whoever writes an outline down, or shows it, goes through it by recursion.
_DEEPEST = 50


class Symbol(NamedTuple):
    """A block in the outline.

    `name` is its slug, or else its kind; `selection`, the label or the kind, lies in `span`. `deprecated` is whether
    it is a graph in the beta's language.
    """

    name: str
    detail: str
    kind: SymbolKind
    span: Span
    selection: Span
    deprecated: bool
    children: list[Symbol]


class FoundSymbol(NamedTuple):
    """An entity or relationship that fits a query; `container` is the slug or the kind of what it stands in."""

    name: str
    kind: SymbolKind
    container: str
    span: Span


def outline(view: View) -> list[Symbol]:
    """The blocks of a file, nested as they are written; those that are in no model without a detail.

    A block of which nobody knows what it is is left out, and what stands in it moves up; so does what is nested deeper
    than any graph.
    """
    nodes = {id(node.syntax): node for _, node in view.analysis.model.walk()}
    symbols: list[Symbol] = []
    waiting = [(it, symbols, 0) for it in reversed(view.analysis.document.blocks)]
    while waiting:
        block, siblings, depth = waiting.pop()
        symbol = _symbol(block, nodes.get(id(block)))
        inside = siblings
        if symbol:
            siblings.append(symbol)
            if depth < _DEEPEST:
                inside, depth = symbol.children, depth + 1
        children = [(it, inside, depth) for it in block.elements if type(it) is Block]
        if children:
            waiting += reversed(children)
    return symbols


def find_symbols(view: View, query: str) -> list[FoundSymbol]:
    """The entities and relationships whose slug or name holds the letters of a query in their order.

    The best fit comes first: a beginning, then a part, then letters that stand close together; of equal ones what is
    first in the file. Case and white space do not count; an empty query finds all.
    """
    wanted = "".join(query.casefold().split())
    found: list[tuple[tuple[int, int], int, FoundSymbol]] = []
    nodes: list[Entity | Relationship] = [*view.graph.model.entities, *view.graph.relationships]
    for node in nodes:
        fits = [it for it in (_fit(wanted, node.slug), _fit(wanted, node.name)) if it]
        if node.slug and fits:
            span = node.name_span
            if isinstance(node, Entity):
                symbol = FoundSymbol(node.slug, "entity", "data_graph", span)
            else:
                container = (node.parent.slug or "relationship") if node.parent else "profile"
                symbol = FoundSymbol(node.slug, "relationship", container, span)
            found.append((min(fits), span.start, symbol))
    return [symbol for _, _, symbol in sorted(found, key=lambda it: it[:2])]


def _symbol(block: Block, node: Node | None) -> Symbol | None:
    word = block.kind
    if node is None:
        kind, details = _KINDS.get(word), ""
        if kind is None:
            return None
    else:
        kind, names = _NODES[type(node)]
        details = " → ".join([it for it in [getattr(node, name) for name in names] if it])
    labels = block.labels
    slug = " ".join(labels[0].text.split()) if labels else ""
    selection = labels[0].inner_span if labels else block.kind_span
    is_beta = kind == "graph" and details == "v0.0.6"
    return Symbol(slug or word or kind, details, kind, block.span, selection, is_beta, [])


def _fit(wanted: str, text: str) -> tuple[int, int] | None:
    """How well a text fits, less being better; None if it does not."""
    folded = "".join(text.casefold().split())
    index = folded.find(wanted)
    if index >= 0:
        return (0, len(folded) if wanted else 0) if index == 0 else (1, index)
    end = 0
    for letter in wanted:
        end = folded.find(letter, end) + 1
        if end == 0:
            return None
    # Back from the first end, the letters stand as close together as they can before it.
    start = end
    for letter in reversed(wanted):
        start = folded.rfind(letter, 0, start)
    return 2, end - start
