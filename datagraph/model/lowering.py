"""Syntax tree to model: what every block says, checked against the language's table of blocks and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.diagnostics import Problem
from datagraph.language import BLOCKS, ROOT, VERSIONS
from datagraph.model.nodes import DataGraph, Entity, ExternalId, JunctionTable, Profile, Relationship, Trait
from datagraph.model.values import read_attributes
from datagraph.syntax import Attribute, Block, decode
from datagraph.syntax.tree import LABEL_GROUP, NAME_GROUP, labels_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.language import Block as BlockRow
    from datagraph.model.nodes import Node
    from datagraph.model.values import Values
    from datagraph.syntax import Document

_ONCE = frozenset(child.name for row in (ROOT, *BLOCKS.values()) for child in row.children if child.maximum == 1)

_NODES: dict[str, Callable[[Block, str, Values], Node]] = {
    "entity": Entity,
    "external_id": ExternalId,
    "junction_table": JunctionTable,
    "profile": Profile,
    "relationship": Relationship,
    "trait": Trait,
}


def lower(document: Document) -> tuple[DataGraph, list[Problem]]:
    """Build the model, and list what is wrong with the blocks and attributes themselves.

    Broken and misplaced blocks are reported and still taken in where they can be, so that references to them raise no
    second error. Of several graphs in one text only the first becomes the model; the others are checked block by block.
    """
    return lower_by(Lowering, document)


def lower_by(way: type[Lowering], document: Document) -> tuple[DataGraph, list[Problem]]:
    """Lower a document in the way of a class."""
    root = next((it for it in document.blocks if it.kind == "data_graph"), None)
    lowering = way(document.text, DataGraph(root, _version(root)))
    if root is None:
        lowering.lower_without_root(document)
    else:
        lowering.lower_root(document, root)
    lowering.finish()
    return lowering.graph, lowering.problems


def _version(graph: Block | None) -> str:
    for attribute in graph.attributes if graph else ():
        string = attribute.string
        if attribute.name == "version" and string:
            if string.text in VERSIONS:
                return string.text
            from datagraph.model.strangers import meant_version

            return meant_version(string.text)
    return ""


class Lowering:
    """Walks the blocks with a stack of its own: nesting may be deeper than Python's."""

    def __init__(self, text: str, graph: DataGraph) -> None:
        self.graph = graph
        self.problems: list[Problem] = []
        self._text = text
        self._version = graph.version if graph.version in VERSIONS else ""
        self._waiting: list[tuple[Block, BlockRow, str, Any]] = []
        self._strays: list[Relationship] = []
        self._home: Block | None = None
        """The graph that stray entities may be moved into; None while broken syntax leaves it open where it ends."""

    def lower_root(self, document: Document, root: Block) -> None:
        """Lower a text that has a graph; what stands outside it is misplaced."""
        self._home = None if document.problems else root
        kinds = []
        for element in document.elements:
            if element is root:
                self._waiting.append((root, BLOCKS["data_graph"], "", self.graph))
                kinds.append("data_graph")
            elif isinstance(element, Block):
                owner = DataGraph(element, _version(element)) if element.kind == "data_graph" else self.graph
                kinds.append(self._enter(element, ROOT, "", owner))
        self._waiting.reverse()
        outside = [element for element in document.elements if isinstance(element, Attribute)]
        self.problems += [Problem("misplaced-attribute", it.name_span, it.name) for it in outside if it.name]
        self._check_repeated(document.blocks, kinds, ROOT, "")

    def lower_without_root(self, document: Document) -> None:
        """Lower a text without a graph as if it stood in one: that is one mistake, and not one for each block."""
        from datagraph.model.structure import assumed_root

        root, problem = assumed_root(document)
        if problem:
            self.problems.append(problem)
        if root:
            self.graph.syntax = root
            self.graph.version = _version(root)
            self._version = self.graph.version if self.graph.version in VERSIONS else ""
            if any(element is root for element in document.elements):
                self.lower_root(document, root)
            else:
                self._waiting.append((root, BLOCKS["data_graph"], "", self.graph))

    def finish(self) -> None:
        """Lower all that waits; relationships outside a profile then go to the profile, if there is one."""
        while self._waiting:
            self._lower(*self._waiting.pop())
        if self.graph.profile:
            self.graph.profile.relationships += self._strays

    def _enter_all(self, children: list[Block], row: BlockRow, parent: str, owner: Any) -> list[str]:
        """Queue the children of a block of that row; returns the kinds that they are taken for."""
        return [self._enter(child, row, parent, owner) for child in children]

    def _enter(self, block: Block, parent_row: BlockRow, grandparent: str, owner: Any) -> str:
        """Find the row of a block under its parent's, and queue it; report a block that is unknown or misplaced.

        Returns the kind of block that it is taken for; empty if nobody knows.
        """
        kind = block.opening.group(NAME_GROUP) or ""
        row = BLOCKS.get(kind)
        child = parent_row.child(kind)
        if row is None or child is None or not child.fits(grandparent):
            from datagraph.model.structure import place_block

            row, problem = place_block(self._text, block, parent_row, grandparent, self._home)
            if problem:
                self.problems.append(problem)
            if row is None:
                return ""
        self._waiting.append((block, row, parent_row.name, owner))
        return row.name

    def _check_repeated(self, children: list[Block], kinds: list[str], row: BlockRow, parent: str) -> None:
        if len(kinds) > 1 and sum(map(kinds.count, _ONCE)) > 1:
            from datagraph.model.structure import check_repeated_children

            self.problems += check_repeated_children(children, kinds, row, parent)

    def _lower(self, block: Block, row: BlockRow, parent: str, owner: Any) -> None:
        if row.name == "data_graph" and isinstance(owner, DataGraph):
            self._version = owner.version if owner.version in VERSIONS else ""
        values, problems = read_attributes(self._text, block, row, parent, self._version)
        if problems:
            self.problems += problems
        node = owner
        if row.name == "data_graph":
            self._slug(block, row)
        else:
            node = _NODES[row.name](block, self._slug(block, row), values)
            self._attach(node, row.name, owner)
        children = [it for it in block.elements if type(it) is Block]
        if children:
            before = len(self._waiting)
            kinds = self._enter_all(children, row, parent, node)
            self._waiting[before:] = reversed(self._waiting[before:])
            self._check_repeated(children, kinds, row, parent)

    def _slug(self, block: Block, row: BlockRow) -> str:
        """The text of the label, if the block should have one."""
        raw = block.opening.group(LABEL_GROUP)
        if row.label:
            if raw and raw[0] == '"' and raw[1:-1].strip() and len(labels_of(block.opening) or ()) < 2:
                return decode(raw) if "\\" in raw else raw[1:-1]
        elif not raw:
            return ""
        from datagraph.model.structure import check_labels

        self.problems += check_labels(self._text, block, row)
        slug = decode(raw) if raw and row.label else ""
        return slug if slug.strip() else ""

    def _attach(self, node: Any, kind: str, owner: Any) -> None:
        """Hang a node where the model keeps its kind, as near to where it stands as there is a place."""
        graph = owner if isinstance(owner, DataGraph) else self.graph
        if kind == "entity":
            graph.entities.append(node)
            graph.has_nameless_entities |= not node.slug
        elif kind == "relationship":
            self._attach_relationship(node, owner)
        elif kind == "profile":
            if graph.profile is None:
                graph.profile = node
            else:
                node.relationships = graph.profile.relationships
        elif isinstance(owner, Relationship) and getattr(owner, kind) is None:
            setattr(owner, kind, node)

    def _attach_relationship(self, node: Relationship, owner: Any) -> None:
        if isinstance(owner, Relationship):
            node.parent = owner
            node.depth = owner.depth + 1
            owner.relationships.append(node)
        elif isinstance(owner, Profile):
            owner.relationships.append(node)
        elif owner is self.graph:
            self._strays.append(node)
