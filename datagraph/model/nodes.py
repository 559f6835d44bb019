"""The typed model: what a Data Graph says, with the way back to where it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.model.joins import parse_join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.model.joins import Join
    from datagraph.syntax import Attribute, Block, StringValue
    from datagraph.text import Span


class Node:
    """What one block says.

    An attribute that is missing or broken is an empty string (a flag its default): its own diagnostic says so. Nodes
    compare by what they say, not by where they stand.
    """

    __slots__ = ("slug", "syntax")

    facts: tuple[str, ...] = ()
    """The names of the fields that make up what the block itself says, child blocks aside."""

    def __init__(self, syntax: Block, slug: str) -> None:
        self.syntax = syntax
        self.slug = slug
        """The label's text; empty if the block has none."""

    @property
    def label(self) -> StringValue | None:
        """The label as it is written."""
        labels = self.syntax.labels
        return labels[0] if labels else None

    @property
    def header_span(self) -> Span:
        """The block's kind and label."""
        return self.syntax.header_span

    @property
    def name_span(self) -> Span:
        """The label without its quotes, or the block's kind if it has none."""
        label = self.label
        return label.inner_span if label else self.syntax.kind_span

    def attribute(self, name: str) -> Attribute | None:
        """The first attribute of that name in the block, or else the misspelt one that was taken for it."""
        attributes = self.syntax.attributes
        found = next((it for it in attributes if it.name == name), None)
        if found is None and getattr(self, name, None):
            from datagraph.diagnostics.suggestion import closest

            found = next((it for it in attributes if closest(it.name, [name])), None)
        return found

    def string(self, name: str) -> StringValue | None:
        """The string that an attribute holds."""
        attribute = self.attribute(name)
        return attribute.string if attribute else None

    def value_span(self, name: str) -> Span:
        """The range of an attribute's value without its quotes; the block's header if there is no such string."""
        string = self.string(name)
        return string.inner_span if string else self.header_span

    def own_facts(self) -> tuple[Any, ...]:
        """What the block itself says, child blocks aside."""
        return tuple(getattr(self, name) for name in self.facts)

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The node and all below it in the order of the text, each with its depth below this one."""
        yield 0, self

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, Node):
            return NotImplemented
        mine = [(depth, type(node), node.own_facts()) for depth, node in self.walk()]
        return mine == [(depth, type(node), node.own_facts()) for depth, node in other.walk()]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.facts)})"


class Entity(Node):
    """A warehouse table under a slug."""

    __slots__ = ("description", "enrichment_enabled", "name", "primary_key", "table_ref")
    facts = ("slug", "name", "table_ref", "primary_key", "description", "enrichment_enabled")

    def __init__(self, syntax: Block, slug: str, values: Mapping[str, Any]) -> None:
        super().__init__(syntax, slug)
        get = values.get
        self.name: str = get("name", "")
        self.table_ref: str = get("table_ref", "")
        self.primary_key: str = get("primary_key", "")
        self.description: str = get("description", "")
        self.enrichment_enabled: bool = get("enrichment_enabled") is True


class ExternalId(Node):
    """How a first-level relationship finds its entity: by an external id of the profile."""

    __slots__ = ("join_key", "type")
    facts = ("type", "join_key")

    def __init__(self, syntax: Block, slug: str, values: Mapping[str, Any]) -> None:
        super().__init__(syntax, slug)
        self.type: str = values.get("type", "")
        self.join_key: str = values.get("join_key", "")


class Trait(Node):
    """How a first-level relationship finds its entity: by a trait of the profile."""

    __slots__ = ("join_key", "name")
    facts = ("name", "join_key")

    def __init__(self, syntax: Block, slug: str, values: Mapping[str, Any]) -> None:
        super().__init__(syntax, slug)
        self.name: str = values.get("name", "")
        self.join_key: str = values.get("join_key", "")


class JunctionTable(Node):
    """The table between the two sides of a many:many relationship; the joins are None where they are malformed."""

    __slots__ = ("left_join", "left_join_on", "primary_key", "right_join", "right_join_on", "table_ref")
    facts = ("table_ref", "primary_key", "left_join_on", "right_join_on")

    def __init__(self, syntax: Block, slug: str, values: Mapping[str, Any]) -> None:
        super().__init__(syntax, slug)
        get = values.get
        self.table_ref: str = get("table_ref", "")
        self.primary_key: str = get("primary_key", "")
        self.left_join_on: str = get("left_join_on", "")
        self.right_join_on: str = get("right_join_on", "")
        self.left_join: Join | None = parse_join(self.left_join_on)
        self.right_join: Join | None = parse_join(self.right_join_on)


class Relationship(Node):
    """A step from the profile or an entity to an entity; `join` is None where `join_on` is missing or malformed."""

    __slots__ = (
        "_subtree",
        "depth",
        "description",
        "external_id",
        "join",
        "join_on",
        "junction_table",
        "name",
        "parent",
        "related_entity",
        "relationships",
        "trait",
    )
    facts = ("slug", "name", "related_entity", "description", "join_on")

    def __init__(self, syntax: Block, slug: str, values: Mapping[str, Any]) -> None:
        super().__init__(syntax, slug)
        get = values.get
        self.name: str = get("name", "")
        self.related_entity: str = get("related_entity", "")
        self.description: str = get("description", "")
        self.join_on: str = get("join_on", "")
        self.join: Join | None = parse_join(self.join_on) if self.join_on else None
        self.external_id: ExternalId | None = None
        self.trait: Trait | None = None
        self.junction_table: JunctionTable | None = None
        self.relationships: list[Relationship] = []
        self.parent: Relationship | None = None
        """The relationship around this one; None on the first level."""
        self.depth = 2
        """Nodes on the path from the profile to the related entity, the profile counted: 2 on the first level."""
        self._subtree: list[Relationship] | None = None

    @property
    def is_first_level(self) -> bool:
        """Whether it leads from the profile itself."""
        return self.parent is None

    def subtree(self) -> list[Relationship]:
        """The relationship and all below it, each before those nested in it; worked out once."""
        if self._subtree is None:
            self._subtree = []
            waiting = [self]
            while waiting:
                relationship = waiting.pop()
                self._subtree.append(relationship)
                waiting += reversed(relationship.relationships)
        return self._subtree

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The relationship, its join and all relationships below it."""
        return _walk([(0, self)])


class Profile(Node):
    """Where the profiles are, and the relationships that begin there."""

    __slots__ = ("materialization", "profile_folder", "relationships", "type")
    facts = ("profile_folder", "type", "materialization")

    def __init__(self, syntax: Block, slug: str, values: Mapping[str, Any]) -> None:
        super().__init__(syntax, slug)
        get = values.get
        self.profile_folder: str = get("profile_folder", "")
        self.type: str = get("type", "")
        self.materialization: str = get("materialization", "")
        self.relationships: list[Relationship] = []

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The profile and all relationships below it."""
        return _walk([(0, self)])


class DataGraph(Node):
    """A whole Data Graph; `syntax` is its first `data_graph` block, or None where the text has none."""

    __slots__ = ("entities", "has_nameless_entities", "profile", "version")
    facts = ("version",)

    syntax: Block | None  # type: ignore[assignment]

    def __init__(self, syntax: Block | None, version: str) -> None:
        self.syntax = syntax
        self.slug = ""
        self.version = version
        self.entities: list[Entity] = []
        self.profile: Profile | None = None
        self.has_nameless_entities = False
        """Whether an entity's slug could not be read, so that a reference to an unknown one may mean it."""

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The graph, its entities, the profile and all relationships."""
        yield 0, self
        for entity in self.entities:
            yield 1, entity
        if self.profile:
            yield from _walk([(1, self.profile)])

    def relationships(self) -> list[Relationship]:
        """All relationships, each before those nested in it."""
        return [it for first in self.profile.relationships for it in first.subtree()] if self.profile else []


def _walk(waiting: list[tuple[int, Node]]) -> Iterator[tuple[int, Node]]:
    """Nodes in the order of the text, without recursion: nesting may be deeper than Python's stack."""
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        if isinstance(node, Relationship):
            joins = (node.external_id, node.trait, node.junction_table)
            waiting += [(depth + 1, it) for it in reversed(node.relationships)]
            waiting += [(depth + 1, it) for it in reversed(joins) if it]
        elif isinstance(node, Profile):
            waiting += [(depth + 1, it) for it in reversed(node.relationships)]
