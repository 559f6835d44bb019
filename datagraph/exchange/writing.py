"""Plain data to the text of a Data Graph in canonical format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.exchange.plain import SLUG, field_of
from datagraph.language import BLOCKS
from datagraph.syntax import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.language import Block


def write_graph(data: dict[str, Any]) -> str:
    """Write data of the right shape, attributes and blocks in canonical order; nested as deep as reading allows."""
    return "\n".join((*_block(BLOCKS["data_graph"], data, ""), ""))


def _block(row: Block, data: dict[str, Any], margin: str) -> Iterator[str]:
    label = f"{encode(data[SLUG])} " if row.label else ""
    yield f"{margin}{row.name} {label}{{"
    names = [attribute.name for attribute in row.attributes if attribute.name in data]
    width = max(map(len, names), default=0)
    for name in names:
        value = data[name]
        written = encode(value) if isinstance(value, str) else str(value).lower()
        yield f"{margin}  {name:{width}} = {written}"
    first = not names
    for child in row.children:
        content = data.get(field_of(child), [])
        for inner in content if isinstance(content, list) else [content]:
            if not first:
                yield ""
            first = False
            yield from _block(BLOCKS[child.name], inner, f"{margin}  ")
    yield f"{margin}}}"
