"""Puts the inferences together: what the starter graph says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.scaffold.findings import LeftOut
from datagraph.scaffold.joins import find_references
from datagraph.scaffold.junctions import find_junctions
from datagraph.scaffold.keys import find_keys
from datagraph.scaffold.omissions import reason_to_leave_out
from datagraph.scaffold.profiles import find_folders, find_identifiers
from datagraph.scaffold.tree import Tree, grow
from datagraph.scaffold.writable import is_writable

if TYPE_CHECKING:
    from datagraph.catalog import Catalog, Table, TablePath
    from datagraph.scaffold.findings import Candidate, Folder
    from datagraph.scaffold.proving import Prover


class Draft(NamedTuple):
    """What is known of a warehouse, ready to be written: `folders` are the profile folders, of which the first counts.

    `is_proved` is whether the data was looked at.
    """

    entities: dict[TablePath, Candidate]
    folders: list[Folder]
    tree: Tree
    left_out: list[LeftOut]
    is_proved: bool


def make_draft(catalog: Catalog, prover: Prover | None = None) -> Draft:
    """Infer a graph from what a warehouse declares and from names; with a prover, from its data too."""
    folders = find_folders(catalog)
    left_out: list[LeftOut] = []
    tables: list[Table] = []
    for table in map(_writable_part, catalog.tables()):
        reason = reason_to_leave_out(table, folders[0] if folders else None)
        if not reason and not is_writable(table.path):
            reason = "a name that the language cannot write"
        if reason:
            left_out.append(LeftOut(table.path, reason))
        else:
            tables.append(table)
    keys = find_keys(tables, prover)
    references = find_references(tables, keys.candidates, prover)
    junctions, unusable = find_junctions(tables, keys.candidates, references)
    paired = {it.table for it in junctions}
    entities = {path: it for path, it in keys.candidates.items() if path not in paired}
    identifiers = find_identifiers(folders[0], entities, references, prover) if folders else {}
    usable = [it for it in references if it.child in entities and it.parent in entities]
    tree = grow(identifiers, usable, junctions)
    told = {it.path for it in unusable}
    left_out += unusable + [it for it in keys.left_out if it.path not in told]
    left_out += [LeftOut(it.table, it.evidence) for it in tree.unused_junctions]
    return Draft(entities, folders, tree, sorted(left_out), prover is not None)


def _writable_part(table: Table) -> Table:
    """The table without the columns whose names the language cannot write, and the keys that need them."""
    bad = {it.name for it in table.columns if not is_writable((it.name,))}
    if not bad:
        return table
    return table._replace(
        columns=tuple(it for it in table.columns if it.name not in bad),
        primary_key=() if bad & set(table.primary_key) else table.primary_key,
        unique_keys=tuple(it for it in table.unique_keys if not bad & set(it)),
        foreign_keys=tuple(it for it in table.foreign_keys if not bad & set(it.columns)),
    )
