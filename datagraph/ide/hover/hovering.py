"""The word under the pointer, and who knows what to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.documentation import attribute_documentation, block_documentation
from datagraph.ide.hover.graph import entity_card, relationship_card
from datagraph.ide.hover.pieces import piece_at
from datagraph.ide.hover.suppression import suppressed_at
from datagraph.ide.hover.values import value_card
from datagraph.ide.labels import labelled_at
from datagraph.ide.place import place_at
from datagraph.language import BLOCKS
from datagraph.model import Entity
from datagraph.view.markdown import paragraphs

if TYPE_CHECKING:
    from datagraph.ide.place import Place
    from datagraph.syntax import Attribute, Block
    from datagraph.text import Span
    from datagraph.view import View


class Hover(NamedTuple):
    """What is known of the piece of text at `span`, in Markdown."""

    span: Span
    markdown: str


def hover(view: View, offset: int) -> Hover | None:
    """What is known of the word that an offset touches; None where there is none, or nothing to say."""
    place = place_at(view, offset)
    if place.attribute and place.block:
        return _on_attribute(view, place, place.block, place.attribute)
    found = _on_header(view, offset, place.block) if place.block else None
    if found:
        return found
    suppressed = suppressed_at(view, offset)
    return Hover(*suppressed) if suppressed else None


def _on_header(view: View, offset: int, block: Block) -> Hover | None:
    node = labelled_at(view, offset)
    if node:
        card = entity_card(view, node) if isinstance(node, Entity) else relationship_card(view, node)
        return Hover(node.name_span, card)
    row = BLOCKS.get(block.kind)
    if row and block.kind_span.start <= offset <= block.kind_span.end:
        return Hover(block.kind_span, block_documentation(row))
    return None


def _on_attribute(view: View, place: Place, block: Block, attribute: Attribute) -> Hover | None:
    row = BLOCKS.get(block.kind)
    described = row.attribute(attribute.name) if row else None
    if row is None or described is None:
        return None
    documentation = attribute_documentation(row, described, view.graph.model.version)
    if place.offset <= attribute.name_span.end:
        return Hover(attribute.name_span, documentation)
    if not attribute.raw or place.offset < attribute.value_span.start:
        return None
    string = attribute.string
    piece = piece_at(view, block, described, string, place.offset) if string else None
    if string is None or piece is None:
        value = string.text if string else attribute.raw
        return Hover(attribute.value_span, paragraphs(value_card(described.form, value), documentation))
    return Hover(piece.span, piece.markdown or documentation)
