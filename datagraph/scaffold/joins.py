"""Which columns name rows of other tables: by declared foreign keys, then by names and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.scaffold.findings import BY_NAME_ONLY, Reference, Strength
from datagraph.scaffold.names import is_generic, stem, table_words, type_group, words
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datagraph.catalog import Column, Table, TablePath
    from datagraph.scaffold.findings import Candidate
    from datagraph.scaffold.proving import Inclusion, Prover

_ENOUGH = 0.9
"""Of a column's values this part has to occur in the other table's key: rows lose their parents in real warehouses."""

# How near a column's name is to the table that it names, the nearest first.
_EXACT, _SAME_KEY, _ROLE, _TAIL, _HEAD = range(1, 6)
_MOST_TRIED = 3
# A table PRODUCT_SKUS or PRODUCT_MASTER is one of products; one named ORDER_LINES is not one of orders.
_ENDINGS = frozenset(("sku", "id", "master", "main", "base", "core", "current", "record", "data", "info", "list"))
# A column of these names leads to another row of its own table, if to any.
_OWN_ROLES = frozenset(("parent", "root", "manager", "supervisor", "predecessor", "previous", "original", "referrer"))


def find_references(
    tables: Sequence[Table], candidates: Mapping[TablePath, Candidate], prover: Prover | None
) -> list[Reference]:
    """Find the columns that name a row of a candidate by its key, at most one candidate for each column.

    Without a prover, a column whose name fits two tables equally well leads to none of them.
    """
    index = _Index(candidates)
    tried: list[list[Reference]] = []
    for table in tables:
        declared = {it.column: it for it in _declared(table, candidates)}
        for column in table.columns:
            found = declared.get(column.name)
            named = [found] if found else list(index.fitting(table, column))
            if named:
                tried.append(named)
    return _proved(tried, prover) if prover else [it for it in map(_only, tried) if it]


def _declared(table: Table, candidates: Mapping[TablePath, Candidate]) -> Iterator[Reference]:
    for key in table.foreign_keys:
        target = candidates.get(key.table)
        if target and len(key.columns) == 1 and key.references == (target.key.column,):
            evidence = "declared foreign key"
            yield Reference(
                table.path, key.columns[0], key.table, key.references[0], Strength.DECLARED, evidence, _EXACT
            )


def _only(named: list[Reference]) -> Reference | None:
    """The one that fits best; None if another fits as well."""
    first = named[0]
    if len(named) > 1 and named[1].closeness == first.closeness:
        nearest = [it for it in named if it.closeness == first.closeness and it.parent[:2] == it.child[:2]]
        return nearest[0] if len(nearest) == 1 else None
    return first


def _proved(tried: list[list[Reference]], prover: Prover) -> list[Reference]:
    """The best that the data bears out; a declared one stands even where it does not."""
    asked = [it for named in tried for it in named[:_MOST_TRIED]]
    answers = prover.inclusion([(it.child, it.column, it.parent, it.key) for it in asked])
    outcome = dict(zip(asked, answers, strict=True))
    found: list[Reference] = []
    for named in tried:
        first = named[0]
        answer = outcome[first]
        if first.strength is Strength.DECLARED:
            found.append(_with_figures(first, answer))
            continue
        proved = [it for it in named[:_MOST_TRIED] if _holds(outcome[it])]
        if proved:
            best = _only(proved)
            figures = outcome[best or first]
            if best and not isinstance(figures, WarehouseError):
                evidence = f"proved: {_said(best, figures)}"
                found.append(best._replace(strength=Strength.PROVED, evidence=evidence))
        elif isinstance(answer, WarehouseError):
            only = _only(named)
            if only:
                found.append(only._replace(evidence=f"by name only, the proof failed: {answer.message}"))
    return found


def _holds(answer: Inclusion | WarehouseError) -> bool:
    return not isinstance(answer, WarehouseError) and answer.values > 0 and answer.found >= _ENOUGH * answer.values


def _with_figures(reference: Reference, answer: Inclusion | WarehouseError) -> Reference:
    if isinstance(answer, WarehouseError) or not answer.values:
        return reference
    word = "" if _holds(answer) else "but only "
    return reference._replace(evidence=f"{reference.evidence}; {word}{_said(reference, answer)}")


def _said(reference: Reference, answer: Inclusion) -> str:
    there = f"{reference.parent.name}.{reference.key}"
    return f"{answer.found} of {answer.values} values of {reference.column} occur in {there}"


class _Index:
    """The candidates by the words of their names and by their keys."""

    def __init__(self, candidates: Mapping[TablePath, Candidate]) -> None:
        self._by_words: dict[tuple[str, ...], list[tuple[int, Candidate]]] = {}
        self._by_key: dict[str, list[Candidate]] = {}
        for candidate in candidates.values():
            name = table_words(candidate.table.path.name)
            for phrase, closeness in _phrases(name):
                self._by_words.setdefault(phrase, []).append((closeness, candidate))
            if not is_generic(candidate.key.column):
                self._by_key.setdefault(candidate.key.column.casefold(), []).append(candidate)

    def fitting(self, table: Table, column: Column) -> Iterator[Reference]:
        """The tables that a column may lead to by its name and type, the likeliest first."""
        group = type_group(column.type)
        root = stem(column.name)
        own = table_words(table.path.name)
        if not group or root == own:
            return
        found: dict[TablePath, tuple[int, Candidate]] = {}
        for closeness, candidate in self._named(table, column, root):
            known = found.get(candidate.table.path)
            if known is None or closeness < known[0]:
                found[candidate.table.path] = (closeness, candidate)
        fitting: list[tuple[int, bool, bool, Reference]] = []
        for path, (closeness, candidate) in found.items():
            key = candidate.table.column(candidate.key.column)
            is_itself = path == table.path and candidate.key.column == column.name
            if key is None or is_itself or type_group(key.type) != group:
                continue
            reference = Reference(table.path, column.name, path, key.name, Strength.NAMED, BY_NAME_ONLY, closeness)
            here = table.path
            fitting.append((closeness, path.schema != here.schema, path.database != here.database, reference))
        for *_, reference in sorted(fitting):
            yield reference

    def _named(self, table: Table, column: Column, root: tuple[str, ...]) -> Iterator[tuple[int, Candidate]]:
        for candidate in self._by_key.get(column.name.casefold(), ()):
            yield _SAME_KEY, candidate
        if not root:
            return
        yield from self._by_words.get(root, ())
        for start in range(1, len(root)):
            for closeness, candidate in self._by_words.get(root[start:], ()):
                if closeness == _EXACT:
                    yield _ROLE, candidate
        if root[-1] in _OWN_ROLES or words(column.name)[0] in _OWN_ROLES:
            for closeness, candidate in self._by_words.get(table_words(table.path.name), ()):
                if closeness == _EXACT and candidate.table.path == table.path:
                    yield _HEAD, candidate


def _phrases(name: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], int]]:
    """What a column may call a table: all of its name, as many words or as one, or its end, or its beginning."""
    if not name:
        return
    yield name, _EXACT
    if len(name) > 1:
        yield ("".join(name),), _EXACT
    for cut in range(1, len(name)):
        yield name[cut:], _TAIL
    if len(name) > 1 and name[-1] in _ENDINGS:
        yield name[:-1], _HEAD
