"""Lowering of a tree that lives on: what was made of a block without problems is used again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from datagraph.model.lowering import Lowering, lower_by
from datagraph.model.nodes import DataGraph, Profile, Relationship

if TYPE_CHECKING:
    from datagraph.diagnostics import Problem
    from datagraph.language import Block as BlockRow
    from datagraph.model.nodes import Node
    from datagraph.syntax import Block, Document

    Home = tuple[str, str, str, int]
    """What a node depends on besides its block: the version, the kinds of the two blocks around it, and its depth."""


def relower(document: Document) -> tuple[DataGraph, list[Problem]]:
    """Do what `lower` does, with what is remembered in the blocks of the tree, and remember it for the next time.

    The nodes of the model before go over to the new one, so that it is of no use any more.
    """
    return lower_by(_Relowering, document)


class _Memo(NamedTuple):
    """What was made of a block; `notes` are for what is found out of the node later, by whoever looks at it."""

    home: Home
    kind: str
    node: Node
    notes: dict[Any, Any]


_homes: dict[Home, Home] = {}


class _Unfinished(NamedTuple):
    """A block of which something may still wait above `height`, and how many problems there were before it."""

    block: Block
    memo: _Memo
    height: int
    problems: int


class _Run:
    """Nodes of one kind, side by side, that wait for their turn as one."""

    __slots__ = ("kind", "nodes")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.nodes: list[Any] = []


class _Relowering(Lowering):
    def __init__(self, text: str, graph: DataGraph) -> None:
        super().__init__(text, graph)
        self._unfinished: list[_Unfinished] = []
        self._places: dict[int, Home] = {}
        """Where the waiting blocks stand, those that may stand there."""
        self._attached: list[Node] = []
        """What was made of the block that is being lowered, if anything was."""

    def finish(self) -> None:
        """Lower all that waits, and remember the last blocks."""
        super().finish()
        self._finish_blocks(-1)

    def _enter_all(self, children: list[Block], row: BlockRow, parent: str, owner: Any) -> list[str]:
        home = (self._version, row.name, parent, owner.depth if isinstance(owner, Relationship) else 0)
        # One object for all that are equal: comparing them takes much of the time that there is.
        home = _homes.setdefault(home, home)
        kinds: list[str] = []
        run: _Run | None = None
        for child in children:
            memo: Any = child.memo
            if memo is not None and memo[0] is home:
                kind = memo[1]
                if run is None or run.kind is not kind:
                    run = _Run(kind)
                    self._waiting.append((run, row, parent, owner))  # type: ignore[arg-type]  # `_lower` knows it
                    take = run.nodes.append
                take(memo[2])
                kinds.append(kind)
                continue
            run = None
            before = len(self.problems)
            kinds.append(self._enter(child, row, parent, owner))
            if len(self.problems) == before:
                self._places[id(child)] = home
        return kinds

    def _lower(self, block: Block | _Run, row: BlockRow, parent: str, owner: Any) -> None:
        height = len(self._waiting)
        self._finish_blocks(height)
        if isinstance(block, _Run):
            self._attach_all(block, owner)
            return
        problems = len(self.problems)
        super()._lower(block, row, parent, owner)
        node = self._attached.pop() if self._attached else None
        home = self._places.pop(id(block), None)
        # A node without a slug tells the graph so when it is attached, and a profile takes in what stands elsewhere.
        if home and node and (node.slug or not row.label) and row.name != "profile":
            self._unfinished.append(_Unfinished(block, _Memo(home, row.name, node, {}), height, problems))

    def _attach(self, node: Any, kind: str, owner: Any) -> None:
        self._attached.append(node)
        super()._attach(node, kind, owner)

    def _attach_all(self, run: _Run, owner: Any) -> None:
        if run.kind == "entity" and isinstance(owner, DataGraph):
            owner.entities += run.nodes
        elif run.kind == "relationship" and isinstance(owner, Profile):
            owner.relationships += run.nodes
        else:
            for node in run.nodes:
                super()._attach(node, run.kind, owner)

    def _finish_blocks(self, height: int) -> None:
        """Remember the blocks of which nothing waits any more, unless there were problems in them."""
        while self._unfinished and self._unfinished[-1].height > height:
            block, memo, _, problems = self._unfinished.pop()
            block.memo = memo if problems == len(self.problems) else None
