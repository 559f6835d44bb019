"""Tables, columns and joins of a graph, as they were and as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datagraph.catalog import Column, Table, TablePath
    from datagraph.catalog.comparison import Comparison
    from datagraph.rules.tables import ColumnReference, Reading, TableReference
    from datagraph.rules.tables.profile_folder import ProfileFolder


class GoneTable(NamedTuple):
    """A table as it was, what the warehouse says of its name now, and the name that it may have now, or ()."""

    reference: TableReference
    table: Table
    reading: Reading | None
    successor: tuple[str, ...] = ()


class KeptTable(NamedTuple):
    """A table as it was and as it is; for a table of the profile, `reference` is that of its folder."""

    reference: TableReference
    before: Table
    now: Table


class KeptColumn(NamedTuple):
    """A column that the graph names, as it was and as it is, or None; `table` is as it is now."""

    reference: ColumnReference
    table: Table
    before: Column
    now: Column | None


class Side(NamedTuple):
    """A side of a join, as it was and as it is; where it is a column of the profile, the graph has no place for it."""

    reference: ColumnReference | None
    table: TablePath
    before: Column
    now: Column

    @property
    def has_changed(self) -> bool:
        """Whether its type is another one."""
        return self.before.type != self.now.type


class JoinDrift(NamedTuple):
    """A join that is more difficult now than it was; a key, which has to be compared with itself, has twice one side.

    `place` is where the graph names the side whose type has changed, if it names it at all.
    """

    left: Side
    right: Side
    now: Comparison
    place: ColumnReference

    @property
    def is_key(self) -> bool:
        """Whether it is a key, and no join."""
        return self.left is self.right


class ProfileDrift(NamedTuple):
    """What is gone of the tables that a profile needs: whole tables by name, and columns of tables that are there."""

    folder: ProfileFolder
    tables: tuple[str, ...]
    columns: tuple[tuple[Table, tuple[str, ...]], ...]
