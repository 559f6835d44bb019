"""Relationships, as the pages of entities tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Line, Link
from datagraph.dictionary.names import PROFILE
from datagraph.language import MAXIMUM_DEPTH
from datagraph.rules.measured.phrases import fan_out, match_rates
from datagraph.view.cardinality import cardinality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.model import Relationship
    from datagraph.view import View

HEADINGS = ("relationship", "slug", "from", "to", "matches", "cardinality", "description")


def title_of_step(step: Relationship) -> str:
    """What a relationship is called."""
    return step.name or step.slug or "without a name"


def row_of(view: View, step: Relationship, names: dict[int, str]) -> tuple[Line, ...]:
    """A relationship as a row of a table."""
    counted = cardinality(view, step)
    start: Line = (_end(view, step.parent.related_entity, names),) if step.parent else (Link("profile", PROFILE),)
    return (
        (title_of_step(step),),
        (Code(step.slug),) if step.slug else (),
        start,
        (_end(view, step.related_entity, names),),
        tuple(_matched(step)),
        (counted.text,) if counted else (),
        (step.description,),
    )


def reasons(view: View, steps: list[Relationship]) -> Iterator[Line]:
    """Why the cardinalities are what they are, and what was counted."""
    for step in steps:
        found = cardinality(view, step)
        if found:
            # The reasons are Markdown with names between backticks.
            yield (Code(step.slug or "?"), f": {found.text}. ", *_marked(found.reason))
        measured = view.evidence.measurements
        counted = measured.relationships.get(step.slug) if measured else None
        if counted:
            forward, backward = match_rates(counted)
            yield (Code(step.slug), f": matched {forward} →, {backward} ←; fan-out {fan_out(counted.forward)}")


def path_of(view: View, step: Relationship, names: dict[int, str]) -> Line:
    """The way from the profile along a relationship, and how deep that is."""
    line: list[str | Code | Link] = [Link("profile", PROFILE)]
    for it in view.graph.path(step):
        line += [" → ", _end(view, it.related_entity, names)]
    return (*line, f" (depth {step.depth} of {MAXIMUM_DEPTH}, along ", Code(step.slug or "?"), ")")


def _end(view: View, slug: str, names: dict[int, str]) -> Code | Link:
    entity = view.graph.entities.get(view.graph.entity_slug(slug))
    return Link(entity.name or entity.slug, names[id(entity)]) if entity else Code(slug or "?")


def _matched(step: Relationship) -> Iterator[str | Code]:
    key, trait, junction = step.external_id, step.trait, step.junction_table
    if key:
        yield from ("external id ", Code(key.type), " = ", Code(key.join_key))
    if trait:
        yield from ("trait ", Code(trait.name), " = ", Code(trait.join_key))
    if step.join_on:
        yield Code(step.join_on)
    if junction:
        yield from ("through ", Code(junction.table_ref), ": ", Code(junction.left_join_on))
        yield from (", ", Code(junction.right_join_on))


def _marked(markdown: str) -> Iterator[str | Code]:
    for index, piece in enumerate(markdown.split("`")):
        if piece:
            yield Code(piece) if index % 2 else piece
