"""Columns: what is known of a table's, and those that a key can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.completion.completion import Completion
from datagraph.model import unquoted
from datagraph.view.tables import entity_table, table_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import Column, Table
    from datagraph.ide.completion.slot import Slot
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.view import View


class KnownColumn(NamedTuple):
    """A column under the name that the warehouse or, where that is not known, the file has for it."""

    name: str
    detail: str
    topic: tuple[str, ...] = ()
    is_key: bool = False
    refers: bool = False
    """Whether it is declared to name a row of another table."""


def columns_of(view: View, table: Table | None, slug: str = "", reference: str = "") -> list[KnownColumn]:
    """The columns of a table, in the warehouse's order; without one in the catalog those that the file names.

    The file knows it by the slug of its entity, or by its `table_ref`.
    """
    if table is None:
        return list(_in_file(view, slug, reference))
    foreign = {it.columns[0]: it.table.name for it in table.foreign_keys if len(it.columns) == 1}
    return [_known(table, it, foreign) for it in table.columns]


def entity_columns(view: View, slug: str) -> list[KnownColumn]:
    """The columns of an entity's table."""
    entity = view.graph.entities.get(slug)
    return columns_of(view, entity_table(view, slug), slug, entity.table_ref if entity else "")


def primary_keys(around: Surroundings, slot: Slot) -> Iterator[Completion]:
    """The columns that a table's `primary_key` may be: those that the warehouse declares, then likely ones."""
    view, reference = around.view, around.text("table_ref")
    table = table_named(view.evidence.catalog, reference)
    if table is None:
        # Teams that have one kind of key have it in most tables.
        counts: dict[str, int] = {}
        for entity in view.graph.model.entities:
            counts[entity.primary_key] = counts.get(entity.primary_key, 0) + 1
        own = columns_of(view, None, "", reference)
        others = sorted((it for it in counts if it), key=lambda it: -counts[it])
        detail = "a key of other entities"
        yield from offered(slot, 0, len(slot.text), [*own, *(KnownColumn(unquoted(it), detail) for it in others)], {})
        return
    yield from offered(slot, 0, len(slot.text), columns_of(view, table), key_order(table))


def join_keys(around: Surroundings, slot: Slot) -> Iterator[Completion]:
    """The columns of the related entity's table, those first that look like the external id or trait beside it."""
    slug = around.leads_to()
    table = entity_table(around.view, slug)
    order = identifier_order(around, table) if table else {}
    yield from offered(slot, 0, len(slot.text), entity_columns(around.view, slug), order)


def key_order(table: Table) -> Mapping[str, int]:
    """A rank for the columns that a key may be, and a late one for those of types that are no keys."""
    from datagraph.rules.tables.key_types import NO_KEYS
    from datagraph.scaffold.keys import declared_key, likely_keys

    order = {it.name: 9 for it in table.columns if it.type.kind in NO_KEYS}
    order.update((name, 2) for columns in table.unique_keys if len(columns) == 1 for name in columns)
    order.update((name, 1) for name in likely_keys(table))
    order[declared_key(table)] = 0
    return order


def identifier_order(around: Surroundings, table: Table) -> Mapping[str, int]:
    """A rank for the columns that hold the external id, or the trait, of the innermost block by their names."""
    from datagraph.scaffold.identifiers import external_id_order, trait_order
    from datagraph.scaffold.keys import declared_key

    is_trait = around.row is not None and around.row.name == "trait"
    word = around.text("name" if is_trait else "type")
    key = declared_key(table)
    order: dict[str, int] = {}
    for column in table.columns if word else ():
        is_key = column.name == key
        if is_trait:
            rank = trait_order(word, table, column, is_key=is_key)
        else:
            rank = next((it for _, it in external_id_order(table, column, (word,), is_key=is_key)), None)
        if rank is not None:
            order[column.name] = min(rank, 8)
    return order


def offered(
    slot: Slot, start: int, end: int, columns: Iterable[KnownColumn], order: Mapping[str, int], prefix: str = ""
) -> Iterator[Completion]:
    """Columns in place of a piece of the value, those of a low rank first; `prefix` goes before each."""
    seen: set[str] = set()
    for position, column in enumerate(columns):
        if column.name in seen:
            continue
        seen.add(column.name)
        written = prefix + written_name(column.name)
        edit, filter_text = slot.part(start, end, written)
        rank = order.get(column.name, 5)
        sort = f"{rank}{position:05}"
        yield Completion(
            written.strip(), "column", edit, False, column.detail, sort, filter_text, column.topic, rank == 0
        )


def written_name(name: str) -> str:
    """A column's name as a join or a key has it, in quotes where it needs them."""
    from datagraph.scaffold.writable import dotted

    return dotted(name)


def _known(table: Table, column: Column, foreign: Mapping[str, str]) -> KnownColumn:
    is_key = table.primary_key == (column.name,)
    words = [column.type.vendor]
    if column.name in table.primary_key:
        words.append("primary key" if is_key else "part of the primary key")
    if column.name in foreign:
        words.append(f"refers to {foreign[column.name]}")
    return KnownColumn(
        column.name, ", ".join(words), ("column", *table.path, column.name), is_key, column.name in foreign
    )


def _in_file(view: View, slug: str, reference: str) -> Iterator[KnownColumn]:
    """The columns that the file names of a table, by the entities and relationships that speak of it."""
    graph = view.graph
    slugs = {it.slug for it in graph.model.entities if reference and it.table_ref == reference}
    slugs = {it for it in {*slugs, slug} if it}
    for entity in graph.model.entities:
        if entity.slug in slugs and entity.primary_key:
            yield KnownColumn(unquoted(entity.primary_key), "primary key in this file", is_key=True)
    for relationship in graph.relationships if slugs else ():
        key = relationship.external_id or relationship.trait
        if key and key.join_key and relationship.related_entity in slugs:
            yield KnownColumn(unquoted(key.join_key), f"in `{relationship.slug}`")
        junction = relationship.junction_table
        joins = (relationship.join, junction and junction.left_join, junction and junction.right_join)
        for operand in (side for join in joins if join for side in join):
            if graph.entity_slug(unquoted(operand.entity)) in slugs:
                yield KnownColumn(unquoted(operand.column), f"in `{relationship.slug}`")
