"""What is different in a table that is still there, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.rules.tables.vocabulary import dotted, some
from datagraph.rules.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

    from datagraph.catalog import Column, Table

_Names = tuple[str, ...]


class Reported:
    """What of a table's changes something else says already.

    `used` are the columns that the graph needs, by their earlier names: what becomes of them is reported where they
    are needed, but for their comments and whether they may be NULL. `renamed` are new names by old ones; `keys` is
    whether the table's keys, and what comes with their loss, are reported.
    """

    __slots__ = ("keys", "may_be_null", "renamed", "used")

    def __init__(
        self,
        used: Set[str] = frozenset(),
        renamed: Mapping[str, str] | None = None,
        may_be_null: Set[str] = frozenset(),
        *,
        keys: bool = False,
    ) -> None:
        self.used = used
        self.renamed = renamed or {}
        self.may_be_null = may_be_null
        self.keys = keys


NOTHING_REPORTED = Reported()


def changes(before: Table, now: Table, reported: Reported = NOTHING_REPORTED) -> list[str]:
    """The differences between two states of a table, each as a few words; neither order nor numbers of rows count."""
    found: list[str] = []
    if before.kind != now.kind and not reported.keys:
        found.append(f"it is a {now.kind}, and was a {before.kind}")
    # No columns are listed where the warehouse tells none.
    if before.columns and now.columns:
        found += _columns(before, now, reported)
    # A view declares no keys: that they are gone is no change of its own.
    if before.kind == now.kind and not reported.keys:
        found += _keys(before, now, reported.renamed)
    found += _comments(before, now)
    return found


def _columns(before: Table, now: Table, reported: Reported) -> Iterator[str]:
    old, new = ({it.name: it for it in table.columns} for table in (before, now))
    added = [it for it in new if it not in old and it not in reported.renamed.values()]
    gone = [it for it in old if it not in new and it not in reported.used]
    if added:
        yield f"{_counted('new column', added)} {some(added)}"
    if gone:
        yield f"without the {_counted('column', gone)} {some(gone)}"
    kept = [(old[it], new[it]) for it in old if it in new]
    for one, other in kept:
        if one.type != other.type and one.name not in reported.used:
            yield type_change(one, other)
    if before.kind == now.kind:
        yield from _nulls(kept, reported.may_be_null)


def type_change(before: Column, now: Column) -> str:
    """The two types of a column."""
    kinds = (before.type.kind, now.type.kind)
    # The warehouse's own words may be the same where a later version reads them otherwise.
    words = (before.type.vendor, now.type.vendor) if before.type.vendor != now.type.vendor else kinds
    return f"{quoted(now.name)} is {quoted(words[1])}, and was {quoted(words[0])}"


def _nulls(kept: Iterable[tuple[Column, Column]], reported: Set[str]) -> Iterator[str]:
    pairs = [(one, other) for one, other in kept if None not in (one.nullable, other.nullable)]
    loose = [it.name for one, it in pairs if it.nullable and not one.nullable and it.name not in reported]
    strict = [it.name for one, it in pairs if one.nullable and not it.nullable]
    if loose:
        yield f"{some(loose)} may be NULL"
    if strict:
        yield f"{some(strict)} may no longer be NULL"


def _keys(before: Table, now: Table, renamed: Mapping[str, str]) -> Iterator[str]:
    """The keys that are others; a key goes with its columns, and is not gone for another name of one."""
    there = {it.name for it in now.columns}

    def kept(columns: _Names) -> _Names | None:
        """A key of before by its columns' names now; None if a column is gone."""
        names = tuple(renamed.get(it, it) for it in columns)
        return names if there.issuperset(names) else None

    primary = kept(before.primary_key)
    if primary is not None and primary != now.primary_key:
        yield f"its primary key is {listed(now.primary_key, 'and')}" if now.primary_key else "it has no primary key"
    elif primary is None and now.primary_key:
        yield f"its primary key is {listed(now.primary_key, 'and')}"
    old = {it for it in map(kept, before.unique_keys) if it}
    for columns in sorted(set(now.unique_keys) - old):
        yield f"{listed(columns, 'and')} {_are(columns)} unique"
    for columns in sorted(old - set(now.unique_keys)):
        yield f"{listed(columns, 'and')} {_are(columns)} no longer declared unique"
    yield from _foreign_keys(before, now, kept)


def _foreign_keys(before: Table, now: Table, kept: Callable[[_Names], _Names | None]) -> Iterator[str]:
    carried = [(kept(it.columns), it) for it in before.foreign_keys]
    old = {it._replace(columns=columns) for columns, it in carried if columns is not None}
    new = set(now.foreign_keys)
    for it in sorted(new - old):
        verb = "refers" if len(it.columns) == 1 else "refer"
        yield f"{some(it.columns)} {verb} to {some(it.references)} of {dotted(it.table)}"
    for it in sorted(old - new):
        verb = "refers" if len(it.columns) == 1 else "refer"
        yield f"{some(it.columns)} no longer {verb} to {some(it.references)} of {dotted(it.table)}"


def _comments(before: Table, now: Table) -> Iterator[str]:
    if before.comment != now.comment:
        yield f"it has {'another' if now.comment and before.comment else 'a' if now.comment else 'no'} comment"
    old = {it.name: it.comment for it in before.columns}
    names = [it.name for it in now.columns if it.name in old and it.comment != old[it.name]]
    if names:
        yield f"{some(names)} {'has' if len(names) == 1 else 'have'} another comment"


def _counted(noun: str, names: list[str]) -> str:
    return noun if len(names) == 1 else f"{len(names)} {noun}s"


def _are(names: _Names) -> str:
    return "is" if len(names) == 1 else "together are"
