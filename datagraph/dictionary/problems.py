"""What `datagraph validate` reports, on the pages that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary.block import Code, Items, Mention, Strong
from datagraph.dictionary.pieces import marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.diagrams.scene import Remark
    from datagraph.dictionary.block import Line
    from datagraph.dictionary.subject import Subject
    from datagraph.model import Node, Relationship


def remarks_on(subject: Subject, block: Node | None, page: str) -> list[tuple[Remark, Relationship | None]]:
    """The remarks that a page tells: those on its block, and on relationships that are told of there.

    Those on no block at all are for the page that is about none.
    """
    found: list[tuple[Remark, Relationship | None]] = [(it, None) for it in subject.remarks.get(id(block), ())]
    for step in subject.steps_at(page):
        found += [(it, step) for it in subject.remarks.get(id(step), ())]
    return found


def problems(subject: Subject, remarks: Iterable[tuple[Remark, Relationship | None]]) -> Items:
    """Remarks as a list, in their order; without lines, which change with all that is written above them."""
    lines: list[tuple[int, Line]] = []
    for remark, step in remarks:
        told: Line = (Strong(remark.severity), " ", Code(remark.code), ": ", *marked(remark.message))
        where: Line = (", in ", Mention(step.slug, subject.anchor(step))) if step and step.slug else ()
        lines.append((0, (*told, *where)))
    return Items(tuple(lines))
