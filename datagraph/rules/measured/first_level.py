"""The relationships that begin at the profile, with what was counted on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog.measurements import Link, RelationshipMeasurement
    from datagraph.model import Entity, ExternalId, Relationship, Trait
    from datagraph.rules.context import Context


class MeasuredProfile(NamedTuple):
    """A relationship of the first level: the block that says how it joins, its entity, and what was counted."""

    relationship: Relationship
    key: ExternalId | Trait
    entity: Entity
    found: RelationshipMeasurement

    @property
    def link(self) -> Link:
        """The identifiers or traits of profiles, and the rows of the entity."""
        return self.found.links[0]

    @property
    def noun(self) -> str:
        """What profiles are joined by: an external id, or a trait."""
        word = self.relationship.external_id.type if self.relationship.external_id else ""
        return quoted(word or (self.relationship.trait.name if self.relationship.trait else ""))


def measured_profiles(ctx: Context) -> Iterator[MeasuredProfile]:
    """The relationships of the first level, in the order of the text."""
    measurements = ctx.evidence.measurements
    assert measurements is not None, "only rules that need measurements ask for this"
    for relationship in ctx.graph.relationships:
        key = relationship.external_id or relationship.trait
        entity = ctx.graph.entities.get(ctx.graph.entity_slug(relationship.related_entity))
        found = measurements.relationships.get(relationship.slug)
        if relationship.is_first_level and key and entity and found and found.profiles is not None:
            yield MeasuredProfile(relationship, key, entity, found)
