"""Which tables have a key of one column: those that can be entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.scaffold.findings import Candidate, Key, LeftOut
from datagraph.scaffold.names import is_generic, looks_like_key, stem, table_words, type_group, words
from datagraph.scaffold.omissions import original
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import Table, TablePath
    from datagraph.scaffold.proving import Prover, Uniqueness

_MOST_TRIED = 3


class Keys:
    """The candidates by path, and the tables that cannot be one."""

    def __init__(self) -> None:
        self.candidates: dict[TablePath, Candidate] = {}
        self.left_out: list[LeftOut] = []

    def add(self, table: Table, column: str, evidence: str) -> None:
        """Take a table as a candidate."""
        self.candidates[table.path] = Candidate(table, Key(column, evidence))

    def leave_out(self, table: Table, reason: str) -> None:
        """Leave a table out, and remember why."""
        self.left_out.append(LeftOut(table.path, reason))


def find_keys(tables: Sequence[Table], prover: Prover | None) -> Keys:
    """Find the key of each table: a declared one, or with a prover one whose values are all different."""
    keys = Keys()
    declared = [(table, declared_key(table)) for table in tables]
    if prover is None:
        for table, key in declared:
            if key:
                keys.add(table, key, _declaration(table))
            else:
                keys.leave_out(table, _missing(table))
    else:
        tried = [(table, [key] if key else likely_keys(table)) for table, key in declared]
        _prove(tried, prover, keys)
    _leave_out_views(keys)
    return keys


def declared_key(table: Table) -> str:
    """The one column of the primary key, or else of a unique key; "" if there is none."""
    for columns in (table.primary_key, *table.unique_keys):
        if len(columns) == 1 and (columns is table.primary_key or not table.primary_key):
            return columns[0]
    return ""


def likely_keys(table: Table) -> list[str]:
    """The columns that a table without a declared key may have as its key, by name, the likeliest first."""
    if table.primary_key:
        # A key of several columns is what the table's owner says; no single one of them is unique.
        return []
    own = table_words(table.path.name)
    found: list[tuple[int, int, str]] = []
    for position, column in enumerate(table.columns):
        if not type_group(column.type):
            continue
        root = stem(column.name)
        if words(column.name) in (("id",), ("uuid",), ("guid",), ("pk",)):
            found.append((0, position, column.name))
        elif root and (root in (own, own[-len(root) :]) or "".join(root) == "".join(own)):
            found.append((1, position, column.name))
        elif looks_like_key(column.name) and (position == 0 or is_generic(column.name)):
            found.append((2, position, column.name))
    return [name for *_, name in sorted(found)[:_MOST_TRIED]]


def _declaration(table: Table) -> str:
    return "declared primary key" if table.primary_key else "declared unique key"


def _missing(table: Table) -> str:
    if len(table.primary_key) > 1:
        return f"its key has {len(table.primary_key)} columns"
    likely = likely_keys(table)
    if likely:
        return f"no declared key; with --prove, {likely[0]} is looked at"
    return "no key"


def _prove(tried: Iterable[tuple[Table, list[str]]], prover: Prover, keys: Keys) -> None:
    asked = []
    for table, columns in tried:
        if columns:
            asked.append((table, columns))
        else:
            keys.leave_out(table, _missing(table))
    answers = prover.uniqueness([(table.path, columns) for table, columns in asked])
    for (table, columns), answer in zip(asked, answers, strict=True):
        is_declared = bool(declared_key(table))
        if isinstance(answer, WarehouseError):
            if is_declared:
                keys.add(table, columns[0], _declaration(table))
            else:
                keys.leave_out(table, f"no declared key, and no proof of one: {answer.message}")
            continue
        unique = next((n for n in range(len(columns)) if answer.rows == answer.filled[n] == answer.different[n]), None)
        if is_declared:
            doubt = "" if unique is not None else "but "
            keys.add(table, columns[0], f"{_declaration(table)}; {doubt}{_figures(answer, 0, unique is not None)}")
        elif unique is None or not answer.rows:
            reason = f"{columns[0]} has {_figures(answer, 0, False)}" if answer.rows else "it is empty"
            keys.leave_out(table, f"no declared key, and no proof of one: {reason}")
        else:
            keys.add(table, columns[unique], f"proved: {_figures(answer, unique, True)}")


def _figures(answer: Uniqueness, number: int, is_unique: bool) -> str:
    text = f"{answer.different[number]} different values in {answer.rows} rows"
    if is_unique or not answer.rows:
        return text
    empty = answer.rows - answer.filled[number]
    return f"only {text}{f', {empty} of them NULL' if empty else ''}"


def _leave_out_views(keys: Keys) -> None:
    """A view of some rows of another candidate is no entity of its own."""
    known = [(it.table, it.key.column) for it in keys.candidates.values() if it.table.kind != "view"]
    by_key: dict[str, list[tuple[Table, str]]] = {}
    for table, column in known:
        by_key.setdefault(column.casefold(), []).append((table, column))
    for path, candidate in list(keys.candidates.items()):
        if candidate.table.kind == "view":
            key = candidate.key.column
            shown = original(candidate.table, key, by_key.get(key.casefold(), ()))
            if shown:
                del keys.candidates[path]
                keys.leave_out(candidate.table, f"a view of {shown.path}")
