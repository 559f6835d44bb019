"""The blocks around a statement that is being typed, and what they say already."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.place import place_at
from datagraph.language import BLOCK_NAMES, CURRENT_VERSION, ROOT, VERSIONS, block_named
from datagraph.syntax import Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.language import Block as BlockRow
    from datagraph.syntax.tree import Element
    from datagraph.view import View


class Surroundings(NamedTuple):
    """The blocks around a statement, from the outside in, and the row of each in the language's table.

    A misspelt block has the row of the one it is taken for, any other unknown one None. `statement` is where the
    statement begins.
    """

    view: View
    statement: int
    blocks: tuple[Block, ...]
    rows: tuple[BlockRow | None, ...]

    @property
    def row(self) -> BlockRow | None:
        """The row of the innermost block; that of the top level where there is none."""
        return self.rows[-1] if self.rows else ROOT

    @property
    def parent(self) -> str:
        """The kind of block that the innermost one stands in, or where it should be if it is misplaced."""
        row = self.row
        outer = self.rows[-2] if len(self.rows) > 1 else None
        if row is None or not row.parents:
            return ""
        return outer.name if outer and outer.name in row.parents else row.parents[0]

    @property
    def elements(self) -> Sequence[Element]:
        """What stands in the innermost block, or in the file."""
        return self.blocks[-1].elements if self.blocks else self.view.analysis.document.elements

    @property
    def version(self) -> str:
        """The version of the language that the file is written in; the current one if it does not say."""
        version = self.view.analysis.model.version
        return version if version in VERSIONS else CURRENT_VERSION

    @property
    def relationships(self) -> list[Block]:
        """The relationships around the statement, the innermost last."""
        return [block for block, row in zip(self.blocks, self.rows, strict=True) if row and row.name == "relationship"]

    def attribute_names(self) -> set[str]:
        """The attributes that the innermost block has besides the statement."""
        return {it.name for it in self.elements if isinstance(it, Attribute) and not self._is_typed(it)}

    def block_kinds(self) -> set[str]:
        """The kinds of blocks that the innermost one has besides the statement."""
        return {it.kind for it in self.elements if isinstance(it, Block) and not self._is_typed(it)}

    def is_empty(self) -> bool:
        """Whether the innermost block has nothing besides the statement."""
        return all(self._is_typed(it) for it in self.elements)

    def text(self, name: str) -> str:
        """What an attribute of the innermost block says; "" if it is missing or no string."""
        return text_in(self.blocks[-1], name) if self.blocks else ""

    def leads_to(self, outward: int = 0) -> str:
        """The slug of the entity that the innermost relationship leads to, or one further out; "" if it is unknown."""
        found = self.relationships[: -outward or None]
        return self.view.graph.entity_slug(text_in(found[-1], "related_entity")) if found else ""

    def _is_typed(self, element: Element) -> bool:
        span = element.span
        return span.start <= self.statement <= span.end


def text_in(block: Block, name: str) -> str:
    """What an attribute of a block says; "" if it is missing or no string."""
    found = next((it for it in block.elements if isinstance(it, Attribute) and it.name == name), None)
    string = found.string if found else None
    return string.text if string else ""


def surroundings_of(view: View, statement: int) -> Surroundings:
    """Find the blocks that a statement stands in, which may have no closing braces yet."""
    found: list[Block] = []
    for block in place_at(view, statement).blocks:
        span = block.span
        if span.start >= statement or (statement == span.end and _is_closed(view.text, block)):
            break
        found.append(block)
    _add_open(view, statement, found)
    return Surroundings(view, statement, tuple(found), tuple(_row(block.kind) for block in found))


def _add_open(view: View, statement: int, found: list[Block]) -> None:
    """Go on into the blocks that end for the tree where their text does, and for their author nowhere yet."""
    text = view.text
    elements = found[-1].elements if found else view.analysis.document.elements
    while True:
        index = bisect_left(elements, statement, key=_start) - 1
        block = elements[index] if index >= 0 else None
        if not isinstance(block, Block) or _is_closed(text, block):
            return
        if not text[block.header_span.end : statement].lstrip(" \t").startswith("{"):
            return
        begun = bool(text[block.header_span.end : statement].strip(" \t\r\n{"))
        if begun and _column(text, statement) <= _column(text, block.span.start) and (found or _is_more(view, block)):
            return
        found.append(block)
        elements = block.elements


def _is_closed(text: str, block: Block) -> bool:
    """Whether a block has its own closing brace."""
    end, last = block.span.end, block.elements[-1] if block.elements else None
    return text[end - 1 : end] == "}" and (last is None or last.span.end < end)


def _is_more(view: View, block: Block) -> bool:
    """Whether something stands behind an outermost block."""
    return view.analysis.document.elements[-1] is not block


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset) - 1


def _row(kind: str) -> BlockRow | None:
    """The row of a kind of block, or of the one that a misspelt kind is taken for."""
    row = block_named(kind)
    if row is None and kind:
        from datagraph.diagnostics.suggestion import closest

        near = closest(kind, BLOCK_NAMES)
        row = block_named(near.word) if near else None
    return row


def _start(element: Element) -> int:
    return element.span.start
