"""Changes as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datagraph.model import DataGraph, Entity, Profile, Relationship

    Block = DataGraph | Entity | Profile | Relationship


class Difference(NamedTuple):
    """An attribute that says something else; `old` and `new` are as they are written, "" where there is nothing.

    `attribute` is its name, that of a child block's attribute with the block's kind before it
    (`external_id.join_key`).
    """

    attribute: str
    old: str
    new: str


class Change(NamedTuple):
    """What has become of one block: of the graph itself, an entity, the profile, or a relationship.

    `old` is None for one that is added, `new` for one that is removed; blocks of one slug are the same block.
    `is_moved` tells of a relationship that it stands below another one. `likely` is the block under another slug that a
    removed one has likely become, and the other way round for an added one.
    """

    kind: Literal["added", "removed", "changed"]
    old: Block | None = None
    new: Block | None = None
    differences: tuple[Difference, ...] = ()
    is_moved: bool = False
    likely: Block | None = None

    @property
    def block(self) -> Block:
        """The block as it is now, or as it was if it is gone."""
        block = self.new or self.old
        assert block is not None, "a change is of a block"
        return block

    def difference(self, attribute: str) -> Difference | None:
        """What has changed in an attribute, if anything has."""
        return next((it for it in self.differences if it.attribute == attribute), None)
