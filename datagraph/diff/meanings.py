"""What attributes mean, so that what is only written otherwise is no change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.model import Relationship, parse_dotted, parse_join, unquoted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from datagraph.diff.change import Block
    from datagraph.model import Node, Operand

_CHILDREN = ("external_id", "trait", "junction_table")
_JOINS = ("join_on", "left_join_on", "right_join_on")
_DOTTED = ("table_ref", "profile_folder")
_COLUMNS = ("primary_key", "join_key")


class Meaning:
    """The meaning of one attribute, which compares, and how it is written.

    `is_readable` is false where the text has the attribute but its value is broken: then nobody knows whether it has
    changed.
    """

    __slots__ = ("is_readable", "meaning", "written")

    def __init__(self, meaning: Hashable, written: str, *, is_readable: bool = True) -> None:
        self.meaning = meaning
        self.written = written
        self.is_readable = is_readable


def meanings(block: Block, slugs: Mapping[str, str]) -> dict[str, Meaning]:
    """The attributes of a block and of its child blocks by name, relationships in it left out.

    `slugs` are the entities that have other slugs in the graph that is compared, each with the one there.
    """
    found = {name: _meaning(node, attribute, slugs) for name, node, attribute in _attributes(block)}
    found.pop("slug", None)
    return found


def _attributes(block: Block) -> Iterator[tuple[str, Node, str]]:
    for attribute in block.facts:
        yield attribute, block, attribute
    if isinstance(block, Relationship):
        for child in _CHILDREN:
            node = getattr(block, child)
            for attribute in node.facts if node else ():
                yield f"{child}.{attribute}", node, attribute


def _meaning(node: Node, attribute: str, slugs: Mapping[str, str]) -> Meaning:
    value = getattr(node, attribute)
    if isinstance(value, bool):
        return Meaning(value, "true" if value else "false")
    is_broken = not value and node.syntax is not None and any(it.name == attribute for it in node.syntax.attributes)
    return Meaning(_of_text(value, attribute, slugs), value, is_readable=not is_broken)


def _of_text(value: str, attribute: str, slugs: Mapping[str, str]) -> Hashable:
    if attribute in _JOINS:
        join = parse_join(value)
        # An equality is the same from either side; which way round it is written is for the rules of one graph.
        return frozenset(_side(it, slugs) for it in join) if join else value.strip()
    if attribute in _DOTTED:
        parts = parse_dotted(value)
        return tuple(it.text for it in parts) if parts else value.strip()
    if attribute in _COLUMNS:
        return unquoted(value.strip())
    return slugs.get(value, value) if attribute == "related_entity" else value


def _side(operand: Operand, slugs: Mapping[str, str]) -> tuple[str, str]:
    entity = unquoted(operand.entity)
    return slugs.get(entity, entity), unquoted(operand.column)
