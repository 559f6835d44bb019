"""Which relationships the graph gets: a tree from the profile, each entity on its shortest path."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.language import MAXIMUM_DEPTH
from datagraph.scaffold.findings import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datagraph.catalog import TablePath
    from datagraph.scaffold.findings import Identifier, Junction


class Branch:
    """The relationships that lead to one entity from its parent, or from the profile, and what grows on it.

    There may be several: an order has a billing and a shipping address. The branch goes on from the first.
    """

    __slots__ = ("branches", "child", "depth", "steps")

    def __init__(self, child: TablePath, steps: Sequence[Identifier | Reference | Junction], depth: int) -> None:
        self.child = child
        self.steps = tuple(steps)
        self.depth = depth
        self.branches: list[Branch] = []


class Tree(NamedTuple):
    """The branches from the profile, and the identifiers, references and junctions in none of them."""

    branches: list[Branch]
    unused_identifiers: list[Identifier]
    unused_references: list[Reference]
    unused_junctions: list[Junction]

    def reached(self) -> set[TablePath]:
        """The entities that a relationship leads to."""
        return {it.child for it in _walk(self.branches)}

    def size(self) -> int:
        """How many relationships there are."""
        return sum(len(it.steps) for it in _walk(self.branches))


def grow(
    identifiers: Mapping[TablePath, Sequence[Identifier]],
    references: Sequence[Reference],
    junctions: Sequence[Junction],
) -> Tree:
    """Grow the tree level by level, from a parent to its children and through junctions either way.

    No entity comes twice, so there is no circle, and no path has more nodes than the language allows.
    """
    edges = _edges(references, junctions)
    top = [Branch(path, its[:1], 2) for path, its in sorted(identifiers.items())]
    reached = {it.child for it in top}
    level = top
    while level and level[0].depth < MAXIMUM_DEPTH:
        offers: dict[TablePath, list[tuple[tuple[object, ...], Branch, list[Reference | Junction]]]] = {}
        for branch in level:
            for child, steps in edges.get(branch.child, {}).items():
                if child not in reached:
                    offers.setdefault(child, []).append((_order(branch.child, child, steps), branch, steps))
        level = []
        for child in sorted(offers):
            _, parent, steps = min(offers[child], key=lambda it: it[0])
            grown = Branch(child, steps, parent.depth + 1)
            parent.branches.append(grown)
            level.append(grown)
        reached.update(offers)
    return _with_the_rest(top, identifiers, references, junctions)


def _edges(
    references: Iterable[Reference], junctions: Iterable[Junction]
) -> dict[TablePath, dict[TablePath, list[Reference | Junction]]]:
    """The steps from each table to others; where a table is reached directly, no junction leads there too."""
    edges: dict[TablePath, dict[TablePath, list[Reference | Junction]]] = {}
    for reference in references:
        edges.setdefault(reference.parent, {}).setdefault(reference.child, []).append(reference)
    for junction in junctions:
        for it in (junction, junction.turned()):
            left, right = it.sides
            steps = edges.setdefault(left.parent, {}).setdefault(right.parent, [])
            if not steps or isinstance(steps[0], type(it)):
                steps.append(it)
    return edges


def _order(parent: TablePath, child: TablePath, steps: Sequence[Reference | Junction]) -> tuple[object, ...]:
    """Which of several parents an entity is put under: evidence counts first, then where the two tables are."""
    best = min(steps, key=lambda it: it.strength)
    through = not isinstance(best, Reference)
    return (best.strength, parent.database != child.database, parent.schema != child.schema, through, parent)


def _with_the_rest(
    top: list[Branch],
    identifiers: Mapping[TablePath, Sequence[Identifier]],
    references: Iterable[Reference],
    junctions: Iterable[Junction],
) -> Tree:
    used: set[object] = {step for branch in _walk(top) for step in branch.steps}
    return Tree(
        top,
        [it for its in identifiers.values() for it in its if it not in used],
        [it for it in references if it not in used],
        [it for it in junctions if it not in used and it.turned() not in used],
    )


def _walk(branches: Iterable[Branch]) -> Iterable[Branch]:
    waiting = list(branches)
    while waiting:
        branch = waiting.pop()
        yield branch
        waiting += branch.branches
