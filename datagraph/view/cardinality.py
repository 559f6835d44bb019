"""How many rows a relationship joins with how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.model import unquoted
from datagraph.rules.words import quoted
from datagraph.view.entities import entity_named
from datagraph.view.tables import table_named

if TYPE_CHECKING:
    from datagraph.model import Entity, Operand, Relationship
    from datagraph.view.view import View


class Cardinality(NamedTuple):
    """`1:1`, `1:many`, `many:1` or `many:many`, left to right, and a sentence that says why."""

    text: str
    reason: str


def cardinality(view: View, relationship: Relationship) -> Cardinality | None:
    """What was counted, or what the keys tell, or what the language takes for granted; None for a broken one."""
    joins = (relationship.external_id, relationship.trait, relationship.junction_table, relationship.join_on)
    right = view.graph.entities.get(view.graph.entity_slug(relationship.related_entity))
    if right is None or sum(map(bool, joins)) != 1:
        return None
    measurements = view.evidence.measurements
    counted = measurements.relationships.get(relationship.slug) if measurements else None
    if counted and counted.cardinality:
        return Cardinality(counted.cardinality, "Counted in the data.")
    if relationship.parent is None:
        return _first_level(view, relationship, right)
    left = view.graph.entities.get(view.graph.entity_slug(relationship.parent.related_entity))
    return _nested(view, relationship, left, right) if left else None


def _first_level(view: View, relationship: Relationship, right: Entity) -> Cardinality | None:
    """From profiles: each may have many external ids, which are its own; its traits are single, but may be shared."""
    name = quoted(right.slug)
    if relationship.external_id:
        reason = f"A profile leads to any number of rows of {name}; an external id belongs to one profile."
        return Cardinality("1:many", reason)
    trait = relationship.trait
    if trait is None:
        return None
    if _is_unique(view, right, trait.join_key):
        key = quoted(unquoted(trait.join_key))
        reason = f"A profile leads to one row of {name}, where {key} is unique; profiles may share a trait."
        return Cardinality("many:1", reason)
    return Cardinality("many:many", f"A profile leads to any number of rows of {name}; profiles may share a trait.")


def _nested(view: View, relationship: Relationship, left: Entity, right: Entity) -> Cardinality | None:
    names = quoted(left.slug), quoted(right.slug)
    if relationship.junction_table:
        return Cardinality("many:many", f"The junction table pairs rows of {names[0]} with rows of {names[1]}.")
    if not relationship.join_on:
        return None
    one, other = _sides(view, relationship, left, right)
    if other and _is_unique(view, right, other.column):
        key = quoted(unquoted(other.column))
        reason = f"A row of {names[0]} leads to one row of {names[1]}, where {key} is unique"
        if one and _is_unique(view, left, one.column):
            return Cardinality("1:1", f"{reason}, and the other way round.")
        return Cardinality("many:1", f"{reason}.")
    return Cardinality("1:many", f"A row of {names[0]} leads to any number of rows of {names[1]}.")


def _sides(
    view: View, relationship: Relationship, left: Entity, right: Entity
) -> tuple[Operand, Operand] | tuple[None, None]:
    """The sides of a `join_on` that name the one and the other entity, wherever each stands."""
    if relationship.join is None:
        return None, None
    sides = tuple(relationship.join)
    named = [entity_named(view, unquoted(it.entity), in_join=True) for it in sides]
    if named[0] is left and named[1] is right:
        return relationship.join.left, relationship.join.right
    if named[0] is right and named[1] is left:
        return relationship.join.right, relationship.join.left
    return None, None


def _is_unique(view: View, entity: Entity, column: str) -> bool:
    """Whether a column has another value in every row: the graph says so of its key, the catalog of others."""
    name = unquoted(column)
    if name and name == unquoted(entity.primary_key):
        return True
    table = table_named(view.evidence.catalog, entity.table_ref)
    return bool(table and ((name,) == table.primary_key or (name,) in table.unique_keys))
