"""What was counted in the tables of a graph, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Example(NamedTuple):
    """A key as text, and the number of rows that hold it."""

    key: str
    rows: int


class Marks(NamedTuple):
    """Rows that a column marks as past versions, or as deleted.

    `explained` is how many of the repeated keys have exactly one row without the mark. `is_telling` is whether the
    column's name means nothing else; a `valid_to` may just as well belong to a coupon.
    """

    column: str
    rows: int
    explained: int = 0
    is_telling: bool = True


class EntityMeasurement(NamedTuple):
    """The keys of one table.

    `nulls` are rows without a key, `examined` those with one that were looked at: all, unless a sample was taken.
    `repeated` keys are on more than one row, `repeats` rows hold one of them.
    """

    rows: int
    nulls: int
    examined: int
    repeated: int = 0
    repeats: int = 0
    examples: tuple[Example, ...] = ()
    past: Marks | None = None
    deleted: Marks | None = None


class Side(NamedTuple):
    """One side of a join: `rows` of its table, `nulls` of them without a key, `examined` of the others.

    Of those `matched` meet a row on the other side; `trimmed` would if white space around keys did not count, `folded`
    if case did not either (each includes the one before). None of the three is known where the other side is only a
    sample. `repeated` keys are on more than one row. Examples of keys that meet nothing are in `strays`.
    """

    rows: int
    nulls: int
    examined: int
    matched: int | None = None
    trimmed: int | None = None
    folded: int | None = None
    repeated: int = 0
    strays: tuple[Example, ...] = ()
    examples: tuple[Example, ...] = ()
    """Of keys that are repeated, and meet something."""

    @property
    def unmatched(self) -> int:
        """Rows with a key that meet nothing; 0 if that is not known."""
        return 0 if self.matched is None else self.examined - self.matched

    @property
    def spaced(self) -> int:
        """Rows that meet nothing only for the white space around keys."""
        return (self.trimmed or 0) - (self.matched or 0)

    @property
    def cased(self) -> int:
        """Further rows that meet nothing only for the case of keys."""
        return (self.folded or 0) - (self.trimmed or 0)


class Link(NamedTuple):
    """Two columns that are compared; what meets in them are rows of two tables."""

    left: Side
    right: Side


class Spread(NamedTuple):
    """How many rows of the other side a row meets, of those that meet any; all 0 if none does.

    Median and 99th percentile are by nearest rank. `met` is how many rows meet any, `joined` all that they meet.
    """

    median: int
    p99: int
    largest: int
    met: int
    joined: int


class RelationshipMeasurement(NamedTuple):
    """The rows that a relationship joins.

    The one link of a `join_on` compares the two entities. With a junction table there are two: from the left entity to
    the junction, and from there to the right one. On the first level there is one, from identifiers or traits of
    profiles to the entity; `profiles` is how many profiles have such an identifier or trait. `forward` is what a row
    of the left entity (a profile) leads to, `backward` what a row of the right one comes from, or None where a sample
    does not tell. `junction` are the keys of the junction table.
    """

    links: tuple[Link, ...]
    forward: Spread
    backward: Spread | None
    junction: EntityMeasurement | None = None
    profiles: int | None = None

    @property
    def cardinality(self) -> str:
        """What was observed: `1:1`, `1:many`, `many:1` or `many:many`; "" if that is not known."""
        if self.backward is None or not self.forward.met:
            return ""
        return f"{_many(self.backward.largest)}:{_many(self.forward.largest)}"


def _many(count: int) -> str:
    return "many" if count > 1 else "1"


class ProfileMeasurement(NamedTuple):
    """The words in a profile's tables, each with its number of rows: external-id types, and names of traits.

    Either is None where it was not asked for. The rarest of very many are left out. Of an unmaterialized profile the
    traits are columns: their numbers are not known, and 0.
    """

    external_ids: Mapping[str, int] | None = None
    traits: Mapping[str, int] | None = None


class Failure(NamedTuple):
    """A query that gave no answer: the kind of trouble, what the warehouse said, and what can be done, or ""."""

    trouble: str
    message: str
    help: str = ""
    detail: str = ""


class Measurements(NamedTuple):
    """All that was counted for one graph, by the slugs of entities and relationships.

    `failures` are the queries that failed and `skipped` what was not asked for a reason, each by slug; the profile's
    is "". `sample` is how many rows of each left table were looked at, or None for all.
    """

    entities: Mapping[str, EntityMeasurement] = {}
    relationships: Mapping[str, RelationshipMeasurement] = {}
    profile: ProfileMeasurement | None = None
    failures: Mapping[str, Failure] = {}
    skipped: Mapping[str, str] = {}
    sample: int | None = None
