"""The model as plain data, and the names that its parts have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.language import BLOCKS

if TYPE_CHECKING:
    from typing import Any

    from datagraph.language import Block, ChildRule
    from datagraph.model import DataGraph

FORMAT_VERSION = 1
"""Raised when a field changes its meaning or goes away; `version` is the attribute of the language."""

SLUG = "slug"
"""The field that holds the label of a block."""


def plain_data(model: DataGraph) -> dict[str, Any]:
    """The model as dictionaries and lists in canonical order, only with what is set.

    A value that is what leaving the attribute out means is left out, so that equal models give equal data.
    """
    root: dict[str, Any] = {"format_version": FORMAT_VERSION}
    # A stack of our own: the blocks of a broken file may be nested deeper than Python's.
    waiting: list[tuple[Any, Block, dict[str, Any]]] = [(model, BLOCKS["data_graph"], root)]
    while waiting:
        node, row, data = waiting.pop()
        if row.label and node.slug:
            data[SLUG] = node.slug
        for attribute in row.attributes:
            value = getattr(node, attribute.name)
            default = attribute.default == "true" if attribute.type == "boolean" else ""
            if value != default:
                data[attribute.name] = value
        for child in row.children:
            field = field_of(child)
            found = getattr(node, field)
            if found:
                nodes = found if is_list(child) else [found]
                inner: list[dict[str, Any]] = [{} for _ in nodes]
                data[field] = inner if is_list(child) else inner[0]
                waiting += [(it, BLOCKS[child.name], place) for it, place in zip(nodes, inner, strict=True)]
    return root


def is_list(child: ChildRule) -> bool:
    """Whether blocks of that kind may stand more than once, so that their field holds a list."""
    return child.maximum != 1


def field_of(child: ChildRule) -> str:
    """The field for child blocks of one kind: its name, in the plural if there may be many, as the model calls it."""
    if not is_list(child):
        return child.name
    return f"{child.name[:-1]}ies" if child.name.endswith("y") else f"{child.name}s"


BLOCK_OF_FIELD = {field_of(child): BLOCKS[child.name] for row in BLOCKS.values() for child in row.children}
"""The kind of block that each field for child blocks holds; a field means the same wherever it stands."""
