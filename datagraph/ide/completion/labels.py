"""Slugs for new entities and relationships."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from datagraph.graph.references import table_name
from datagraph.ide.completion.catalog_index import whole_name
from datagraph.ide.completion.completion import Completion
from datagraph.ide.completion.dotted import new_tables
from datagraph.ide.completion.entities import in_order
from datagraph.ide.completion.new_blocks import entity_words, new_slug, relationship_words
from datagraph.ide.completion.slot import Edited
from datagraph.ide.completion.snippet import LABEL, Snippet
from datagraph.ide.completion.surroundings import text_in
from datagraph.ide.place import place_at
from datagraph.language import BLOCKS
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Table
    from datagraph.ide.completion.cursor import Cursor
    from datagraph.ide.completion.slot import Slot
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.syntax import Block

_MOST_TABLES = 300
_MOST_ENTITIES = 50


def labels(around: Surroundings, cursor: Cursor, slot: Slot) -> Iterator[Completion]:
    """What the block whose label is being typed may be called; nothing for a block that has no label."""
    row = BLOCKS.get(cursor.name)
    if row is None or not row.label:
        return
    blocks = place_at(around.view, cursor.offset).blocks
    own = next((it for it in blocks if it.span.start == cursor.statement), None)
    if row.name == "entity":
        yield from _entities(around, cursor, slot, own)
    else:
        yield from _relationships(around, slot, own)


def _entities(around: Surroundings, cursor: Cursor, slot: Slot, own: Block | None) -> Iterator[Completion]:
    """Slugs made of the table or the name that the entity has, or else of tables that are no entities yet."""
    known = (table_name(text_in(own, "table_ref")) or text_in(own, "name")) if own else ""
    if known:
        yield _offered(slot, new_slug(around.view, known, is_entity=True), f"from {known}", (), 0)
        return
    for number, table in enumerate(islice(new_tables(around.view), _MOST_TABLES)):
        words = entity_words(around.view, table)
        topic = ("table", *table.path)
        if cursor.is_quoted or cursor.follower == "brace":
            yield _offered(slot, words[LABEL][0], whole_name(table.path), topic, number)
        else:
            yield _with_body(around, cursor, table, number)


def _with_body(around: Surroundings, cursor: Cursor, table: Table, number: int) -> Completion:
    """The label and the body of a table's entity, where nothing stands behind the keyword."""
    words = entity_words(around.view, table)
    lines = Snippet().template(BLOCKS["entity"], "data_graph", around.version, words)
    text = "\n".join(lines).removeprefix("entity ")
    slug = words[LABEL][0]
    edited = Edited(TextEdit(cursor.span, text), slug)
    return Completion(
        slug, "snippet", edited.edit, True, whole_name(table.path), f"{number:05}", slug, ("table", *table.path)
    )


def _relationships(around: Surroundings, slot: Slot, own: Block | None) -> Iterator[Completion]:
    """Slugs made of the two entities that the relationship connects, or may connect."""
    view, parent = around.view, around.leads_to()
    slug = view.graph.entity_slug(text_in(own, "related_entity")) if own else ""
    for number, it in enumerate([slug] if slug else in_order(view, parent)[:_MOST_ENTITIES]):
        label = relationship_words(view, parent, it)[LABEL][0]
        yield _offered(slot, label, f"to {it}", ("entity", it), number)


def _offered(slot: Slot, slug: str, detail: str, topic: tuple[str, ...], number: int) -> Completion:
    edit, filter_text = slot.whole(slug)
    return Completion(slug, "value", edit, False, detail, f"{number:05}", filter_text, topic)
