"""The columns of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Link, Mention, Paragraph, Row, Said, Strong
from datagraph.dictionary.pieces import listed, table
from datagraph.dictionary.subject import title_of
from datagraph.view.tables import column_named, table_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.catalog import Table as WarehouseTable
    from datagraph.diagrams.scene import Column
    from datagraph.dictionary.block import Block, Cell, Line
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Entity

_HEADINGS = ("Column", "Type", "May be empty", "Role", "Comment")
_MOST_KEYS = 12
_NULLABLE = {True: "yes", False: "no", None: ""}


def columns(subject: Subject, entity: Entity, anchors: Mapping[str, str]) -> Iterator[Block]:
    """The columns with all that is known of them; `anchors` are the places of relationships on the page, by slug."""
    stored = table_named(subject.view.evidence.catalog, entity.table_ref)
    rows = []
    for it in subject.nodes[subject.ids.entity(entity)].columns:
        column = column_named(stored, it.name)
        cells: tuple[Cell, ...] = (
            ((Code(it.name),),),
            ((Code(it.type),),) if it.type else (),
            ((_NULLABLE[column.nullable],),) if column and column.nullable is not None else (),
            tuple(_roles(subject, it, stored, anchors)),
            ((Said(it.comment),),) if it.comment else (),
        )
        rows.append(Row(cells))
    if rows:
        yield table(_HEADINGS, tuple(rows))
    if not (stored and stored.columns):
        yield Paragraph(
            ("These are the columns that the graph names; with a catalog, all are listed with their types.",)
        )


def _roles(
    subject: Subject, column: Column, stored: WarehouseTable | None, anchors: Mapping[str, str]
) -> Iterator[Line]:
    if column.is_primary_key:
        yield (Strong("primary key"),)
    elif stored and (column.name,) in (stored.primary_key, *stored.unique_keys):
        yield ("unique",)
    keys = [it for it in column.keys if it]
    if keys:
        shown = listed((Mention(it, anchors.get(it, "")),) for it in keys[:_MOST_KEYS])
        more = len(keys) - _MOST_KEYS
        yield ("joined by ", *shown, *((f" and {more} more",) if more > 0 else ()))
    for key in stored.foreign_keys if stored else ():
        if column.name in key.columns:
            target = key.references[key.columns.index(column.name)]
            yield ("refers to ", *_target(subject, str(key.table), tuple(key.table), target))


def _target(subject: Subject, name: str, path: tuple[str, ...], column: str) -> Line:
    entity = subject.by_table.get(path)
    if entity:
        return Code(column), " of ", Link(title_of(entity), subject.pages[id(entity)])
    return (Code(f"{name}.{column}"),)
