"""The page of one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Facts, Heading, Page, Paragraph, Picture, Said, Text
from datagraph.dictionary.columns import columns
from datagraph.dictionary.excerpt import text_of
from datagraph.dictionary.figures import figures
from datagraph.dictionary.paths import keys_to, paths_to
from datagraph.dictionary.problems import problems, remarks_on
from datagraph.dictionary.relationships import relationships
from datagraph.dictionary.subject import title_of
from datagraph.model import unquoted
from datagraph.view.tables import table_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Table as WarehouseTable
    from datagraph.dictionary.block import Block, Line
    from datagraph.dictionary.subject import Subject
    from datagraph.dictionary.surroundings import Surroundings
    from datagraph.model import Entity


def entity_page(subject: Subject, entity: Entity, surroundings: Surroundings) -> Page:
    """All that is known of an entity."""
    name = subject.pages[id(entity)]
    return Page(name, title_of(entity), tuple(_blocks(subject, entity, surroundings, name)))


def _blocks(subject: Subject, entity: Entity, surroundings: Surroundings, name: str) -> Iterator[Block]:
    into, out_of = subject.into[id(entity)], subject.out_of[id(entity)]
    stored = table_named(subject.view.evidence.catalog, entity.table_ref)
    if entity.description:
        yield Paragraph((Said(entity.description),))
    yield Facts(tuple(_facts(subject, entity, stored)))
    scene = surroundings.of(subject.ids.entity(entity))
    if scene:
        yield Picture(scene)
    found = remarks_on(subject, entity, name)
    if found:
        yield Heading("Problems")
        yield problems(subject, found)
    listed = list(columns(subject, entity, {it.slug: subject.anchors[id(it)] for it in (*into, *out_of)}))
    if listed:
        yield Heading("Columns")
        yield from listed
    taken: set[str] = set()
    if into:
        yield Heading("Relationships to it")
        yield relationships(subject, into, ends="from", taken=taken)
    if out_of:
        yield Heading("Relationships from it")
        yield relationships(subject, out_of, ends="to", taken=taken)
    if into:
        yield Heading("Paths from the profile")
        yield paths_to(subject, entity)
    counted = list(figures(subject, entity, (*into, *out_of)))
    if counted:
        yield Heading("In the data")
        yield from counted
    yield Heading("In the graph")
    yield Text(text_of(subject.view, entity.syntax.span))


def _facts(subject: Subject, entity: Entity, stored: WarehouseTable | None) -> Iterator[tuple[str, Line]]:
    if entity.slug:
        yield "Slug", (Code(entity.slug),)
    if entity.table_ref:
        kind = f", a {stored.kind}" if stored and stored.kind != "table" else ""
        rows = f", about {_rounded(stored.rows):,} rows" if stored and stored.rows is not None else ""
        yield "Table", (Code(entity.table_ref), f"{kind}{rows}")
    if stored and stored.comment:
        yield "Comment", (Said(stored.comment),)
    if entity.primary_key:
        yield "Primary key", (Code(entity.primary_key),)
    yield "Linked Audiences", _audiences(subject, entity)
    yield "Linked Events", _events(entity)


def _audiences(subject: Subject, entity: Entity) -> Line:
    steps = subject.into[id(entity)]
    if not steps:
        return ("do not reach it: no relationship leads to it",)
    keys = keys_to(subject, entity)
    hops = min(it.depth for it in steps) - 1
    far = "one relationship" if hops == 1 else f"{hops} relationships"
    return ("reach it ", *(("by ", *keys, ", ") if keys else ()), f"over {far}")


def _events(entity: Entity) -> Line:
    if not entity.enrichment_enabled:
        return ("may not be enriched with it",)
    key = unquoted(entity.primary_key)
    return ("may be enriched with it", *((", found by its ", Code(key)) if key else ()))


def _rounded(rows: int) -> int:
    """To two digits, as in a catalog file: a dictionary is committed too, and does not change with every row."""
    return int(float(f"{rows:.1e}"))
