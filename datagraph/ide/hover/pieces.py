"""The piece of a value that an offset touches, where a value names things: entities, columns, parts of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.hover.graph import entity_card
from datagraph.ide.hover.warehouse import column_card, part_card
from datagraph.ide.meaning import meaning
from datagraph.ide.occurrences import occurrence_at
from datagraph.ide.place import node_of
from datagraph.model import Entity, JunctionTable, parse_dotted, parse_join, unquoted
from datagraph.view.entities import entity_named
from datagraph.view.markdown import literal

if TYPE_CHECKING:
    from datagraph.language import Attribute
    from datagraph.model import Operand
    from datagraph.syntax import Block, StringValue
    from datagraph.text import Span
    from datagraph.view import View


class Piece(NamedTuple):
    """A piece of a value, and what is known of it; "" where nothing is."""

    span: Span
    markdown: str


def piece_at(view: View, block: Block, attribute: Attribute, string: StringValue, offset: int) -> Piece | None:
    """The piece at an offset in the value of an attribute; None if the value is one whole, or no piece is touched."""
    occurrence = occurrence_at(view, offset)
    if occurrence:
        entity = meaning(view, occurrence)
        return Piece(occurrence.span, entity_card(view, entity) if entity else "")
    if attribute.form in ("table", "schema"):
        return _part(view, string, offset, is_table=attribute.form == "table")
    if attribute.form == "column":
        return _key(view, block, string)
    if attribute.form.endswith("join"):
        return _joined(view, block, string, offset)
    return None


def _part(view: View, string: StringValue, offset: int, *, is_table: bool) -> Piece | None:
    parts, catalog = parse_dotted(string.text) or [], view.evidence.catalog
    # What is left out of a name is its beginning.
    left_out = (3 if is_table else 2) - len(parts)
    for index, part in enumerate(parts):
        span = string.part(part.start, part.end)
        if catalog and left_out >= 0 and span.start <= offset <= span.end:
            card = part_card(catalog, string.text, left_out + index, is_table=is_table)
            return Piece(span, card) if card else None
    return None


def _key(view: View, block: Block, string: StringValue) -> Piece | None:
    """A column that is a value of its own: an entity's or a junction's key, or what the profile is joined to."""
    node = node_of(view, block)
    reference, owner = "", ""
    if isinstance(node, Entity | JunctionTable):
        reference = node.table_ref
    else:
        around = next(
            (it for it in view.graph.relationships if node and (it.external_id is node or it.trait is node)), None
        )
        entity = view.graph.entities.get(view.graph.entity_slug(around.related_entity)) if around else None
        if entity:
            reference, owner = entity.table_ref, _owner(entity, string.text)
    parts = parse_dotted(string.text) or []
    if len(parts) != 1 or not reference:
        return None
    return Piece(string.span, column_card(view.evidence.catalog, reference, parts[0].text, owner))


def _joined(view: View, block: Block, string: StringValue, offset: int) -> Piece | None:
    """A column in a join, of the entity that its side names or else of the junction table."""
    for operand in parse_join(string.text) or ():
        span = string.part(*operand.column_range)
        if span.start <= offset <= span.end:
            reference, owner = _table_of(view, block, operand)
            name = unquoted(operand.column)
            return Piece(span, column_card(view.evidence.catalog, reference, name, owner)) if reference else None
    return None


def _table_of(view: View, block: Block, operand: Operand) -> tuple[str, str]:
    """The table whose column a side of a join names, and whose that is in words; "" if that is unknown."""
    entity = entity_named(view, unquoted(operand.entity), in_join=True)
    if entity:
        return entity.table_ref, _owner(entity, operand.column)
    node = node_of(view, block)
    return (node.table_ref, "") if isinstance(node, JunctionTable) else ("", "")


def _owner(entity: Entity, column: str) -> str:
    """Whose column it is, where another block names it."""
    is_key = unquoted(column) == unquoted(entity.primary_key)
    return f", the {'primary key' if is_key else 'table'} of {literal(entity.slug)}"
