"""A row of the table: one kind of block, what may stand in it, and where it may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datagraph.language.attribute import Attribute

LabelKind = Literal["slug"] | None
"""What the label of a block holds; None means that the block has no label."""


class Block:
    """What the language says of one kind of block.

    `parents` are the names of the blocks it may stand in, `""` being the top level of a file. `attributes` and
    `children` are in canonical order, the order in which new ones are written; a file may have any order.
    `documentation` is Markdown of a few sentences; `example` a complete block in canonical format.

    What depends on where the block itself stands (a relationship directly under the profile is of another kind
    than one under a relationship) is asked with the name of its parent.
    """

    __slots__ = (
        "_attributes",
        "_children",
        "attributes",
        "children",
        "choices",
        "documentation",
        "example",
        "label",
        "name",
        "parents",
    )

    def __init__(
        self,
        *,
        name: str,
        label: LabelKind = None,
        parents: tuple[str, ...] = (),
        attributes: tuple[Attribute, ...] = (),
        children: tuple[ChildRule, ...] = (),
        choices: tuple[Choice, ...] = (),
        documentation: str,
        example: str,
    ) -> None:
        self.name = name
        self.label: LabelKind = label
        self.parents = parents
        self.attributes = attributes
        self.children = children
        self.choices = choices
        self.documentation = documentation
        self.example = example
        self._attributes = {attribute.name: attribute for attribute in attributes}
        self._children = {child.name: child for child in children}

    def __repr__(self) -> str:
        return f"Block({self.name!r})"

    def attribute(self, name: str) -> Attribute | None:
        """Find the attribute of that name, wherever the block stands and whatever the version."""
        return self._attributes.get(name)

    def child(self, name: str) -> ChildRule | None:
        """Find the rule for child blocks of that name, wherever the block stands."""
        return self._children.get(name)

    def attributes_in(self, parent: str, version: str) -> tuple[Attribute, ...]:
        """List the attributes that a version of the language, one of `VERSIONS`, has for this block under `parent`."""
        return tuple(it for it in self.attributes if it.fits(parent) and it.belongs_to(version))

    def children_in(self, parent: str) -> tuple[ChildRule, ...]:
        """List the child blocks that may stand in this block under `parent`."""
        return tuple(it for it in self.children if it.fits(parent))

    def choice_in(self, parent: str) -> Choice | None:
        """Find the attributes and child blocks of which this block under `parent` has exactly one."""
        return next((it for it in self.choices if parent in it.where), None)


class ChildRule:
    """How often a child block, by its name, may stand in a block; no maximum means any number of times.

    `where` is as for an attribute: the parents of the block under which the child may stand, empty meaning any.
    """

    __slots__ = ("maximum", "minimum", "name", "where")

    def __init__(self, name: str, *, minimum: int = 0, maximum: int | None = None, where: tuple[str, ...] = ()) -> None:
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.where = where

    def __repr__(self) -> str:
        return f"ChildRule({self.name!r})"

    def fits(self, parent: str) -> bool:
        """Tell whether the child may stand in its block when that block stands in `parent`."""
        return not self.where or parent in self.where


class Choice:
    """Exactly one of `names`, attributes or child blocks, stands in a block that itself stands in one of `where`."""

    __slots__ = ("names", "where")

    def __init__(self, names: tuple[str, ...], *, where: tuple[str, ...]) -> None:
        self.names = names
        self.where = where

    def __repr__(self) -> str:
        return f"Choice({self.names!r})"
