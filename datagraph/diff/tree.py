"""Changes as people read them: in the order of the graph, with what stands around each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.model import DataGraph, Profile, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diff.change import Block, Change
    from datagraph.diff.comparison import Comparison

Sign = Literal["+", "-", "~", " "]
"""Added, removed, changed, or only there because something in it is."""


class Line(NamedTuple):
    """One block, so many levels deep; `change` is None for one that only stands around others."""

    depth: int
    sign: Sign
    block: Block
    change: Change | None = None


def tree(comparison: Comparison) -> Iterator[Line]:
    """The changes of a comparison: entities, then the profile with the relationships that lead to changed ones."""
    inside: list[Change] = []
    for change in comparison.changes:
        if isinstance(change.block, Relationship | Profile):
            inside.append(change)
        elif not isinstance(change.block, DataGraph) or change.differences:
            yield Line(0, _sign(change), change.block, change)
    yield from _relationships(comparison, inside)


def _relationships(comparison: Comparison, changes: list[Change]) -> Iterator[Line]:
    by_block = {id(it.block): it for it in changes}
    children: dict[str, list[Relationship]] = {}
    for it in (*(it.block for it in changes if it.kind == "removed"), *comparison.new.relationships):
        if isinstance(it, Relationship):
            parent = it.parent.slug if it.parent else ""
            parent = comparison.renamed_relationships.get(parent, parent) if id(it) in by_block else parent
            children.setdefault(parent, []).append(it)
    wanted = _around(comparison, changes)
    profile = comparison.new.model.profile or comparison.old.model.profile
    if profile is None or not changes:
        return
    own = by_block.get(id(profile))
    yield Line(0, _sign(own) if own else " ", profile, own)
    waiting = [(1, it) for it in reversed(children.get("", ()))]
    seen: set[int] = set()
    while waiting:
        depth, block = waiting.pop()
        change = by_block.get(id(block))
        if id(block) in seen or not (change or block.slug in wanted):
            continue
        seen.add(id(block))
        yield Line(depth, _sign(change) if change else " ", block, change)
        waiting += [(depth + 1, it) for it in reversed(children.get(block.slug, ()))]


def _around(comparison: Comparison, changes: list[Change]) -> set[str]:
    """The slugs of the relationships around those that have changed."""
    renamed = comparison.renamed_relationships
    found = set()
    for change in changes:
        parent = change.block.parent if isinstance(change.block, Relationship) else None
        while parent:
            found |= {parent.slug, renamed.get(parent.slug, parent.slug)}
            parent = parent.parent
    return found


def _sign(change: Change) -> Sign:
    return "+" if change.kind == "added" else "-" if change.kind == "removed" else "~"
