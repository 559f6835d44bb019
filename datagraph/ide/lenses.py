"""How often each entity is used, above its block."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.meaning import meaning
from datagraph.ide.occurrences import occurrences
from datagraph.rules.measured.phrases import counted
from datagraph.view.tables import table_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.text import Span
    from datagraph.view import View


class Lens(NamedTuple):
    """A line of text above a block's header, still to be found out."""

    span: Span
    slug: str


class ResolvedLens(NamedTuple):
    """The text, and the places that a click on it shows."""

    title: str
    uses: tuple[Span, ...]


class _Uses(NamedTuple):
    """The places in a text that name entities, by slug: all that a lens needs of it."""

    text: str
    by_slug: Mapping[str, tuple[Span, ...]]


# Editors ask for one lens of a text after the other, and what one costs finds them all.
_latest: list[_Uses] = []


def lenses(view: View) -> list[Lens]:
    """The lenses of all entities that have a slug."""
    return [Lens(it.header_span, it.slug) for it in view.graph.model.entities if it.slug]


def resolve(view: View, lens: Lens) -> ResolvedLens:
    """The number of places that name an entity, its declaration aside, and of its rows if that is known."""
    uses = _uses(view).get(lens.slug, ())
    title = counted(len(uses), "use") if uses else "no uses"
    rows = _rows(view, lens.slug)
    return ResolvedLens(f"{title} · {rows}" if rows else title, uses)


def _uses(view: View) -> Mapping[str, tuple[Span, ...]]:
    """The places that name entities, by slug."""
    latest = _latest[0] if _latest else None
    if latest and latest.text == view.text:
        return latest.by_slug
    found: dict[str, list[Span]] = {}
    for occurrence in occurrences(view):
        entity = meaning(view, occurrence) if occurrence.role != "declaration" else None
        if entity:
            found.setdefault(entity.slug, []).append(occurrence.span)
    by_slug = {slug: tuple(spans) for slug, spans in found.items()}
    _latest[:] = [_Uses(view.text, by_slug)]
    return by_slug


def _rows(view: View, slug: str) -> str:
    """The number of rows that were counted, or that the catalog holds an estimate of."""
    measurements = view.evidence.measurements
    measured = measurements.entities.get(slug) if measurements else None
    if measured:
        return counted(measured.rows)
    entity = view.graph.entities.get(slug)
    table = table_named(view.evidence.catalog, entity.table_ref) if entity else None
    return f"about {counted(table.rows)}" if table and table.rows is not None else ""
