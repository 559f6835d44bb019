"""What an editor writes between the words of the file: where relationships lead, how, and how deep they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.ide.opening import opening_brace
from datagraph.language import MAXIMUM_DEPTH
from datagraph.rules.words import quoted
from datagraph.view.cardinality import cardinality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.model import Relationship
    from datagraph.text import Span
    from datagraph.view import View

_LONGEST_LABEL = 80


class Hint(NamedTuple):
    """A label to show at an offset, and a sentence in Markdown for who asks what it means.

    `before` is whether it belongs to what stands behind it, rather than to what stands before.
    """

    offset: int
    label: str
    tooltip: str
    kind: Literal["target", "cardinality", "depth"]
    before: bool = False


def hints(view: View, span: Span) -> list[Hint]:
    """The hints that stand in a span, in order; what is not known has none."""
    found = [
        hint
        for relationship in view.graph.relationships
        if relationship.syntax.span.touches(span)
        for hint in (*_header_hints(view, relationship), *_target_hints(view, relationship))
    ]
    return sorted((it for it in found if span.start <= it.offset <= span.end), key=lambda it: it.offset)


def _header_hints(view: View, relationship: Relationship) -> Iterator[Hint]:
    """Behind the header: how many rows are joined, and how deep it is."""
    brace = opening_brace(view.text, relationship.syntax)
    offset = brace.end if brace else relationship.header_span.end
    found = cardinality(view, relationship)
    if found:
        yield Hint(offset, found.text, found.reason, "cardinality")
    depth = f"depth {relationship.depth} of {MAXIMUM_DEPTH}"
    steps = f"{relationship.depth} nodes on the path from the profile, the profile counted"
    yield Hint(offset, depth, f"{steps}; Segment allows {MAXIMUM_DEPTH}.", "depth")


def _target_hints(view: View, relationship: Relationship) -> Iterator[Hint]:
    """Behind the slug of an entity: its table."""
    string = relationship.string("related_entity")
    entity = view.graph.entities.get(view.graph.entity_slug(relationship.related_entity))
    table = " ".join(entity.table_ref.split()) if entity else ""
    if string and entity and table:
        label = table if len(table) <= _LONGEST_LABEL else f"{table[: _LONGEST_LABEL - 1]}…"
        yield Hint(string.span.end, f"→ {label}", f"The table of {quoted(entity.slug)}.", "target")
