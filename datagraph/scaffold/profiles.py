"""Where the profiles are, and which columns hold their identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog.profiles import MATERIALIZED, PROFILE_TABLES
from datagraph.scaffold.findings import BY_NAME_ONLY, Folder, Identifier
from datagraph.scaffold.identifiers import external_id_order, trait_order
from datagraph.scaffold.names import type_group
from datagraph.scaffold.proving import Words
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import Catalog, Schema, Table, TablePath
    from datagraph.scaffold.findings import Candidate, Reference
    from datagraph.scaffold.proving import Matches, Prover

_ENOUGH = 0.5
"""So much of a column's values or of an identifier's, whichever are fewer, has to be the same: not all have both."""

_RAW_TRAITS = "profile_traits_updates"
# What every raw table has besides the traits (https://www.twilio.com/docs/segment/unify/profiles-sync/tables).
_NO_TRAITS = frozenset(("id", "segment_id", "canonical_segment_id", "seq", "received_at", "uuid_ts", "timestamp"))
_NO_TRAIT_BEGINNINGS = ("triggering_", "context_", "event_", "_")


def find_folders(catalog: Catalog) -> list[Folder]:
    """The schemas that hold all tables of a type of profile; those with finished tables come first."""
    found: list[Folder] = []
    for kind, needed in PROFILE_TABLES.items():
        for place in sorted(catalog.schemas):
            tables = _needed_tables(catalog.schemas[place], needed)
            if tables and not any((it.database, it.schema) == place for it in found):
                found.append(Folder(*place, kind, tables, f"found by its tables {', '.join(sorted(needed))}"))
    return found


def _needed_tables(schema: Schema, needed: Mapping[str, Iterable[str]]) -> dict[str, Table]:
    """All tables of a schema by their names in lower case; none if it lacks one that is needed, or a column of it."""
    tables = {name.lower(): schema.tables[name] for name in sorted(schema.tables, reverse=True)}
    for name, columns in needed.items():
        table = tables.get(name)
        if table is None or not {it.name.lower() for it in table.columns}.issuperset(columns):
            return {}
    return tables


class _Source(NamedTuple):
    """What profiles are known by: the external ids and traits that occur, and where their values are."""

    external_ids: Mapping[str, Words] | None
    traits: Mapping[str, Words]


class _Trial(NamedTuple):
    identifier: Identifier
    words: Words | None


def find_identifiers(
    folder: Folder,
    candidates: Mapping[TablePath, Candidate],
    references: Iterable[Reference],
    prover: Prover | None,
) -> dict[TablePath, list[Identifier]]:
    """Find the columns of each candidate that hold an identifier of the profile, the best first.

    A table that belongs to one with the same identifier does not need its own: an order has its customer's e-mail.
    """
    source = _source(folder, prover)
    trials = [trial for candidate in candidates.values() for trial in _trials(candidate, source)]
    found: dict[TablePath, list[Identifier]] = {}
    for it in _proved(trials, prover) if prover else (trial.identifier for trial in trials):
        found.setdefault(it.table, []).append(it)
    kept = _without_inherited(found, references)
    return {path: sorted(its, key=lambda it: (it.order, it.column)) for path, its in kept.items()}


def _source(folder: Folder, prover: Prover | None) -> _Source:
    if folder.type == MATERIALIZED:
        identifiers = _words(folder, "user_identifiers", "value", "canonical_segment_id", "type")
        traits = _words(folder, "user_traits", "value", "canonical_segment_id", "name")
    else:
        identifiers = _words(
            folder, "external_id_mapping_updates", "external_id_value", "segment_id", "external_id_type"
        )
        traits = None
    known = None
    if prover and identifiers:
        types = prover.words(identifiers.table, identifiers.name)
        known = {it: identifiers._replace(word=it) for it in types} or None
    if prover and traits:
        return _Source(known, {it: traits._replace(word=it) for it in prover.words(traits.table, traits.name)})
    return _Source(known, _raw_traits(folder))


def _words(folder: Folder, table: str, value: str, who: str, name: str) -> Words | None:
    found = folder.tables.get(table)
    if found is None:
        return None
    names = {it.name.lower(): it.name for it in found.columns}
    if not {value, who, name} <= names.keys():
        return None
    return Words(found.path, names[value], names[who], names[name])


def _raw_traits(folder: Folder) -> dict[str, Words]:
    """The traits by the columns that the raw table has for them; metadata tells them without a look at data."""
    table = folder.tables.get(_RAW_TRAITS)
    if table is None:
        return {}
    names = {it.name.lower(): it.name for it in table.columns}
    who = names.get("segment_id", "")
    return {
        name: Words(table.path, stored, who)
        for name, stored in names.items()
        if name not in _NO_TRAITS and not name.startswith(_NO_TRAIT_BEGINNINGS)
    }


def _trials(candidate: Candidate, source: _Source) -> Iterator[_Trial]:
    """The identifiers that the columns of one table may hold, by their names."""
    table = candidate.table
    for column in table.columns:
        if not type_group(column.type):
            continue
        is_key = column.name == candidate.key.column
        for word, order in external_id_order(table, column, source.external_ids, is_key=is_key):
            identifier = Identifier(table.path, column.name, "external_id", word, BY_NAME_ONLY, (order,))
            yield _Trial(identifier, source.external_ids[word] if source.external_ids else None)
        for word, place in source.traits.items():
            near = trait_order(word, table, column, is_key=is_key)
            if near is not None:
                yield _Trial(Identifier(table.path, column.name, "trait", word, BY_NAME_ONLY, (near,)), place)


def _proved(trials: Iterable[_Trial], prover: Prover) -> Iterator[Identifier]:
    trials = list(trials)
    asked = [(it.identifier.table, it.identifier.column, it.words) for it in trials if it.words]
    answers = iter(prover.matches(asked))
    for identifier, words in trials:
        answer = next(answers) if words else None
        if answer is None:
            yield identifier
        elif isinstance(answer, WarehouseError):
            yield identifier._replace(evidence=f"by name only, the proof failed: {answer.message}")
        elif answer.found and answer.found >= _ENOUGH * min(answer.values, answer.identifiers):
            order = (-answer.profiles, int(identifier.kind == "trait"), *identifier.order)
            yield identifier._replace(evidence=f"proved: {_said(identifier, answer)}", order=order)


def _said(identifier: Identifier, answer: Matches) -> str:
    what = "external ids" if identifier.kind == "external_id" else "values of the trait"
    text = f"{answer.found} of {answer.values} values of {identifier.column} are {what} `{identifier.word}`"
    return f"{text}, of {answer.profiles} profiles"


def _without_inherited(
    found: Mapping[TablePath, list[Identifier]], references: Iterable[Reference]
) -> dict[TablePath, list[Identifier]]:
    """The identifiers less those that a table shares with one that it belongs to."""
    parents: dict[TablePath, set[TablePath]] = {}
    for it in references:
        parents.setdefault(it.child, set()).add(it.parent)
    above = {path: _above(path, parents) for path in found}
    kept: dict[TablePath, list[Identifier]] = {}
    for path, its in found.items():
        inherited = {
            (it.kind, it.word)
            for other in above[path]
            if other in found and path not in above[other]
            for it in found[other]
        }
        own = [it for it in its if (it.kind, it.word) not in inherited]
        if own:
            kept[path] = own
    return kept


def _above(path: TablePath, parents: Mapping[TablePath, set[TablePath]]) -> set[TablePath]:
    """All tables that one belongs to, by however many steps; itself only if it is in a circle."""
    seen: set[TablePath] = set()
    waiting = [path]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return seen
