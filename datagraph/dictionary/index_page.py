"""The page that all others are reached from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.compose import compose
from datagraph.diagrams.readable import too_large
from datagraph.diagrams.scene import Choice
from datagraph.diagrams.words import counted
from datagraph.dictionary.block import Code, Heading, Link, Page, Paragraph, Picture, Row, Said
from datagraph.dictionary.names import INDEX, PROFILE
from datagraph.dictionary.pieces import table
from datagraph.dictionary.problems import problems, remarks_on
from datagraph.dictionary.relationships import named, ratio
from datagraph.dictionary.subject import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.dictionary.block import Block, Line
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Entity

_MOST_LINES = 500
_ENTITIES = ("Entity", "Table and key", "Steps from the profile", "For Linked Events")
_COUNTS = ("Relationships", "Problems")
_RELATIONSHIPS = ("Relationship", "From", "To", "How many")
_JUNCTIONS = ("Table", "Primary key", "Pairs", "With")


def index_page(subject: Subject, title: str) -> Page:
    """The picture of the graph, and its entities and relationships in the order in which their authors wrote them."""
    return Page(INDEX, title, tuple(_blocks(subject)))


def _blocks(subject: Subject) -> Iterator[Block]:
    yield Paragraph(tuple(_summary(subject)))
    scene = compose(subject.view, Choice(columns="none", folds_junctions=True))
    if not subject.entities:
        return
    if too_large(scene) or len(scene.edges) > _MOST_LINES:
        yield Paragraph(("A picture of all of it would be too large to be read; each entity's page shows a part.",))
    else:
        yield Picture(scene)
    elsewhere = remarks_on(subject, None, INDEX)
    if elsewhere:
        yield Heading("Problems")
        yield problems(subject, elsewhere)
    yield Heading("Entities")
    yield table((*_ENTITIES, *_COUNTS), tuple(_entity(subject, it) for it in subject.entities))
    if subject.steps:
        yield Heading("Relationships")
        rows = []
        for it in subject.steps:
            many = ratio(subject, it)
            rows.append(Row((named(it), (subject.start(it),), (subject.end(it),), ((many,),) if many else ())))
        yield table(_RELATIONSHIPS, tuple(rows))
    junctions = tuple(_junctions(subject))
    if junctions:
        yield Heading("Junction tables")
        yield table(_JUNCTIONS, junctions)


def _summary(subject: Subject) -> Iterator[str | Link]:
    yield f"{_counted(len(subject.entities), 'entity', 'entities')} and "
    yield _counted(len(subject.steps), "relationship", "relationships")
    if subject.view.graph.model.profile:
        yield from (", beginning at the ", Link("profile", PROFILE))
    enriched = sum(it.enrichment_enabled for it in subject.entities)
    if enriched:
        yield f". Linked Events may be enriched with {_counted(enriched, 'entity', 'entities')}"
    yield "."


def _entity(subject: Subject, entity: Entity) -> Row:
    page = subject.pages[id(entity)]
    into, out_of = subject.into[id(entity)], subject.out_of[id(entity)]
    far = str(min(it.depth for it in into) - 1) if into else "not reached"
    names: list[Line] = [(Link(title_of(entity), page),)]
    if entity.slug and entity.name:
        names.append((Code(entity.slug),))
    if entity.description:
        names.append((Said(entity.description),))
    stored: list[Line] = [(Code(entity.table_ref),)] if entity.table_ref else []
    if entity.primary_key:
        stored.append(("key ", Code(entity.primary_key)))
    remarks = [it for it, _ in remarks_on(subject, entity, page)]
    return Row(
        (
            tuple(names),
            tuple(stored),
            ((far,),) if subject.view.graph.model.profile else (),
            (("yes",),) if entity.enrichment_enabled else (),
            ((str(len(into) + len(out_of)),),),
            ((counted(remarks),),) if remarks else (),
        )
    )


def _junctions(subject: Subject) -> Iterator[Row]:
    for step in subject.steps:
        junction = step.junction_table
        if junction:
            key: tuple[Line, ...] = ((Code(junction.primary_key),),) if junction.primary_key else ()
            table_ref: Line = (Code(junction.table_ref),) if junction.table_ref else ("?",)
            yield Row(((table_ref,), key, (subject.start(step),), (subject.end(step),)))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
