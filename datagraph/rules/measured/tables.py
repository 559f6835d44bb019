"""The tables whose keys were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog.measurements import EntityMeasurement
    from datagraph.model import Entity, JunctionTable
    from datagraph.rules.context import Context


class MeasuredTable(NamedTuple):
    """An entity or a junction table, what messages call it, and what was counted in it."""

    node: Entity | JunctionTable
    name: str
    found: EntityMeasurement

    @property
    def is_explained(self) -> bool:
        """Whether every repeated key is one because past versions or deleted rows are still there."""
        marks = [it for it in (self.found.past, self.found.deleted) if it]
        return bool(self.found.repeated) and any(it.explained == self.found.repeated for it in marks)


def measured_tables(ctx: Context) -> Iterator[MeasuredTable]:
    """The tables of entities, then those of junctions."""
    measurements = ctx.evidence.measurements
    assert measurements is not None, "only rules that need measurements ask for this"
    for slug, entity in ctx.graph.entities.items():
        if slug in measurements.entities:
            yield MeasuredTable(entity, quoted(slug), measurements.entities[slug])
    for relationship in ctx.graph.relationships:
        found = measurements.relationships.get(relationship.slug)
        if found and found.junction and relationship.junction_table:
            yield MeasuredTable(
                relationship.junction_table, f"the junction table of {quoted(relationship.slug)}", found.junction
            )
