"""Slugs that have likely been changed: what is gone, and what has come in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from datagraph.diff.meanings import meanings

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from datagraph.graph import Graph
    from datagraph.model import Entity, Relationship

T = TypeVar("T")

_NO_SLUGS: Mapping[str, str] = {}
# What a relationship is, beside where it stands; its name and description may change with its slug.
_WORDS = ("name", "description")


def renamed_entities(old: Graph, new: Graph) -> dict[str, str]:
    """The old slug of each entity that has likely got another one, with that: one with the same table and key."""

    def key(entity: Entity) -> Hashable:
        said = meanings(entity, _NO_SLUGS)
        table = said["table_ref"].meaning
        return (table, said["primary_key"].meaning) if table else None

    gone = [it for slug, it in old.entities.items() if slug not in new.entities]
    come = [it for slug, it in new.entities.items() if slug not in old.entities]
    return {before.slug: after.slug for before, after in _pairs(gone, come, key, key)}


def renamed_relationships(
    old: Mapping[str, Relationship], new: Mapping[str, Relationship], entities: Mapping[str, str]
) -> dict[str, str]:
    """The same for relationships: one at the same place that joins the same, `entities` being renamed before.

    A relationship in one that is renamed is at the same place, if it stands in that under its new slug.
    """
    found: dict[str, str] = {}

    def key_of_old(relationship: Relationship) -> Hashable:
        parent = relationship.parent.slug if relationship.parent else ""
        return (found.get(parent, parent), *_joined(relationship, entities))

    def key_of_new(relationship: Relationship) -> Hashable:
        return (relationship.parent.slug if relationship.parent else "", *_joined(relationship, _NO_SLUGS))

    gone = [it for slug, it in old.items() if slug not in new]
    come = [it for slug, it in new.items() if slug not in old]
    # From the profile on, level by level: what is below one that is renamed is looked for below its new slug.
    for depth in sorted({it.depth for it in gone}):
        before = [it for it in gone if it.depth == depth]
        found.update((one.slug, other.slug) for one, other in _pairs(before, come, key_of_old, key_of_new))
    return found


def _joined(relationship: Relationship, entities: Mapping[str, str]) -> tuple[Hashable, ...]:
    said = meanings(relationship, entities)
    return tuple((name, it.meaning) for name, it in sorted(said.items()) if name not in _WORDS and it.written)


def _pairs(
    gone: Iterable[T], come: Iterable[T], key_of_gone: Callable[[T], Hashable], key_of_come: Callable[[T], Hashable]
) -> list[tuple[T, T]]:
    """What has the same key on both sides, where it is only one on each."""
    by_key: dict[Hashable, tuple[list[T], list[T]]] = {}
    for index, (members, key) in enumerate(((gone, key_of_gone), (come, key_of_come))):
        for it in members:
            by_key.setdefault(key(it), ([], []))[index].append(it)
    return [(old[0], new[0]) for key, (old, new) in by_key.items() if key is not None and len(old) == len(new) == 1]
