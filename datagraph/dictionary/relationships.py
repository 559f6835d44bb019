"""Relationships as rows of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Row, Said, Strong
from datagraph.dictionary.pieces import marked, table
from datagraph.dictionary.subject import title_of_step
from datagraph.view.cardinality import cardinality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.dictionary.block import Cell, Line, Table
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Relationship

_HEADINGS = ("Relationship", "From", "To", "How many", "Matched by")


def relationships(subject: Subject, steps: Iterable[Relationship], *, ends: str, taken: set[str]) -> Table:
    """Relationships with all that is known of them; `ends` are those to tell: `from`, `to` or `both`.

    `taken` are the anchors that the page has already, to which those of the rows are added.
    """
    rows = []
    for step in steps:
        anchor = subject.anchors[id(step)]
        cells = (
            named(step),
            (subject.start(step),) if ends != "to" else (),
            (subject.end(step),) if ends != "from" else (),
            _how_many(subject, step),
            tuple(matched(step)),
        )
        rows.append(Row(cells, "" if anchor in taken else anchor))
        taken.add(anchor)
    return table(_HEADINGS, tuple(rows))


def named(step: Relationship) -> Cell:
    """What a relationship is called, its slug, and what it is."""
    lines: list[Line] = [(Strong(title_of_step(step)),)]
    if step.slug and step.name:
        lines.append((Code(step.slug),))
    if step.description:
        lines.append((Said(step.description),))
    return tuple(lines)


def matched(step: Relationship) -> Iterator[Line]:
    """By what rows are matched."""
    key, trait, junction = step.external_id, step.trait, step.junction_table
    if key:
        yield ("external id ", *_code(key.type), " = ", *_code(key.join_key))
    if trait:
        yield ("trait ", *_code(trait.name), " = ", *_code(trait.join_key))
    if step.join_on:
        yield _join(step.join_on)
    if junction:
        yield _join(junction.left_join_on)
        yield ("in ", *_code(junction.table_ref))
        yield _join(junction.right_join_on)


def ratio(subject: Subject, step: Relationship) -> str:
    """How many rows meet how many: `1 : many`; "" if that is not known."""
    found = cardinality(subject.view, step)
    return found.text.replace(":", " : ") if found else ""


def _how_many(subject: Subject, step: Relationship) -> Cell:
    found = cardinality(subject.view, step)
    return ((Strong(ratio(subject, step)),), marked(found.reason)) if found else ()


def _join(text: str) -> Line:
    """The sides of a join, which may stand on two lines where there is no room."""
    left, equals, right = text.partition("=")
    return (*_code(left), " = ", *_code(right)) if equals else _code(text)


def _code(text: str) -> Line:
    return (Code(text.strip()),) if text.strip() else ("?",)
