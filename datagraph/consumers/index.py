"""Who uses what of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.model import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.consumers.consumer import Consumer
    from datagraph.graph import Graph
    from datagraph.model import Relationship


class Consumers:
    """All consumers, found by what they use of one graph.

    Whoever uses a relationship uses those around it too, and the entities on the way: that is the path by which its
    audience finds rows. Whoever names an entity alone uses every path to it.
    """

    def __init__(self, consumers: Iterable[Consumer], graph: Graph) -> None:
        self.all: tuple[Consumer, ...] = tuple(consumers)
        self._graph = graph
        self._entities: dict[str, dict[Consumer, None]] = {}
        self._relationships: dict[str, dict[Consumer, None]] = {}
        self._columns: dict[tuple[str, str], dict[Consumer, None]] = {}
        self._traits: dict[str, dict[Consumer, None]] = {}
        declared: dict[str, Relationship] = {}
        for it in graph.relationships:
            declared.setdefault(it.slug, it)
        for consumer in self.all:
            self._enter(consumer, declared)

    def of_entity(self, slug: str) -> list[Consumer]:
        """Those that use an entity."""
        return list(self._entities.get(slug, ()))

    def of_relationship(self, slug: str) -> list[Consumer]:
        """Those that use a relationship, for itself or as a step on their way."""
        return list(self._relationships.get(slug, ()))

    def of_column(self, entity: str, column: str) -> list[Consumer]:
        """Those that name a column of an entity."""
        return list(self._columns.get((entity, unquoted(column)), ()))

    def of_trait(self, name: str) -> list[Consumer]:
        """Those that name a trait of the profile."""
        return list(self._traits.get(name, ()))

    def of_slug(self, slug: str) -> list[Consumer]:
        """Those that use an entity or a relationship, whichever the slug is of."""
        return list(dict.fromkeys((*self.of_entity(slug), *self.of_relationship(slug))))

    def of_profile(self) -> list[Consumer]:
        """Those that find their rows from the profile on."""
        found = (it for users in self._relationships.values() for it in users)
        return list(dict.fromkeys((*found, *(it for users in self._traits.values() for it in users))))

    def _enter(self, consumer: Consumer, declared: dict[str, Relationship]) -> None:
        named = [it.name for it in consumer.uses if it.kind == "relationship"]
        for use in consumer.uses:
            if use.kind == "entity":
                self._entities.setdefault(use.name, {})[consumer] = None
            elif use.kind == "trait":
                self._traits.setdefault(use.name, {})[consumer] = None
            elif use.kind == "column":
                self._entities.setdefault(use.owner, {})[consumer] = None
                self._columns.setdefault((use.owner, use.name), {})[consumer] = None
        for slug in named:
            self._relationships.setdefault(slug, {})[consumer] = None
            for step in self._graph.path(declared[slug]) if slug in declared else ():
                self._relationships.setdefault(step.slug, {})[consumer] = None
                self._entities.setdefault(self._graph.entity_slug(step.related_entity), {})[consumer] = None
