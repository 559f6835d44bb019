"""The page of one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.prose import prose
from datagraph.diagrams.compose import compose
from datagraph.diagrams.compose.columns import Columns
from datagraph.diagrams.scene import Choice
from datagraph.dictionary.block import Block, Code, Heading, Items, Line, Page, Paragraph, Picture, Table, Text
from datagraph.dictionary.excerpt import text_of
from datagraph.dictionary.steps import HEADINGS, path_of, reasons, row_of
from datagraph.model import unquoted
from datagraph.rules.measured.phrases import counted
from datagraph.view.tables import column_named, table_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Table as WarehouseTable
    from datagraph.diagrams.scene import Column
    from datagraph.dictionary.block import Inline
    from datagraph.model import Entity
    from datagraph.view import View


def entity_page(view: View, entity: Entity, names: dict[int, str]) -> Page:
    """All that is known of an entity."""
    title = entity.name or entity.slug or "Entity without a name"
    return Page(names[id(entity)], title, tuple(_blocks(view, entity, names)))


def _blocks(view: View, entity: Entity, names: dict[int, str]) -> Iterator[Block]:
    graph = view.graph
    table = table_named(view.evidence.catalog, entity.table_ref)
    if entity.description:
        yield Paragraph((entity.description,))
    yield Items(tuple(_facts(view, entity, table)))
    into = [it for it in graph.relationships if graph.entity_slug(it.related_entity) == entity.slug != ""]
    out = [child for it in into for child in it.relationships]
    # The picture of a duplicate would be that of its namesake.
    if into and graph.entities.get(entity.slug) is entity:
        scene = compose(view, Choice(focus=entity.slug, columns="none", folds_junctions=True))
        # Of course the others are left out: they have pages of their own.
        yield Picture(scene._replace(hidden=0))
    if table or entity.primary_key:
        yield Heading("Columns")
        yield from _columns(view, entity, table)
    for title, steps in (("Relationships to it", into), ("Relationships from it", out)):
        if steps:
            yield Heading(title)
            yield Table(HEADINGS, tuple(row_of(view, it, names) for it in steps))
    if into:
        yield Heading("Paths from the profile")
        yield Items(tuple(path_of(view, it, names) for it in into))
        why = tuple(reasons(view, [*into, *out]))
        if why:
            yield Heading("How many rows meet how many")
            yield Items(why)
    found = tuple(_problems(view, entity))
    if found:
        yield Heading("Problems")
        yield Items(found)
    yield Heading("Text")
    yield Text(text_of(view, entity.syntax.span))


def _facts(view: View, entity: Entity, table: WarehouseTable | None) -> Iterator[Line]:
    if entity.slug:
        yield ("slug ", Code(entity.slug))
    if entity.table_ref:
        yield (f"{table.kind if table else 'table'} ", Code(entity.table_ref))
    if entity.primary_key:
        yield ("primary key ", Code(entity.primary_key))
    yield ("may enrich the events of Linked Events" if entity.enrichment_enabled else "enriches no events",)
    if table and table.comment:
        yield (table.comment,)
    measured = view.evidence.measurements.entities.get(entity.slug) if view.evidence.measurements else None
    if measured:
        bad = f", {counted(measured.nulls)} without a key" if measured.nulls else ""
        bad += f", {counted(measured.repeated, 'repeated key')}" if measured.repeated else ""
        yield (f"{counted(measured.rows)}{bad}, when it was checked",)
    if not any(view.graph.entity_slug(it.related_entity) == entity.slug for it in view.graph.relationships):
        yield ("no relationship leads to it",)


def _columns(view: View, entity: Entity, table: WarehouseTable | None) -> Iterator[Block]:
    if table is None:
        yield Paragraph(("Those that the graph names; a catalog has the others, and their types.",))
    known = Columns(view, "all").of(entity)
    headings = ("column", "type", "nullable", "role", "comment") if table else ("column", "role")
    rows: list[tuple[Line, ...]] = []
    for it in known:
        role = tuple(_role(it, table))
        if table is None:
            rows.append(((Code(it.name),), role))
            continue
        stored = column_named(table, it.name)
        nullable = {True: "yes", False: "no", None: ""}[stored.nullable if stored else None]
        rows.append(((Code(it.name),), (Code(it.type),) if it.type else (), (nullable,), role, (it.comment,)))
    yield Table(headings, tuple(rows))


def _role(column: Column, table: WarehouseTable | None) -> Iterator[Inline]:
    parts: list[Line] = []
    if column.is_primary_key:
        parts.append(("primary key",))
    parts += [("joined by ", Code(it)) for it in column.keys if it]
    for key in table.foreign_keys if table else ():
        if unquoted(column.name) in key.columns:
            parts.append(("refers to ", Code(str(key.table))))
    for index, part in enumerate(parts):
        yield from (", ", *part) if index else part


def _problems(view: View, entity: Entity) -> Iterator[Line]:
    span = entity.syntax.span
    for it in view.analysis.diagnostics:
        if span.start <= it.span.start < span.end:
            yield (f"{it.severity} ", Code(it.code), f": {prose(it).partition(chr(10))[0]}")
