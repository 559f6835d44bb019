"""Completion: what can stand at an offset, in whatever state the text around it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.ide.completion import columns, dotted, entities, joins, words
from datagraph.ide.completion.cursor import read_cursor
from datagraph.ide.completion.labels import labels
from datagraph.ide.completion.names import names
from datagraph.ide.completion.slot import Slot
from datagraph.ide.completion.suppressions import suppressions
from datagraph.ide.completion.surroundings import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from datagraph.ide.completion.completion import Completion
    from datagraph.ide.completion.cursor import Cursor
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.language import Attribute, ValueForm
    from datagraph.view import View

    Offer = Callable[[Surroundings, Slot, Attribute], Iterable[Completion]]


def complete(view: View, offset: int) -> list[Completion]:
    """What can stand at an offset, in the order in which to show it; empty where nothing is known to fit."""
    cursor = read_cursor(view.text, offset)
    if cursor is None:
        return []
    is_comment = cursor.typing == "comment"
    found = suppressions(view, cursor) if is_comment else _in_code(surroundings_of(view, cursor.statement), cursor)
    return sorted(_shown(found), key=lambda it: it.sort)


def _shown(found: Iterable[Completion]) -> Iterator[Completion]:
    """Completions under labels of one line; a blank one, made of a name that the file has, is left out."""
    for it in found:
        if it.label.strip():
            yield it if it.label.isprintable() else it._replace(label=visible(it.label))


def _in_code(around: Surroundings, cursor: Cursor) -> Iterable[Completion]:
    text = around.view.text
    if cursor.typing == "name":
        return names(around, cursor)
    slot = Slot(text, cursor)
    row = around.row
    attribute = row.attribute(cursor.name) if row else None
    if cursor.typing == "label" and (attribute is None or not cursor.is_quoted):
        return labels(around, cursor, slot)
    return _FORMS[attribute.form](around, slot, attribute) if attribute else ()


_FORMS: Mapping[ValueForm, Offer] = {
    "label": words.names,
    "text": words.descriptions,
    "table": lambda around, slot, _: dotted.table_references(around, slot),
    "schema": lambda around, slot, _: dotted.profile_folders(around, slot),
    "column": lambda around, slot, row: (
        columns.primary_keys(around, slot) if row.name == "primary_key" else columns.join_keys(around, slot)
    ),
    "entity": lambda around, slot, _: entities.related_entities(around, slot),
    "join": joins.joins,
    "left join": joins.joins,
    "right join": joins.joins,
    "external id type": words.external_ids,
    "trait": words.traits,
    "profile type": words.allowed,
    "materialization": words.allowed,
    "version": words.allowed,
    "flag": words.flags,
}
