"""The blocks of a file by their names: its outline, and a search through its slugs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.model import DataGraph, Entity, ExternalId, JunctionTable, Node, Profile, Relationship, Trait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.syntax import Block
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


class Symbol:
    """A block in the outline; what is told of it is worked out when somebody asks."""

    __slots__ = ("_depth", "_nodes", "block")

    def __init__(self, block: Block, nodes: Mapping[int, Node], depth: int) -> None:
        self.block = block
        self._nodes = nodes
        self._depth = depth

    @property
    def name(self) -> str:
        """Its slug, or else its kind."""
        labels = self.block.labels
        slug = " ".join(labels[0].text.split()) if labels else ""
        return slug or self.block.kind or self.kind

    @property
    def node(self) -> Node | None:
        """What the model has of it."""
        return self._nodes.get(id(self.block))

    @property
    def detail(self) -> str:
        """What tells it from others; empty if it is in no model."""
        node = self.node
        names = _NODES[type(node)][1] if node else ()
        return " → ".join([it for it in [getattr(node, name) for name in names] if it])

    @property
    def kind(self) -> SymbolKind:
        """What the block is, or is taken for."""
        node = self.node
        return _NODES[type(node)][0] if node else _KINDS[self.block.kind]

    @property
    def span(self) -> Span:
        """The whole block."""
        return self.block.span

    @property
    def selection(self) -> Span:
        """The label or the kind."""
        labels = self.block.labels
        return labels[0].inner_span if labels else self.block.kind_span

    @property
    def deprecated(self) -> bool:
        """Whether it is a graph in the beta's language."""
        return self.kind == "graph" and self.detail == "v0.0.6"

    @property
    def children(self) -> list[Symbol]:
        """The symbols in it."""
        return _symbols(self.block.blocks, self._nodes, self._depth + 1) if self._depth < _DEEPEST else []


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
    return _symbols(view.analysis.document.blocks, nodes, 0)


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


def _symbols(blocks: list[Block], nodes: Mapping[int, Node], depth: int) -> list[Symbol]:
    found: list[Symbol] = []
    waiting = blocks[::-1]
    while waiting:
        block = waiting.pop()
        is_known = id(block) in nodes or block.kind in _KINDS
        if is_known:
            found.append(Symbol(block, nodes, depth))
        if not is_known or depth == _DEEPEST:
            waiting += reversed(block.blocks)
    return found


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
