"""A view as pages: an index, the profile, and each entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.compose import compose
from datagraph.diagrams.scene import Choice
from datagraph.dictionary.block import Block, Code, Heading, Items, Line, Link, Page, Paragraph, Picture, Table, Text
from datagraph.dictionary.entity_page import entity_page
from datagraph.dictionary.excerpt import text_of
from datagraph.dictionary.names import INDEX, PROFILE, page_names
from datagraph.dictionary.steps import title_of_step
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.model import Profile
    from datagraph.view import View


def pages(view: View, title: str) -> list[Page]:
    """All pages, the index first; entities are in the order of the text, as their authors have arranged them."""
    names = page_names(view)
    profile = view.graph.model.profile
    return [
        Page(INDEX, title, tuple(_index(view, title, names))),
        *([Page(PROFILE, "Profile", tuple(_profile(view, profile, names)))] if profile else []),
        *(entity_page(view, it, names) for it in view.graph.model.entities),
    ]


def _index(view: View, title: str, names: dict[int, str]) -> Iterator[Block]:
    graph = view.graph
    entities = graph.model.entities
    steps = len(graph.relationships)
    counts = f"{_counted(len(entities), 'entity', 'entities')}, {_counted(steps, 'relationship', 'relationships')}"
    yield Paragraph((f"{counts}.",))
    yield Picture(compose(view, Choice(title=title, columns="none")), "graph")
    if graph.model.profile:
        yield Heading("Profile")
        yield Paragraph(("Every path begins at the ", Link("profile", PROFILE), "."))
    yield Heading("Entities")
    rows = []
    for it in entities:
        uses = sum(graph.entity_slug(step.related_entity) == it.slug for step in graph.relationships)
        rows.append(
            (
                (Link(it.name or it.slug or "without a name", names[id(it)]),),
                (Code(it.slug),) if it.slug else (),
                (Code(it.table_ref),) if it.table_ref else (),
                (Code(it.primary_key),) if it.primary_key else (),
                ("yes" if it.enrichment_enabled else "no",),
                (str(uses),),
                (it.description,),
            )
        )
    headings = ("entity", "slug", "table", "key", "enriches events", "relationships to it", "description")
    yield Table(headings, tuple(rows))


def _profile(view: View, profile: Profile, names: dict[int, str]) -> Iterator[Block]:
    graph = view.graph
    facts: list[Line] = [
        ("tables in ", Code(profile.profile_folder)) if profile.profile_folder else (),
        ("type ", Code(profile.type)) if profile.type else (),
    ]
    yield Items(tuple(it for it in facts if it))
    first = [it for it in graph.relationships if it.parent is None]
    for kind, found in (
        ("External ids", dict.fromkeys(it.external_id.type for it in first if it.external_id)),
        ("Traits", dict.fromkeys(it.trait.name for it in first if it.trait)),
    ):
        if found:
            yield Heading(kind)
            yield Items(tuple((Code(it),) for it in found if it))
    yield Heading("Relationships")
    rows = []
    for it in first:
        target = graph.entities.get(graph.entity_slug(it.related_entity))
        key, trait = it.external_id, it.trait
        by: Line = ("external id ", Code(key.type), " = ", Code(key.join_key)) if key else ()
        by = ("trait ", Code(trait.name), " = ", Code(trait.join_key)) if trait else by
        leads: Line = (Link(target.name or target.slug, names[id(target)]),) if target else (Code(it.related_entity),)
        rows.append(((title_of_step(it),), (Code(it.slug),), leads, by, (it.description,)))
    yield Table(("relationship", "slug", "leads to", "matches", "description"), tuple(rows))
    yield Heading("Text")
    yield Text(_without_relationships(view, profile))


def _without_relationships(view: View, profile: Profile) -> str:
    """The profile's block up to its first relationship: those have places of their own."""
    span = profile.syntax.span
    first = min((it.syntax.span.start for it in profile.relationships), default=span.end)
    return text_of(view, Span(span.start, first)).rstrip()


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
