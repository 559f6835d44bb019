"""Joins: whole ones, their sides, and the columns behind the dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.ide.completion.columns import entity_columns, offered
from datagraph.ide.completion.completion import Completion
from datagraph.ide.completion.join_ends import ends_of
from datagraph.model import split_dotted
from datagraph.syntax import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.completion.join_ends import End, JoinEnds
    from datagraph.ide.completion.slot import Slot
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.language import Attribute
    from datagraph.model import Part


def joins(around: Surroundings, slot: Slot, attribute: Attribute) -> Iterator[Completion]:
    """What can stand at the cursor in a join."""
    ends = ends_of(around, attribute.form)
    text, cursor = slot.text, slot.cursor
    equals = text.find("=")
    is_left = equals < 0 or cursor <= equals
    bounds = (0, equals if equals >= 0 else len(text)) if is_left else (equals + 1, len(text))
    side = text[slice(*bounds)]
    start = bounds[0] + len(side) - len(side.lstrip())
    end = max(start, bounds[0] + len(side.rstrip()))
    topic = ("attribute", around.row.name if around.row else "", attribute.name)
    if is_left and equals < 0 and cursor <= end + len(text) * (start == end):
        yield from _whole(ends, slot, topic)
    if start == end or cursor < start:
        # Nothing is written on this side, or only behind the cursor.
        if start == end:
            lead = " " if not is_left and text[cursor - 1 : cursor] == "=" else ""
            yield from _side(around, slot, ends, ends.left if is_left else ends.right, (cursor, cursor), lead)
    elif cursor <= end:
        yield from _part(around, slot, ends, ends.left if is_left else ends.right, (start, end))
    elif is_left and equals < 0:
        yield from _side(around, slot, ends, ends.right, (cursor, cursor), "= ")


def _whole(ends: JoinEnds, slot: Slot, topic: tuple[str, ...]) -> Iterator[Completion]:
    """Whole joins in place of all that is written."""
    for number, it in enumerate(ends.suggested()):
        if it.snippet:
            inner = encode(it.label)[1:-1]
            edit, filter_text = slot.snippet(0, len(slot.text), it.snippet.replace('"', '\\\\"'), inner)
        else:
            edit, filter_text = slot.whole(it.text)
        is_best = number == 0
        yield Completion(
            it.label, "value", edit, bool(it.snippet), it.detail, f"0{number:02}", filter_text, topic, is_best
        )


def _side(
    around: Surroundings, slot: Slot, ends: JoinEnds, end: End, place: tuple[int, int], lead: str = ""
) -> Iterator[Completion]:
    """A whole side in place of a piece of the value: its entity with a column, or the entity alone."""
    order = {name: rank + 1 for name, rank in ends.likely(end).items()}
    if end.is_junction:
        yield from offered(slot, *place, end.columns, order, lead)
        return
    if end.word:
        yield from offered(slot, *place, end.columns, order, f"{lead}{end.word}.")
    yield from _entities(around, slot, end, place, lead)


def _part(around: Surroundings, slot: Slot, ends: JoinEnds, end: End, place: tuple[int, int]) -> Iterator[Completion]:
    """The part of a side that the cursor is in."""
    parts, _ = split_dotted(slot.text[slice(*place)])
    cursor = slot.cursor - place[0]
    index, part = next((it for it in enumerate(parts) if it[1].start <= cursor <= it[1].end), (0, parts[0]))
    part_place = (place[0] + part.start, place[0] + part.end)
    if len(parts) == 1:
        yield from _side(around, slot, ends, end, place)
    elif index == 0:
        yield from _entities(around, slot, end, part_place, "")
    elif index == len(parts) - 1:
        yield from _columns(around, slot, ends, end, part_place, parts)


def _columns(
    around: Surroundings, slot: Slot, ends: JoinEnds, end: End, place: tuple[int, int], parts: list[Part]
) -> Iterator[Completion]:
    """The columns of the entity before the dot, whichever it is."""
    graph = around.view.graph
    word = ".".join(it.text for it in parts[:-1])
    slug = graph.entity_slug(word) or next(iter(graph.entities_of_table(word)), "")
    is_expected = end.word == word or (not slug and not end.is_junction) or slug == end.slug
    columns = end.columns if is_expected else entity_columns(around.view, slug)
    yield from offered(slot, *place, columns, ends.likely(end) if is_expected else {})


def _entities(around: Surroundings, slot: Slot, end: End, place: tuple[int, int], lead: str) -> Iterator[Completion]:
    """The entity that a side is to name; any of the graph where that is not known."""
    graph = around.view.graph
    words = {end.slug: end.word} if end.word else {slug: slug for slug in graph.entities}
    for number, (slug, word) in enumerate(words.items() if not end.is_junction else ()):
        edit, filter_text = slot.part(*place, lead + word)
        topic = ("entity", slug)
        detail = graph.entities[slug].table_ref
        yield Completion((lead + word).strip(), "entity", edit, False, detail, f"8{number:05}", filter_text, topic)
