"""The figures of a survey as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.tables import table_of
from datagraph.cli.terminal import write
from datagraph.diagnostics.render.visible import visible
from datagraph.rules import Context
from datagraph.rules.measured import measured_joins
from datagraph.rules.measured.phrases import fan_out, match_rates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.catalog.measurements import EntityMeasurement, Measurements, RelationshipMeasurement
    from datagraph.cli.surveying import SurveyedFile

_ENTITY = ("entity", "rows", "no key", "repeated keys", "")
_RELATIONSHIP = ("relationship", "match →", "match ←", "no key", "orphans", "fan-out →", "fan-out ←", "observed", "")


def write_tables(files: Iterable[SurveyedFile]) -> None:
    """Write one table of entities and one of relationships for each file, where there are any."""
    several = tuple(files)
    for file in several:
        found = file.evidence.measurements
        if found is None or not (found.entities or found.relationships or found.failures):
            continue
        write(f"\n{visible(file.path)}\n" if len(several) > 1 else "\n")
        entities = [_entity(found, slug) for slug in file.graph.entities]
        if found.entities or not found.relationships:
            write(_table(_ENTITY, entities, range(1, 4)))
        if file.graph.relationships and (found.relationships or not found.entities):
            orphans = _orphans(file)
            slugs = dict.fromkeys(it.slug for it in file.graph.relationships if it.slug)
            rows = [_relationship(found, slug, orphans.get(slug)) for slug in slugs]
            write("\n" + _table(_RELATIONSHIP, rows, range(1, 7)))
        write(_legend(found))


def _table(headings: tuple[str, ...], rows: list[list[str]], numbers: Iterable[int]) -> str:
    """A table whose last column, with remarks, is left out if there are none."""
    if not any(row[-1] for row in rows):
        headings, rows = headings[:-1], [row[:-1] for row in rows]
    return table_of(headings, rows, numbers=numbers)


def _legend(found: Measurements) -> str:
    lines = ["fan-out: how many rows one leads to (→) or comes from (←): median, 99th percentile, most"]
    if found.sample is not None:
        lines.append(f"of a sample of {found.sample:,} rows of each left table; rows and NULLs are of whole tables")
    return "\n" + "".join(f"{line}\n" for line in (lines if found.relationships else lines[1:]))


def _entity(found: Measurements, slug: str) -> list[str]:
    it = found.entities.get(slug)
    if it is None:
        return [slug, "", "", "", _why_not(found, slug)]
    return [slug, f"{it.rows:,}", f"{it.nulls:,}", f"{it.repeated:,}", _marks(it)]


def _marks(it: EntityMeasurement) -> str:
    past = it.past if it.past and (it.past.is_telling or 0 < it.repeated == it.past.explained) else None
    marks = ((past, "past"), (it.deleted, "deleted"))
    return ", ".join(f"{mark.rows:,} {word}" for mark, word in marks if mark and mark.rows)


def _relationship(found: Measurements, slug: str, orphans: int | None) -> list[str]:
    it = found.relationships.get(slug)
    if it is None:
        return [slug, *[""] * (len(_RELATIONSHIP) - 2), _why_not(found, slug)]
    return [
        slug,
        *match_rates(it),
        f"{_nulls(it):,}",
        "" if orphans is None else f"{orphans:,}",
        fan_out(it.forward),
        fan_out(it.backward),
        it.cardinality,
        "",
    ]


def _nulls(it: RelationshipMeasurement) -> int:
    return sum(side.nulls for link in it.links for side in link)


def _orphans(file: SurveyedFile) -> dict[str, int]:
    """The rows that refer to what is not there, of the relationships where one side refers to the other."""
    found: dict[str, int] = {}
    for join in measured_joins(Context(file.text, file.graph, evidence=file.evidence)):
        child = join.child
        if child and child.side.matched is not None:
            found[join.relationship.slug] = found.get(join.relationship.slug, 0) + child.side.unmatched
    return found


def _why_not(found: Measurements, slug: str) -> str:
    failure = found.failures.get(slug)
    reason = failure.message if failure else found.skipped.get(slug, "")
    return f"not checked: {reason}" if reason else ""
