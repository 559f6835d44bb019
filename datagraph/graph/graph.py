"""Names and references of one Data Graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.language import VERSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx

    from datagraph.diagnostics.suggestion import Suggester
    from datagraph.graph.joins import JoinReadings
    from datagraph.graph.references import OddReference
    from datagraph.model import DataGraph, Entity, Node, Relationship
    from datagraph.text import Span


class Graph:
    """The model with its names resolved: which entity a slug means, and who refers to it.

    Where a slug is declared more than once, its first declaration counts. What only a mistake makes necessary is
    worked out when it is first asked for.
    """

    __slots__ = (
        "_aliases",
        "_declarations",
        "_joins",
        "_odd_references",
        "_odd_slugs",
        "_reference_spans",
        "_suggester",
        "_tables",
        "_uses",
        "destinations",
        "entities",
        "model",
        "relationships",
        "slugs",
        "unique_slugs",
    )

    def __init__(self, model: DataGraph) -> None:
        self.model = model
        self.entities: dict[str, Entity] = {}
        """The entities by slug."""
        for entity in model.entities:
            if entity.slug:
                self.entities.setdefault(entity.slug, entity)
        self.relationships: tuple[Relationship, ...] = tuple(model.relationships())
        """All relationships, each before those nested in it."""
        self.destinations: set[str] = {it.related_entity for it in self.relationships}
        """The slugs that relationships lead to, whether an entity has them or not."""
        self.slugs: list[str] = [node.slug for node in (*model.entities, *self.relationships) if node.slug]
        """Every declared slug as often as it is declared, those of entities first."""
        self.unique_slugs: set[str] = set(self.slugs)
        self._aliases: dict[str, str] | None = None
        self._declarations: dict[str, list[Node]] | None = None
        self._joins: JoinReadings | None = None
        self._odd_references: list[OddReference] | None = None
        self._odd_slugs: dict[str, str] | None = None
        self._reference_spans: dict[int, Span] = {}
        self._suggester: Suggester | None = None
        self._tables: dict[str, dict[str, None]] | None = None
        self._uses: dict[str, list[Relationship]] | None = None

    @property
    def is_legacy(self) -> bool:
        """Whether the text is in the beta's language, v0.0.6, where joins and folders are written otherwise."""
        return self.model.version == "v0.0.6"

    @property
    def has_legacy_style(self) -> bool:
        """Whether joins and names are to be read as the beta's: where no version is known, the profile may tell."""
        if self.model.version in VERSIONS:
            return self.is_legacy
        return bool(self.model.profile and self.model.profile.materialization)

    @property
    def uses(self) -> Mapping[str, list[Relationship]]:
        """The relationships that lead to a slug, whether an entity has it or not."""
        if self._uses is None:
            self._uses = {}
            for relationship in self.relationships:
                self._uses.setdefault(relationship.related_entity, []).append(relationship)
        return self._uses

    @property
    def trees(self) -> Sequence[Relationship]:
        """The relationships of the first level, each with all below it."""
        return self.model.profile.relationships if self.model.profile else ()

    @property
    def declarations(self) -> Mapping[str, list[Node]]:
        """The entities, then the relationships, that declare a slug; both share one namespace."""
        if self._declarations is None:
            self._declarations = {}
            for node in (*self.model.entities, *self.relationships):
                if node.slug:
                    self._declarations.setdefault(node.slug, []).append(node)
        return self._declarations

    @property
    def odd_slugs(self) -> Mapping[str, str]:
        """The declared slugs that are not of the form of slugs, each with what it should be ("" if unknown)."""
        if self._odd_slugs is None:
            from datagraph.graph.slugs import odd_slugs

            self._odd_slugs = odd_slugs(self)
        return self._odd_slugs

    @property
    def odd_references(self) -> list[OddReference]:
        """The names of tables, schemas and columns that are not plainly of their form."""
        if self._odd_references is None:
            from datagraph.graph.references import odd_references

            self._odd_references = odd_references(self)
        return self._odd_references

    @property
    def joins(self) -> JoinReadings:
        """The joins of nested relationships whose sides do not plainly name the two entities."""
        if self._joins is None:
            from datagraph.graph.joins import read_joins

            self._joins = read_joins(self)
        return self._joins

    @property
    def has_nameless_entities(self) -> bool:
        """Whether an entity's slug is blank or could not be read, so that an unknown one may mean it."""
        return self.model.has_nameless_entities or any(not slug.strip() for slug in self.odd_slugs)

    def entity_slug(self, word: str) -> str:
        """The slug of the entity that a word means, or "": its slug, or what its slug should be if that is odd."""
        if word in self.entities:
            return word
        if self._aliases is None:
            self._aliases = {mended: slug for slug, mended in self.odd_slugs.items() if slug in self.entities}
        return self._aliases.get(word, "") if word else ""

    def entities_of_table(self, name: str) -> Mapping[str, None]:
        """The slugs of the entities whose table has this name: all of it or its last parts, in any case."""
        if self._tables is None:
            from datagraph.graph.references import entities_by_table

            self._tables = entities_by_table(self)
        return self._tables.get(name.casefold(), {})

    @property
    def near_entities(self) -> Suggester:
        """Near misses of the entities' slugs."""
        if self._suggester is None:
            from datagraph.diagnostics.suggestion import Suggester

            self._suggester = Suggester(self.entities)
        return self._suggester

    def reference_span(self, relationship: Relationship) -> Span:
        """Where a relationship says which entity it leads to; asked again it takes no time."""
        if id(relationship) not in self._reference_spans:
            self._reference_spans[id(relationship)] = relationship.value_span("related_entity")
        return self._reference_spans[id(relationship)]

    def left_entity(self, relationship: Relationship) -> str:
        """The slug on the left of a nested relationship's join: its parent's entity; "" if that is unknown."""
        return relationship.parent.related_entity if relationship.parent else ""

    def path(self, relationship: Relationship) -> list[Relationship]:
        """The relationships from the profile to this one, both ends included."""
        path = [relationship]
        while path[-1].parent:
            path.append(path[-1].parent)
        return path[::-1]

    def network(self) -> networkx.MultiDiGraph[str]:
        """The graph in networkx: entity slugs and `""` for the profile as nodes, relationships by slug as edges."""
        from networkx import MultiDiGraph

        network: networkx.MultiDiGraph[str] = MultiDiGraph()
        network.add_nodes_from(self.entities)
        for relationship in self.relationships:
            network.add_edge(self.left_entity(relationship), relationship.related_entity, key=relationship.slug)
        return network
