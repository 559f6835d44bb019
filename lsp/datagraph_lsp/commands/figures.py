"""What was counted for an entity, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.prose import prose
from datagraph.diagnostics.render.visible import visible
from datagraph.rules.measured.phrases import UNKNOWN, counted, fan_out, match_rates
from datagraph.view.markdown import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog.measurements import Measurements, RelationshipMeasurement
    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.rules import Evidence


def summary(slug: str, evidence: Evidence, diagnostics: Sequence[Diagnostic]) -> str:
    """One line: how many rows there are, and whether anything is wrong."""
    measured = evidence.measurements.entities.get(slug) if evidence.measurements else None
    rows = counted(measured.rows) if measured else "not counted"
    return f"{visible(slug)}: {rows}, {counted(len(diagnostics), 'problem') if diagnostics else 'nothing is wrong'}"


def markdown(graph: Graph, slug: str, evidence: Evidence, diagnostics: Sequence[Diagnostic]) -> str:
    """All figures as tables, and below them what the rules make of them."""
    found = evidence.measurements
    assert found is not None, "it was counted"
    entity = found.entities.get(slug)
    if entity:
        figures = _table(("rows", "no key", "repeated keys"), [(entity.rows, entity.nulls, entity.repeated)])
    else:
        figures = f"Not counted: {_cell(_why_not(found, slug))}"
    rows = [_row(it.slug, found.relationships[it.slug]) for it in graph.relationships if it.slug in found.relationships]
    headings = ("relationship", "match →", "match ←", "fan-out →", "fan-out ←", "observed")
    parts = [
        f"## {_cell(slug)}",
        figures,
        _table(headings, rows) if rows else "",
        "\n".join(f"- **{it.severity}[{it.code}]** {_cell(prose(it))}" for it in diagnostics) or "Nothing is wrong.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(slug: str, found: RelationshipMeasurement) -> tuple[object, ...]:
    spreads = fan_out(found.forward), fan_out(found.backward)
    return (slug, *match_rates(found), *spreads, found.cardinality or UNKNOWN)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_figure(it) for it in line)} |" for line in lines)


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else _cell(str(value))


def _cell(text: str) -> str:
    """Text of the user's or of the warehouse's that breaks no table."""
    return cell(visible(text.replace("\n", " ")))


def _why_not(found: Measurements, slug: str) -> str:
    failure = found.failures.get(slug)
    return failure.message if failure else found.skipped.get(slug, "there is nothing to count")
