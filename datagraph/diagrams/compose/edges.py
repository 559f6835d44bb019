"""Relationships as edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.compose.ids import PROFILE
from datagraph.diagrams.scene import Edge
from datagraph.model import unquoted
from datagraph.rules.measured.phrases import fan_out, match_rates
from datagraph.text import LineIndex
from datagraph.view.cardinality import cardinality

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.diagrams.compose.ids import Ids
    from datagraph.diagrams.scene import EdgeKind, Many, Remark
    from datagraph.model import Join, Relationship
    from datagraph.view import View


def edges_of(view: View, ids: Ids, remarks: Mapping[int, tuple[Remark, ...]]) -> tuple[Edge, ...]:
    """The edges of all relationships in the order of the text, both halves of one with a junction node in turn."""
    lines = LineIndex(view.text)
    return tuple(
        edge for it in view.graph.relationships for edge in _edges(view, it, ids, remarks.get(id(it), ()), lines)
    )


def _edges(view: View, it: Relationship, ids: Ids, remarks: tuple[Remark, ...], lines: LineIndex) -> Iterator[Edge]:
    kind, left, right = _matched(it)
    many = _many(view, it)
    whole = Edge(
        ids.relationship(it),
        it.slug,
        ids.target(it.parent.related_entity) if it.parent else PROFILE,
        ids.target(it.related_entity),
        kind,
        it.name,
        it.description,
        left,
        right,
        *many,
        parent=ids.relationship(it.parent) if it.parent else "",
        depth=it.depth,
        line=lines.position(it.syntax.span.start).line,
        remarks=remarks,
        figures=_figures(view, it.slug),
    )
    junction, node = it.junction_table, ids.junction(it)
    if junction is None:
        yield whole
    elif not node:
        yield whole._replace(junction=junction.table_ref or "junction table")
    else:
        sides = [_columns(join) for join in (junction.left_join, junction.right_join)]
        (one, first), (second, other) = sides
        yield whole._replace(target=node, left=one, right=first, source_many="one", target_many="many")
        yield whole._replace(
            id=f"{whole.id}/right",
            source=node,
            left=second,
            right=other,
            source_many="many",
            target_many="one",
            remarks=(),
            figures=(),
        )


def _matched(it: Relationship) -> tuple[EdgeKind, str, str]:
    """By what rows are matched, and what is compared on both sides."""
    external_id, trait, junction = it.external_id, it.trait, it.junction_table
    if sum(map(bool, (external_id, trait, junction, it.join_on))) != 1:
        return "unknown", "", ""
    if external_id:
        return "external id", external_id.type, unquoted(external_id.join_key)
    if trait:
        return "trait", trait.name, unquoted(trait.join_key)
    if junction:
        return "junction", _columns(junction.left_join)[0], _columns(junction.right_join)[1]
    return ("join", *_columns(it.join))


def _columns(join: Join | None) -> tuple[str, str]:
    return (unquoted(join.left.column), unquoted(join.right.column)) if join else ("", "")


def _many(view: View, it: Relationship) -> tuple[Many, Many]:
    found = cardinality(view, it)
    if found is None:
        return "", ""
    source, _, target = found.text.partition(":")
    return ("many" if source == "many" else "one"), ("many" if target == "many" else "one")


def _figures(view: View, slug: str) -> tuple[str, ...]:
    measurements = view.evidence.measurements
    found = measurements.relationships.get(slug) if measurements else None
    if found is None:
        return ()
    forward, backward = match_rates(found)
    return f"matched {forward} → {backward} ←", f"fan-out {fan_out(found.forward)}"
