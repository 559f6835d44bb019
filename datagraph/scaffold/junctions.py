"""Which tables do no more than pair the rows of two others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.scaffold.findings import Junction, LeftOut
from datagraph.scaffold.names import parts, stem, table_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datagraph.catalog import Table, TablePath
    from datagraph.scaffold.findings import Candidate, Reference

# The last word of a table that lists what belongs to what.
_LISTS = frozenset(("line", "item", "entry", "detail", "position", "membership", "assignment", "enrollment"))
_PAIRS = frozenset(
    ("map", "mapping", "link", "xref", "bridge", "rel", "relation", "relationship", "assoc", "association", "junction")
)


def find_junctions(
    tables: Iterable[Table], candidates: Mapping[TablePath, Candidate], references: Sequence[Reference]
) -> tuple[list[Junction], list[LeftOut]]:
    """Find the tables with exactly two references, which nothing refers to, that say by name or key what they are.

    Those without a key of one column are told apart: the language cannot use them.
    """
    by_child: dict[TablePath, list[Reference]] = {}
    for it in references:
        by_child.setdefault(it.child, []).append(it)
    parents = {it.parent for it in references}
    found: list[Junction] = []
    left_out: list[LeftOut] = []
    for table in tables:
        sides = by_child.get(table.path, [])
        if len(sides) != 2 or table.path in parents or sides[0].parent == sides[1].parent:
            continue
        evidence = _evidence(table, sides)
        candidate = candidates.get(table.path)
        if evidence and candidate:
            found.append(Junction(table.path, candidate.key.column, (sides[0], sides[1]), evidence))
        elif evidence:
            left_out.append(LeftOut(table.path, f"{evidence}; as a junction it needs a key of one column"))
    return found, left_out


def _evidence(table: Table, sides: Sequence[Reference]) -> str:
    """What says that a table with two references is a junction; "" if nothing does."""
    both = f"{sides[0].parent.name} and {sides[1].parent.name}"
    columns = {it.column for it in sides}
    if any(set(key) == columns for key in (table.primary_key, *table.unique_keys)):
        return f"junction of {both}: its key is the pair"
    name = table_words(table.path.name)
    if sorted(name) in (sorted(_called(sides[0]) + _called(sides[1])), sorted(_tables(sides))):
        return f"junction of {both}, by its name"
    if len(name) > 1 and name[-1] in _LISTS | _PAIRS:
        return f"junction of {both}: two references, and a name that ends in `{parts(table.path.name)[-1]}`"
    return ""


def _called(reference: Reference) -> tuple[str, ...]:
    return stem(reference.column)


def _tables(sides: Sequence[Reference]) -> tuple[str, ...]:
    return table_words(sides[0].parent.name) + table_words(sides[1].parent.name)
