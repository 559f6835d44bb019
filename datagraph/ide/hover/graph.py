"""What the graph says of entities and relationships."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from datagraph.ide.hover.warehouse import columns_of
from datagraph.language import MAXIMUM_DEPTH
from datagraph.view.cardinality import cardinality
from datagraph.view.markdown import bullets, literal, paragraphs, prose, some
from datagraph.view.tables import table_named

if TYPE_CHECKING:
    from datagraph.model import Entity, Relationship
    from datagraph.view import View

_MOST_PATHS = 3
_LONGEST_PATH = 8


def entity_card(view: View, entity: Entity) -> str:
    """An entity's table, key and columns, who leads to it, and how it is reached from the profile."""
    graph = view.graph
    uses = [it for word, found in graph.uses.items() if graph.entity_slug(word) == entity.slug for it in found]
    table = table_named(view.evidence.catalog, entity.table_ref)
    rows = f", about {table.rows:,} rows" if table and table.rows is not None else ""
    more = len(uses) - _MOST_PATHS
    return paragraphs(
        _heading("entity", entity),
        prose(entity.description),
        bullets(
            (
                f"table {literal(entity.table_ref)}{rows}" if entity.table_ref else "",
                f"key {literal(entity.primary_key)}" if entity.primary_key else "",
                "for Linked Events" if entity.enrichment_enabled else "",
                f"used by {some(it.slug or 'relationship' for it in uses)}" if uses else "used by no relationship",
                *(_path(view, it) for it in islice(uses, _MOST_PATHS)),
                f"… {more} more" if more > 0 else "",
            )
        ),
        columns_of(table) if table else "",
    )


def relationship_card(view: View, relationship: Relationship) -> str:
    """What a relationship joins, how, and how deep."""
    return paragraphs(
        _heading("relationship", relationship),
        prose(relationship.description),
        bullets((_step(view, relationship), *_joins(relationship), _path(view, relationship))),
    )


def _heading(kind: str, node: Entity | Relationship) -> str:
    slug = f" {literal(node.slug)}" if node.slug else ""
    return f"**{kind}**{slug}" + (f" – {prose(node.name)}" if node.name else "")


def _step(view: View, relationship: Relationship) -> str:
    """The kind of a relationship, and from where to where it leads."""
    parent, target = relationship.parent, relationship.related_entity
    counted = cardinality(view, relationship)
    kind = ("nested" if parent else "first-level") + (f", {counted.text}" if counted else "")
    origin = "profile" if parent is None else literal(parent.related_entity) if parent.related_entity else "?"
    return f"{kind}: {origin} → {literal(target) if target else '?'}"


def _joins(relationship: Relationship) -> list[str]:
    """How the rows of both sides are matched."""
    found: list[str] = []
    key, trait, junction = relationship.external_id, relationship.trait, relationship.junction_table
    if key and key.type and key.join_key:
        found.append(f"external id {literal(key.type)} = column {literal(key.join_key)}")
    if trait and trait.name and trait.join_key:
        found.append(f"trait {literal(trait.name)} = column {literal(trait.join_key)}")
    if relationship.join_on:
        found.append(f"on {literal(relationship.join_on)}")
    if junction:
        found.append(f"through {literal(junction.table_ref)}" if junction.table_ref else "")
        found += [f"on {literal(it)}" for it in (junction.left_join_on, junction.right_join_on) if it]
    return found


def _path(view: View, relationship: Relationship) -> str:
    """The way from the profile to where a relationship leads, the middle left out if it is long."""
    steps = ["profile", *(literal(it.related_entity or "?") for it in view.graph.path(relationship))]
    if len(steps) > _LONGEST_PATH:
        half = _LONGEST_PATH // 2
        steps = [*steps[:half], "…", *steps[-half:]]
    return f"{' → '.join(steps)} (depth {relationship.depth} of {MAXIMUM_DEPTH})"
