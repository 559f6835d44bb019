"""What is to be asked about a graph: one query for each entity and relationship, and one for the profile's words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.proof.entity_query import entity_query, read_keys
from datagraph.proof.profile_query import profile_script, read_profile
from datagraph.proof.relationship_query import read_relationship, relationship_query
from datagraph.proof.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from datagraph.catalog import Catalog
    from datagraph.catalog.measurements import EntityMeasurement, ProfileMeasurement, RelationshipMeasurement
    from datagraph.graph import Graph
    from datagraph.proof.script import Answers
    from datagraph.warehouse.sql import Query

    Measurement = EntityMeasurement | ProfileMeasurement | RelationshipMeasurement

Topic = Literal["entity", "relationship", "profile"]
TOPICS: tuple[Topic, ...] = ("profile", "entity", "relationship")


class Question:
    """One query about an entity, a relationship or the profile (its slug is ""), and how its answer is read.

    The query is written when it is first asked for: at 30 ms for each, that is better done while others run.
    """

    __slots__ = ("_query", "_write", "read", "slug", "topic")

    def __init__(
        self, topic: Topic, slug: str, write: Callable[[], Query], read: Callable[[Answers], Measurement]
    ) -> None:
        self.topic: Topic = topic
        self.slug = slug
        self.read = read
        self._write = write
        self._query: Query | None = None

    @property
    def query(self) -> Query:
        """The query in the dialect of its warehouse."""
        if self._query is None:
            self._query = self._write()
        return self._query


class Survey(NamedTuple):
    """All questions about a graph, what is not asked and why, by slug, and from how many rows samples are taken."""

    questions: tuple[Question, ...]
    skipped: Mapping[str, str]
    sample: int | None


def survey(graph: Graph, catalog: Catalog, *, sample: int | None = None, topics: Collection[Topic] = TOPICS) -> Survey:
    """The questions about what of a graph is in the catalog."""
    subjects = Subjects(graph, catalog)
    asked = [*_of_profile(graph, subjects), *_of_entities(subjects, sample), *_of_relationships(subjects, sample)]
    return Survey(tuple(it for it in asked if it.topic in topics), subjects.skipped, sample)


def _of_entities(subjects: Subjects, sample: int | None) -> Iterator[Question]:
    for slug, key in subjects.entities.items():
        write = partial(entity_query, key, subjects.kind, sample)
        yield Question("entity", slug, write, partial(read_keys, key=key, sample=sample))


def _of_relationships(subjects: Subjects, sample: int | None) -> Iterator[Question]:
    for slug, subject in subjects.relationships.items():
        write = partial(relationship_query, subject, subjects.kind, sample)
        yield Question("relationship", slug, write, partial(read_relationship, subject=subject, sample=sample))


def _of_profile(graph: Graph, subjects: Subjects) -> Iterator[Question]:
    profile = subjects.profile
    if profile is None:
        return
    traits = [it.trait.name for it in graph.relationships if it.is_first_level and it.trait]
    external_ids = any(it.is_first_level and it.external_id for it in graph.relationships)
    script = profile_script(profile, subjects.kind, external_ids=external_ids, traits=bool(traits))
    if script:
        read = partial(read_profile, profile=profile, external_ids=external_ids, traits=traits)
        yield Question("profile", "", script.query, read)
