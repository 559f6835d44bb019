"""Two graphs side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from datagraph.diff.change import Change, Difference
from datagraph.diff.meanings import meanings
from datagraph.diff.renames import renamed_entities, renamed_relationships

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.diff.change import Block
    from datagraph.graph import Graph
    from datagraph.model import Relationship

T = TypeVar("T")

Path = tuple[str, ...]
"""The slugs of the relationships from the profile to one of them."""


class Comparison:
    """What has changed from one graph to another, block by block.

    `changes` are in this order: the graph itself, entities, the profile, relationships. What is gone stands where it
    was, what is new behind that. Spaces, comments and the order of blocks are no changes. Where a slug is declared
    more than once, its first declaration counts, as everywhere.
    """

    def __init__(self, old: Graph, new: Graph) -> None:
        self.old = old
        self.new = new
        self._before = _by_slug(old)
        self._after = _by_slug(new)
        self.renamed_entities: Mapping[str, str] = renamed_entities(old, new)
        """The old slugs of entities that have likely got another one, with that."""
        self.renamed_relationships: Mapping[str, str] = renamed_relationships(
            self._before, self._after, self.renamed_entities
        )
        """The same for relationships."""
        self._paths = {path_of(it) for it in self._after.values()}
        self.changes: tuple[Change, ...] = tuple(self._all())

    def vanished_paths(self, slug: str) -> list[Path]:
        """The old paths through a relationship that are no more, itself first; none if it was not there."""
        relationship = self._before.get(slug)
        old = [path_of(it) for it in relationship.subtree()] if relationship else []
        return [path for path in old if path not in self._paths]

    def _all(self) -> Iterator[Change]:
        if self.old.model.syntax and self.new.model.syntax:
            yield from self._changed(self.old.model, self.new.model)
        entities = dict(_swapped(self.renamed_entities))
        for before, after in _aligned(self.old.entities, self.new.entities):
            if before and after:
                yield from self._changed(before, after)
            elif before:
                likely = self.new.entities.get(self.renamed_entities.get(before.slug, ""))
                yield Change("removed", before, likely=likely)
            elif after:
                yield Change("added", new=after, likely=self.old.entities.get(entities.get(after.slug, "")))
        old, new = self.old.model.profile, self.new.model.profile
        if old and new:
            yield from self._changed(old, new)
        elif old or new:
            yield Change("removed", old) if old else Change("added", new=new)
        relationships = dict(_swapped(self.renamed_relationships))
        for one, other in _aligned(self._before, self._after):
            if one and other:
                yield from self._changed(one, other, is_moved=self._is_moved(one, other))
            elif one:
                yield Change("removed", one, likely=self._after.get(self.renamed_relationships.get(one.slug, "")))
            elif other:
                yield Change("added", new=other, likely=self._before.get(relationships.get(other.slug, "")))

    def _changed(self, old: Block, new: Block, *, is_moved: bool = False) -> Iterator[Change]:
        before, after = meanings(old, self.renamed_entities), meanings(new, {})
        differences = []
        for name in dict.fromkeys((*before, *after)):
            one, other = before.get(name), after.get(name)
            if not (one is None or one.is_readable) or not (other is None or other.is_readable):
                continue
            if (one and one.meaning) != (other and other.meaning):
                differences.append(Difference(name, one.written if one else "", other.written if other else ""))
        if differences or is_moved:
            yield Change("changed", old, new, tuple(differences), is_moved)

    def _is_moved(self, old: Relationship, new: Relationship) -> bool:
        before, after = (it.parent.slug if it.parent else "" for it in (old, new))
        return self.renamed_relationships.get(before, before) != after


def path_of(relationship: Relationship) -> Path:
    """The path to a relationship, itself included."""
    path = [relationship]
    while path[-1].parent:
        path.append(path[-1].parent)
    return tuple(it.slug for it in reversed(path))


def _by_slug(graph: Graph) -> dict[str, Relationship]:
    found: dict[str, Relationship] = {}
    for it in graph.relationships:
        if it.slug:
            found.setdefault(it.slug, it)
    return found


def _swapped(renamed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((new, old) for old, new in renamed.items())


def _aligned(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T | None, T | None]]:
    """Both sides of every slug in the old order, with what is new where it has come in."""
    followers: dict[str, list[str]] = {}
    last = ""
    for slug in new:
        if slug in old:
            last = slug
        else:
            followers.setdefault(last, []).append(slug)
    waiting = followers.get("", [])
    for slug, one in old.items():
        if slug in new:
            # What is gone from between comes before what is new there.
            yield from ((None, new[it]) for it in waiting)
            waiting = followers.get(slug, [])
        yield one, new.get(slug)
    yield from ((None, new[it]) for it in waiting)
