"""The page of the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.profiles import PROFILE_TABLES
from datagraph.dictionary.block import Code, Facts, Heading, Page, Paragraph, Row, Text
from datagraph.dictionary.excerpt import text_of
from datagraph.dictionary.figures import seen
from datagraph.dictionary.names import PROFILE
from datagraph.dictionary.paths import all_paths
from datagraph.dictionary.pieces import listed, table
from datagraph.dictionary.problems import problems, remarks_on
from datagraph.dictionary.relationships import relationships
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.dictionary.block import Block, Line
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Profile, Relationship


def profile_page(subject: Subject, profile: Profile) -> Page:
    """Where profiles are kept, by what they are matched, and all that can be reached from them."""
    return Page(PROFILE, "Profile", tuple(_blocks(subject, profile)))


def _blocks(subject: Subject, profile: Profile) -> Iterator[Block]:
    yield Paragraph(("A profile is a person as Segment knows them. Every path to an entity begins here.",))
    facts = tuple(_facts(profile))
    if facts:
        yield Facts(facts)
    found = remarks_on(subject, profile, PROFILE)
    if found:
        yield Heading("Problems")
        yield problems(subject, found)
    first = profile.relationships
    if first:
        yield Heading("Relationships from it")
        yield relationships(subject, first, ends="to", taken=set())
    ids = [(it.external_id.type, it) for it in first if it.external_id]
    yield from _matched(subject, "External id", ids, is_trait=False)
    traits = [(it.trait.name, it) for it in first if it.trait]
    yield from _matched(subject, "Trait", traits, is_trait=True)
    if len(subject.steps) > len(first):
        yield Heading("Where the paths lead")
        yield all_paths(subject)
    yield Heading("In the graph")
    yield Text(_without_relationships(subject, profile))


def _facts(profile: Profile) -> Iterator[tuple[str, Line]]:
    if profile.profile_folder:
        yield "Profiles Sync", ("writes its tables into ", Code(profile.profile_folder))
    if profile.type:
        tables = listed((Code(it),) for it in PROFILE_TABLES.get(profile.type, ()))
        yield "Type", (Code(profile.type), *((", read from ", *tables) if tables else ()))
    if profile.materialization:
        yield "Materialization", (Code(profile.materialization),)


def _matched(subject: Subject, kind: str, steps: list[tuple[str, Relationship]], *, is_trait: bool) -> Iterator[Block]:
    """The external ids or the traits that relationships match profiles by, and where those lead."""
    ends: dict[str, dict[Line, None]] = {}
    for word, step in steps:
        if word.strip():
            ends.setdefault(word, {})[subject.end(step)] = None
    counts = seen(subject, ends, is_trait=is_trait)
    rows = [
        Row((((Code(word),),), tuple(lines), ((counts[word],),) if word in counts else ()))
        for word, lines in ends.items()
    ]
    if rows:
        yield Heading(f"{kind}s")
        yield table((kind, "Leads to", "Counted"), tuple(rows))


def _without_relationships(subject: Subject, profile: Profile) -> str:
    """The profile's block up to its last attribute: relationships have places of their own."""
    block = profile.syntax
    if not profile.relationships:
        return text_of(subject.view, block.span)
    end = max((it.value_span.end for it in block.attributes), default=block.header_span.end)
    return f"{text_of(subject.view, Span(block.span.start, end))}\n  …\n}}"
