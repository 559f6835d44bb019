"""What was counted in the data of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Mention, Paragraph, Row, Said
from datagraph.dictionary.pieces import table
from datagraph.rules.measured.phrases import UNKNOWN, counted, fan_out, match_rates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.dictionary.block import Block, Inline, Line
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Entity, Relationship

_OF_KEYS = ("Rows", "Without a key", "Keys on several rows")
_OF_JOINS = ("Relationship", "Rows that lead on", "Rows led to", "Leads to: median / 99% / most", "Observed")


def figures(subject: Subject, entity: Entity, steps: Iterable[Relationship]) -> Iterator[Block]:
    """The figures of an entity and of relationships around it; nothing if nothing was counted."""
    found = subject.view.evidence.measurements
    if found is None:
        return
    keys = found.entities.get(entity.slug)
    if keys:
        yield table(_OF_KEYS, (_row((f"{keys.rows:,}",), (f"{keys.nulls:,}",), (f"{keys.repeated:,}",)),))
    elif entity.slug:
        failure = found.failures.get(entity.slug)
        reason = failure.message if failure else found.skipped.get(entity.slug, "there is nothing to count")
        yield Paragraph(("Not counted: ", Said(reason)))
    rows = []
    for step in steps:
        joined = found.relationships.get(step.slug)
        if joined:
            name: Inline = Mention(step.slug, subject.anchors[id(step)])
            rates = ((it,) for it in match_rates(joined))
            rows.append(_row((name,), *rates, (fan_out(joined.forward),), (joined.cardinality or UNKNOWN,)))
    if rows:
        yield table(_OF_JOINS, tuple(rows))
    if found.sample is not None:
        yield Paragraph((f"{counted(found.sample)} of each table were looked at.",))


def seen(subject: Subject, words: Iterable[str], *, is_trait: bool) -> dict[str, str]:
    """How often external ids, or traits, occur among profiles; nothing where that was not counted."""
    profile = subject.view.evidence.measurements and subject.view.evidence.measurements.profile
    counts = profile and (profile.traits if is_trait else profile.external_ids)
    return {it: f"{counts[it]:,}" for it in words if it in counts} if counts else {}


def _row(*lines: Line) -> Row:
    return Row(tuple((line,) for line in lines))
