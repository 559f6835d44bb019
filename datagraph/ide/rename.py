"""Changing a slug everywhere it occurs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.labels import labelled_at
from datagraph.ide.meaning import is_table, meaning
from datagraph.ide.occurrences import occurrence_at, occurrences
from datagraph.ide.place import place_at
from datagraph.ide.refusal import Refusal, refusal
from datagraph.language import BLOCKS
from datagraph.rules.words import quoted
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.place import Place
    from datagraph.model import Entity, Relationship
    from datagraph.syntax import Attribute
    from datagraph.view import View

__all__ = ["Refusal", "Renaming", "prepare_rename", "rename"]

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_-]*")
_OUTSIDE = "only the slugs of entities and relationships can be renamed"
_WORDS_FOR = {"table": "a table", "schema": "a schema", "column": "a column"}


class Renaming(NamedTuple):
    """The slug that the cursor is on, and where."""

    span: Span
    word: str


class _Slug(NamedTuple):
    renaming: Renaming
    node: Entity | Relationship


def prepare_rename(view: View, offset: int) -> Renaming | Refusal:
    """The slug that an offset touches, or why there is nothing to rename."""
    found = _slug_at(view, offset)
    return found if isinstance(found, Refusal) else found.renaming


def rename(view: View, offset: int, new_name: str) -> list[TextEdit] | Refusal:
    """The edits that give the entity or relationship at an offset another slug, in the order of the text.

    Whatever means the entity is changed: its label, `related_entity`, sides of joins; what only looks like its slug
    stays as it is, as do the names of tables that the beta's joins hold. Nothing but its label names a relationship.
    """
    found = _slug_at(view, offset)
    if isinstance(found, Refusal):
        return found
    if found.node.slug == new_name:
        return []
    refused = refusal(view, found.node.slug, new_name)
    if refused:
        return refused
    return sorted(set(_edits(view, found.node, new_name)))


def _slug_at(view: View, offset: int) -> _Slug | Refusal:
    occurrence = occurrence_at(view, offset)
    if occurrence is None:
        node = labelled_at(view, offset)
        if node is None:
            return Refusal(_reason(view, place_at(view, offset)))
        return _Slug(Renaming(node.name_span, node.slug), node)
    if is_table(view, occurrence):
        return Refusal(f"{quoted(occurrence.word)} is the name of a table here: {_OUTSIDE}")
    entity = meaning(view, occurrence)
    if entity is None:
        return Refusal(f"no entity named {quoted(occurrence.word)}: declare it, or name one that is declared")
    return _Slug(Renaming(occurrence.span, occurrence.word), entity)


def _edits(view: View, node: Entity | Relationship, new: str) -> Iterator[TextEdit]:
    yield TextEdit(node.name_span, _written(view, node.name_span, new))
    # Of a slug that is declared twice, everything else means the first declaration.
    if view.graph.entities.get(node.slug) is node:
        for it in occurrences(view, lambda it: it.slug == node.slug and it.word != new and not is_table(view, it)):
            if it.role == "side":
                yield TextEdit(it.span, new)
            elif it.role == "reference":
                yield TextEdit(it.span, _written(view, it.span, new))


def _written(view: View, span: Span, new: str) -> str:
    """A slug that is all of a label or value; where quotes are forgotten it stays bare if it can."""
    before = view.text[span.start - 1 : span.start]
    is_bare = before.isspace() or before == "="
    return new if not is_bare or _IDENTIFIER.fullmatch(new) else f'"{new}"'


def _reason(view: View, place: Place) -> str:
    """Why there is nothing to rename at a place that holds no slug."""
    attribute, block = place.attribute, place.block
    if attribute is None:
        is_keyword = block and block.kind and block.kind_span.start <= place.offset <= block.kind_span.end
        word = f"{quoted(block.kind)} is a word of the language" if block and is_keyword else "there is no slug here"
        return f"{word}: {_OUTSIDE}"
    if place.offset <= attribute.name_span.end:
        return f"{quoted(attribute.name)} is the name of an attribute: {_OUTSIDE}"
    return f"{_what(view, place, attribute)}: {_OUTSIDE}"


def _what(view: View, place: Place, attribute: Attribute) -> str:
    """What the value of an attribute is, if it is no slug."""
    block = BLOCKS.get(place.block.kind) if place.block else None
    row = block.attribute(attribute.name) if block else None
    value = quoted(attribute.string.text if attribute.string else attribute.value_span.text_of(view.text))
    if row and row.form in _WORDS_FOR:
        return f"{value} is the name of {_WORDS_FOR[row.form]} in the warehouse"
    if row and row.form.endswith("join"):
        return "this part of the join names no entity"
    if row and row.form in ("label", "text"):
        return f"`{row.name}` is free text, to be changed in place"
    return f"{value} is a value"
