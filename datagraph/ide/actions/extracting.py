"""Refactoring: a junction table becomes an entity of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.actions.action import Action
from datagraph.ide.actions.changes import edits_between
from datagraph.ide.actions.fresh import FreshSlugs, fresh_name
from datagraph.ide.actions.pieces import comments_in, pieces_of
from datagraph.ide.actions.writing import written
from datagraph.ide.layout import line_end_of, shifted
from datagraph.ide.place import place_at
from datagraph.language import MAXIMUM_DEPTH
from datagraph.model import Join, JunctionTable, Relationship, parse_dotted
from datagraph.suppressions import MARK
from datagraph.syntax import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.actions.pieces import Piece
    from datagraph.view import View

KIND = "refactor.extract"


class _Junction(NamedTuple):
    """A many:many relationship whose junction table can be told apart from it, and the pieces of its block."""

    relationship: Relationship
    parent: Relationship
    table: JunctionTable
    left: Join
    right: Join
    pieces: list[Piece]
    piece: Piece


def extract_junction(view: View, span: Span) -> Iterator[Action]:
    """Turn the many:many relationship at a place into two, with an entity for the junction table between them.

    The relationship keeps its slug and all that is nested in it; comments on the junction table go to the entity.
    """
    blocks = place_at(view, span.start).blocks
    found = next((it for it in view.graph.relationships if _is_around(it, blocks)), None)
    junction = _plain(view, found) if found else None
    if junction is None:
        return
    table = parse_dotted(junction.table.table_ref) or []
    title = f"Extract the junction table `{table[-1].text}` into an entity"
    deepest = max(it.depth for _, it in junction.relationship.walk() if isinstance(it, Relationship))
    if deepest >= MAXIMUM_DEPTH:
        yield Action(title, KIND, (), refusal=f"the path would have more than {MAXIMUM_DEPTH} nodes")
        return
    edits = _edits(view, junction, table[-1].text)
    if edits:
        yield Action(title, KIND, tuple(edits))


def _is_around(relationship: Relationship, blocks: tuple[object, ...]) -> bool:
    """Whether the innermost block is the relationship's or its junction table's."""
    junction = relationship.junction_table
    return bool(blocks) and junction is not None and blocks[-1] in (relationship.syntax, junction.syntax)


def _plain(view: View, relationship: Relationship) -> _Junction | None:
    """What there is to extract; None where anything about the two joins is wrong or in doubt."""
    parent, table = relationship.parent, relationship.junction_table
    if parent is None or table is None or relationship.attribute("join_on") or not table.primary_key:
        return None
    left, right = table.left_join, table.right_join
    if left is None or right is None or not parse_dotted(table.table_ref) or MARK in _text_of(view, table):
        return None
    graph, slugs = view.graph, (parent.related_entity, relationship.related_entity)
    sides = (left.left.entity, left.right.entity, right.left.entity, right.right.entity)
    on_path = [it.related_entity for it in graph.path(relationship)]
    if sides != (slugs[0], "", "", slugs[1]) or not graph.entities.keys() >= set(slugs) or graph.has_legacy_style:
        return None
    pieces = pieces_of(view.text, relationship.syntax)
    piece = next((it for it in pieces or () if it.element is table.syntax), None)
    if pieces is None or piece is None or len(set(on_path)) < len(on_path):
        return None
    return _Junction(relationship, parent, table, left, right, pieces, piece)


def _text_of(view: View, table: JunctionTable) -> str:
    return table.syntax.span.text_of(view.text)


def _edits(view: View, junction: _Junction, table_name: str) -> list[TextEdit] | None:
    """The edits of both places; None if one of them cannot be written."""
    from datagraph.scaffold.names import title

    graph, slugs = view.graph, FreshSlugs(view.graph)
    declared = next((it for it in graph.entities.values() if it.table_ref == junction.table.table_ref), None)
    if declared:
        if declared.slug in (it.related_entity for it in graph.path(junction.relationship)):
            return None
        slug, name = declared.slug, declared.name
        edits: list[TextEdit] | None = []
    else:
        slug = slugs.of_entity(table_name)
        name = fresh_name(title(table_name) or "Table", graph.model.entities)
        edits = _entity_edits(view, junction, slug, name)
    left, right = junction.left, junction.right
    front = junction.parent.related_entity
    siblings = [it for it in junction.parent.relationships if it is not junction.relationship]
    to_table = encode(f"{front}.{left.left.column} = {slug}.{left.right.column}")
    join_on = encode(f"{slug}.{right.left.column} = {right.right.entity}.{right.right.column}")
    opening = (
        f"relationship {encode(slugs.of_relationship(front.removesuffix('-entity'), table_name))} {{",
        f"name = {encode(fresh_name(name, siblings))}",
        f"related_entity = {encode(slug)}",
        f"join_on = {to_table}",
    )
    text, span = view.text, junction.relationship.syntax.span
    line_end = line_end_of(text)
    depth = junction.relationship.depth
    lines = written((*opening, "", _body(text, junction, f"join_on = {join_on}"), "}"), depth, line_end)
    if edits is None or lines is None:
        return None
    old, new = span.text_of(text), lines.strip(" \t").rstrip("\r\n")
    return [*edits, *shifted(edits_between(old, new), span.start)]


def _body(text: str, junction: _Junction, join_on: str) -> str:
    """The relationship as it goes on: with a join in place of the junction table."""
    start, end = junction.relationship.syntax.span
    attributes = [it.span.end for it in junction.pieces if it.element in junction.relationship.syntax.attributes]
    behind, gone = max(attributes), junction.piece.span
    cuts = sorted(((behind, behind, f"{join_on}\n"), (gone.start, gone.end, "")))
    parts: list[str] = []
    for first, last, new_text in cuts:
        parts += (text[start:first], new_text)
        start = last
    return "".join((*parts, text[start:end]))


def _entity_edits(view: View, junction: _Junction, slug: str, name: str) -> list[TextEdit] | None:
    """The edit that declares the entity, behind the last one that is declared."""
    text, graph = view.text, view.graph.model.syntax
    pieces = pieces_of(text, graph) if graph else None
    ends = [it.span.end for it in pieces or () if it.element in [entity.syntax for entity in view.graph.model.entities]]
    if not ends:
        return None
    place, line_end, table = max(ends), line_end_of(text), junction.table
    above = comments_in(text, Span(junction.piece.span.start, table.syntax.span.start))
    lines = (
        *above,
        f"entity {encode(slug)} {{",
        *comments_in(text, Span(table.syntax.span.start, junction.piece.span.end)),
        f"name = {encode(name)}",
        f"table_ref = {encode(table.table_ref)}",
        f"primary_key = {encode(table.primary_key)}",
        "}",
    )
    entity = written(lines, 1, line_end)
    following = text[place : text.find("\n", place) + 1].strip()
    gap = line_end if following and not following.startswith("}") else ""
    return None if entity is None else [TextEdit(Span(place, place), f"{line_end}{entity}{gap}")]
