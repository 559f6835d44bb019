"""The profile, entities and junction tables as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.compose.columns import Columns
from datagraph.diagrams.compose.ids import PROFILE
from datagraph.diagrams.compose.paths import paths_to
from datagraph.diagrams.scene import Node
from datagraph.model import split_dotted, unquoted
from datagraph.rules.measured.phrases import counted
from datagraph.text import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from datagraph.diagrams.compose.ids import Ids
    from datagraph.diagrams.scene import Edge, Remark
    from datagraph.view import View


def nodes_of(
    view: View, ids: Ids, remarks: Mapping[int, tuple[Remark, ...]], edges: Sequence[Edge], columns: str
) -> tuple[Node, ...]:
    """The profile, all entities, junction tables, and what relationships lead to that nobody declares, in this order.

    `columns` are those to show: none, keys or all.
    """
    reached = paths_to(edges)
    found = []
    for node in _all(view, ids, remarks, Columns(view, columns), edges):
        depth, branches = reached.get(node.id, (None, ()))
        found.append(node._replace(depth=depth, branches=branches))
    return tuple(found)


def _all(
    view: View, ids: Ids, remarks: Mapping[int, tuple[Remark, ...]], columns: Columns, edges: Sequence[Edge]
) -> Iterator[Node]:
    graph = view.graph
    profile = graph.model.profile
    lines = LineIndex(view.text)

    def line_of(offset: int) -> int:
        return lines.position(offset).line

    if profile:
        folder = profile.profile_folder
        yield Node(
            PROFILE,
            "profile",
            "",
            name="Profile",
            description=profile.type,
            table=folder,
            schema=folder,
            line=line_of(profile.syntax.span.start),
            remarks=remarks.get(id(profile), ()),
        )
    measurements = view.evidence.measurements
    for it in graph.model.entities:
        counts = measurements.entities.get(it.slug) if measurements else None
        yield Node(
            ids.entity(it),
            "entity",
            it.slug,
            it.name,
            it.description,
            " ".join(it.table_ref.split()),
            unquoted(it.primary_key),
            _schema(it.table_ref),
            it.enrichment_enabled,
            columns=columns.of(it),
            line=line_of(it.syntax.span.start),
            remarks=remarks.get(id(it), ()),
            figures=(counted(counts.rows),) if counts else (),
        )
    for step in graph.relationships:
        node, junction = ids.junction(step), step.junction_table
        if node and junction:
            table = " ".join(junction.table_ref.split())
            key = unquoted(junction.primary_key)
            line = line_of(junction.syntax.span.start)
            yield Node(node, "junction", step.slug, table=table, primary_key=key, schema=_schema(table), line=line)
    declared = {ids.entity(it) for it in graph.model.entities}
    ends = dict.fromkeys(end for it in edges for end in (it.source, it.target))
    for end in ends:
        if end.startswith("missing:") and end not in declared:
            yield Node(end, "missing", end.partition(":")[2])


def _schema(table: str) -> str:
    """All parts of a table's name but the last."""
    parts, _ = split_dotted(table)
    return ".".join(it.text for it in parts[:-1])
