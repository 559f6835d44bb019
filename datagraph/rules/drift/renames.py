"""Which new column of a table a column that is gone may have become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.suggestion import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import Column, Table, TypeKind


def renames(before: Table, now: Table) -> Mapping[str, str]:
    """The new names of columns by their old ones: of the same type, and in the same place or under a near name.

    It is a guess, and each new column is the guess for one old column only.
    """
    old, new = _others(before, now), _others(now, before)
    found: dict[str, str] = {}
    if not old or not new:
        return found
    kinds = {it.name: it.type.kind for it in new}
    for column, name in _in_place(before, now):
        if kinds.get(name) == column.type.kind:
            found[column.name] = name
    for column in old:
        free = _free(new, column.type.kind, found.values())
        if column.name not in found and free:
            near = closest(column.name, free)
            if near:
                found[column.name] = near.word
    return found


def _others(table: Table, other: Table) -> list[Column]:
    """The columns whose names are not in the other table."""
    known = {it.name for it in other.columns}
    return [it for it in table.columns if it.name not in known]


def _free(columns: Iterable[Column], kind: TypeKind, taken: Iterable[str]) -> list[str]:
    used = set(taken)
    return [it.name for it in columns if it.type.kind == kind and it.name not in used]


def _in_place(before: Table, now: Table) -> Iterator[tuple[Column, str]]:
    """The columns that are gone with what stands in their place: as many new columns between the same two others."""
    old, new = _gaps(before, now), _gaps(now, before)
    for place, columns in old.items():
        others = new.get(place, [])
        if len(others) == len(columns):
            yield from zip(columns, [it.name for it in others], strict=True)


def _gaps(table: Table, other: Table) -> dict[tuple[str, str], list[Column]]:
    """The columns whose names are not in the other table, by the shared names on either side of them."""
    known = {it.name for it in other.columns}
    gaps: dict[tuple[str, str], list[Column]] = {}
    left, waiting = "", []
    for column in table.columns:
        if column.name not in known:
            waiting.append(column)
            continue
        if waiting:
            gaps[left, column.name] = waiting
        left, waiting = column.name, []
    if waiting:
        gaps[left, ""] = waiting
    return gaps
