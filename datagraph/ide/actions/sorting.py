"""Refactoring: attributes in canonical order, entities by slug."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from datagraph.formatting import formatting_edits
from datagraph.ide.actions.action import Action
from datagraph.ide.actions.changes import edits_between, edits_of_chunks
from datagraph.ide.actions.pieces import permuted, pieces_of
from datagraph.ide.layout import line_end_of, shifted, within_lines
from datagraph.ide.place import place_at
from datagraph.language import BLOCKS
from datagraph.syntax import Attribute, Block, parse
from datagraph.text import Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from datagraph.ide.actions.pieces import Piece
    from datagraph.view import View

SORT = "source.sort.datagraph"


def sort_block(view: View, span: Span) -> Iterator[Action]:
    """Sort the attributes of the block at a place; in the header of an entity or the graph, the entities.

    Comments move with what they stand above; empty lines and comments that stand alone stay.
    """
    place, text = place_at(view, span.start), view.text
    block = place.block
    if block is None:
        return
    after = _sorted_block(text, block, len(place.blocks) - 1)
    if after is not None:
        word = block.labels[0].text if block.labels else block.kind
        edits = shifted(edits_between(block.span.text_of(text), after), block.span.start)
        yield Action(f"Sort the attributes of `{word}`", "refactor.rewrite", tuple(edits))
    if block.kind in ("data_graph", "entity") and block.header_span.touches(span):
        old, new = _with_entities_sorted(text, place.blocks[:1])
        if old != new:
            yield Action("Sort the entities by slug", "refactor.rewrite", tuple(edits_of_chunks(old, new)))


def sort_file(view: View) -> Iterator[Action]:
    """Sort the attributes of every block, and the entities."""
    slots: list[Piece] = []
    wanted: list[Piece] = []
    waiting = list(view.analysis.document.blocks)
    while waiting:
        block = waiting.pop()
        waiting += block.blocks
        attributes = _attributes(view.text, block)
        slots += attributes
        wanted += _in_order(attributes, block.kind)
    order = sorted(range(len(slots)), key=lambda it: slots[it].span)
    _, chunks = permuted(view.text, [slots[it] for it in order], [wanted[it] for it in order])
    after = _laid_out("", chunks, "") or view.text
    _, chunks = _with_entities_sorted(after, parse(after).blocks)
    after = "".join(chunks)
    if after != view.text:
        yield Action("Sort entities and attributes", SORT, tuple(edits_between(view.text, after)))


def _sorted_block(text: str, block: Block, depth: int) -> str | None:
    """The text of a block with its attributes sorted and laid out; None if they are in order, or are in doubt."""
    slots = _attributes(text, block)
    wanted = _in_order(slots, block.kind)
    if slots == wanted:
        return None
    _, chunks = permuted(text, slots, wanted)
    chunks[0], chunks[-1] = text[block.span.start : slots[0].span.start], text[slots[-1].span.end : block.span.end]
    # As small a text around it as gives it its depth: the whole file would take long.
    line_end = line_end_of(text)
    before, behind = f"x {{{line_end}" * depth, f"{line_end}}}" * depth + line_end
    after = _laid_out(before, chunks, behind)
    return None if after is None else after[len(before) : -len(behind)]


def _attributes(text: str, block: Block) -> list[Piece]:
    """The attributes of a block, if they can be moved."""
    pieces = pieces_of(text, block) if block.kind in BLOCKS else None
    return [it for it in pieces or () if isinstance(it.element, Attribute)]


def _in_order(attributes: list[Piece], kind: str) -> list[Piece]:
    """The attributes of a block of some kind in canonical order; those that it should not have are the last."""
    order = {it.name: place for place, it in enumerate(BLOCKS[kind].attributes)} if kind in BLOCKS else {}
    return sorted(attributes, key=lambda it: order.get(_name(it), len(order)))


def _laid_out(before: str, chunks: Sequence[str], behind: str) -> str | None:
    """A text with every second chunk, which is whole lines, in the canonical style; None if it is broken."""
    ends = list(accumulate(map(len, chunks), initial=len(before)))
    document = parse("".join((before, *chunks, behind)))
    if document.problems:
        return None
    lines = [Span(ends[place], ends[place + 1]) for place in range(1, len(chunks), 2)]
    return apply_edits(document.text, within_lines(document.text, formatting_edits(document), lines))


def _with_entities_sorted(text: str, blocks: Iterable[Block]) -> tuple[list[str], list[str]]:
    """The text in chunks, as it is and with the entities of the first graph among some blocks sorted."""
    graph = next((it for it in blocks if it.kind == "data_graph"), None)
    pieces = pieces_of(text, graph) if graph else None
    slots = [it for it in pieces or () if isinstance(it.element, Block) and it.element.kind == "entity"]
    return permuted(text, slots, sorted(slots, key=_slug))


def _name(piece: Piece) -> str:
    return piece.element.name if isinstance(piece.element, Attribute) else ""


def _slug(piece: Piece) -> str:
    labels = piece.element.labels if isinstance(piece.element, Block) else ()
    return labels[0].text if labels else ""
