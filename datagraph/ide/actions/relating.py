"""Refactoring: the relationship that a foreign key of the warehouse speaks for and the graph lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.actions.action import Action
from datagraph.ide.actions.fresh import FreshSlugs, fresh_name
from datagraph.ide.actions.pieces import end_of_body
from datagraph.ide.actions.writing import written
from datagraph.ide.layout import line_end_of
from datagraph.ide.place import place_at
from datagraph.language import MAXIMUM_DEPTH
from datagraph.model import unquoted
from datagraph.syntax import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Catalog, TablePath
    from datagraph.model import Entity, Relationship
    from datagraph.view import View

KIND = "refactor.rewrite"


class _Step(NamedTuple):
    """From an entity to another one whose table has a foreign key to the first one's."""

    child: Entity
    table: TablePath
    column: str
    key: str


def relate_by_keys(view: View, span: Span) -> Iterator[Action]:
    """Nest a relationship for each foreign key that leads to the entity at a place, from another entity's table.

    The new ones go below the relationship at the place, or below the first that leads to the entity. As in a graph
    that `datagraph init` makes, they lead from the row that is named to the rows that name it.
    """
    catalog = view.evidence.catalog
    if catalog is None or view.graph.has_legacy_style:
        return
    parent = _parent_at(view, span.start)
    entity = view.graph.entities.get(parent.related_entity) if parent else None
    if parent is None or entity is None:
        return
    steps = list(_missing_steps(view, catalog, parent, entity))
    for step in steps:
        title = f"Add the relationship to `{step.child.slug}` by its foreign key `{step.column}`"
        if parent.depth >= MAXIMUM_DEPTH:
            yield Action(title, KIND, (), refusal=f"the path would have more than {MAXIMUM_DEPTH} nodes")
            continue
        several = sum(it.child is step.child for it in steps) > 1
        edit = _edit(view, parent, entity, step, by_column=several or _is_child(parent, step.child))
        if edit:
            yield Action(title, KIND, (edit,))


def _parent_at(view: View, offset: int) -> Relationship | None:
    """The relationship around a place, or the first one that leads to the entity around it."""
    block = place_at(view, offset).block
    if block is None or block.kind not in ("entity", "relationship"):
        return None
    if block.kind == "relationship":
        return next((it for it in view.graph.relationships if it.syntax is block), None)
    entity = next((it for it in view.graph.entities.values() if it.syntax is block), None)
    return next(iter(view.graph.uses.get(entity.slug, ())), None) if entity else None


def _missing_steps(view: View, catalog: Catalog, parent: Relationship, entity: Entity) -> Iterator[_Step]:
    """The steps by keys of one column that no relationship takes yet, to entities that the path has not passed."""
    home = _path(catalog, entity)
    if home is None:
        return
    passed = {it.related_entity for it in view.graph.path(parent)}
    for child in view.graph.entities.values():
        path = _path(catalog, child) if child.slug not in passed else None
        table = catalog.table(path) if path else None
        for key in table.foreign_keys if table else ():
            if table is None or key.table != home or len(key.columns) != 1:
                continue
            step = _Step(child, table.path, key.columns[0], key.references[0])
            if not any(_takes(it, entity, step) for it in view.graph.uses.get(child.slug, ())):
                yield step


def _path(catalog: Catalog, entity: Entity) -> TablePath | None:
    from datagraph.catalog import table_path

    return table_path(entity.table_ref, catalog.database, catalog.schema)


def _takes(relationship: Relationship, entity: Entity, step: _Step) -> bool:
    """Whether a relationship leads from an entity by the column of a step; one whose join is broken may."""
    if relationship.parent is None or relationship.parent.related_entity != entity.slug:
        return False
    join = relationship.join
    return relationship.junction_table is None and (join is None or unquoted(join.right.column) == step.column)


def _is_child(parent: Relationship, entity: Entity) -> bool:
    return any(it.related_entity == entity.slug for it in parent.relationships)


def _edit(view: View, parent: Relationship, entity: Entity, step: _Step, *, by_column: bool) -> TextEdit | None:
    """The edit that writes the relationship at the end of its parent's block."""
    from datagraph.scaffold.names import title
    from datagraph.scaffold.writable import dotted, is_writable

    place = end_of_body(view.text, parent.syntax)
    if place < 0 or not is_writable((step.column, step.key)):
        return None
    names = (entity.slug.removesuffix("-entity"), step.table.name, *(("by", step.column) if by_column else ()))
    name = step.child.name or title(step.table.name)
    if by_column:
        name = f"{name} by {title(step.column) or step.column}"
    join = f"{entity.slug}.{dotted(step.key)} = {step.child.slug}.{dotted(step.column)}"
    line_end = line_end_of(view.text)
    lines = (
        f"relationship {encode(FreshSlugs(view.graph).of_relationship(*names))} {{",
        f"name = {encode(fresh_name(name, parent.relationships))}",
        f"related_entity = {encode(step.child.slug)}",
        f"join_on = {encode(join)}",
        "}",
    )
    block = written(lines, parent.depth + 1, line_end)
    return None if block is None else TextEdit(Span(place, place), f"{line_end}{block}")
