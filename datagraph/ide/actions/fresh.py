"""Names that a graph has not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.graph import Graph
    from datagraph.model import Entity, Relationship

_SUFFIX = "entity"


class FreshSlugs:
    """Makes slugs as `datagraph init` does, each different from those of the graph and those made before."""

    def __init__(self, graph: Graph) -> None:
        from datagraph.scaffold.writable import Slugs

        self._slugs = Slugs()
        self._taken = {slug.replace("_", "-") for slug in graph.slugs}
        suffixed = sum(slug.endswith(f"-{_SUFFIX}") for slug in graph.entities)
        self._suffix = (_SUFFIX,) if 2 * suffixed > len(graph.entities) else ()

    def of_relationship(self, *names: str) -> str:
        """A slug made of the words of names."""
        while (slug := self._slugs.new(*names)) in self._taken:
            pass
        return slug

    def of_entity(self, name: str) -> str:
        """The same for an entity: where most slugs of entities end in `-entity`, so does this."""
        return self.of_relationship(name, *self._suffix)


def fresh_name(name: str, beside: Iterable[Entity | Relationship]) -> str:
    """A name, with a number if something beside it has the same."""
    taken = {it.name.casefold() for it in beside}
    chosen, number = name, 2
    while chosen.casefold() in taken:
        chosen, number = f"{name} {number}", number + 1
    return chosen
