"""What a graph names in the warehouse, as the catalog file has it and as it is now."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from datagraph.catalog import TablePath
from datagraph.catalog.comparison import compare
from datagraph.model import ExternalId
from datagraph.rules.drift.changes import Reported
from datagraph.rules.drift.renames import renames
from datagraph.rules.drift.states import GoneTable, JoinDrift, KeptColumn, KeptTable, ProfileDrift, Side
from datagraph.rules.tables import TableReadings
from datagraph.rules.tables.profile_folder import profile_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import Catalog, Table
    from datagraph.catalog.comparison import Comparison
    from datagraph.rules.context import Context
    from datagraph.rules.tables import Reading, TableReference
    from datagraph.rules.tables.profile_folder import ProfileFolder

_RANKS: Mapping[Comparison, int] = {"same": 0, "cast": 1, "never": 2}


class Drift:
    """The changes in what a graph names; what was not read before or is not read now counts as the same."""

    def __init__(self, ctx: Context) -> None:
        previous = ctx.evidence.previous
        assert previous is not None, "only rules that need an earlier catalog ask for this"
        self.before = TableReadings(ctx.graph, previous)
        self.catalog: Catalog = ctx.tables.catalog
        self.gone: list[GoneTable] = []
        """For each place that names the table."""
        self.kept: list[KeptTable] = []
        """Each table once, at the first place that names it."""
        self.added: list[TableReference] = []
        """The names, of the profile's folder too, that were looked for in vain and are there now."""
        self.profile: ProfileDrift | None = None
        self._warehouse = ctx.warehouse
        self._renamed: dict[TablePath, Mapping[str, str]] = {}
        self._by_path: dict[TablePath, KeptTable] = {}
        self._profile_columns: dict[tuple[str, str], Side] = {}
        self.used: dict[TablePath, set[str]] = {}
        """The columns of each table that the graph needs, by their names in the earlier catalog."""
        self._read_tables(ctx.tables)
        folder = profile_folder(self.before, ctx.graph.model.profile)
        if folder:
            self._read_profile(folder)
        self.columns: list[KeptColumn] = list(self._read_columns())
        """The columns of tables that are there, for each place that names them."""
        for column in self.columns:
            self.used.setdefault(column.reference.table.path, set()).add(column.before.name)
        self.joins: list[JoinDrift] = list(self._read_joins())
        self.told: set[tuple[TablePath, str]] = {
            (side.table, side.before.name) for it in self.joins for side in (it.left, it.right) if side.has_changed
        }
        """The columns whose new types make a join more difficult."""
        self.lost_keys: list[KeptColumn] = []
        """Primary keys that the table declared as a key of one column, and does not any more."""
        self.nullable_keys: list[KeptColumn] = []
        """Primary keys that were NOT NULL and are not any more; not those that are lost."""
        for column in self.columns:
            if column.reference.attribute == "primary_key":
                self._read_key(column)

    @property
    def named(self) -> set[TablePath]:
        """The tables, as they were and as they are, that the graph names."""
        paths = {path for it in self.kept for path in (it.before.path, it.now.path)}
        paths.update(it.table.path for it in self.gone)
        paths.update(TablePath(*it.names) for it in self.added if len(it.names) == 3)
        if self.profile:
            paths.update(self.profile.folder.tables[it.casefold()].path for it in self.profile.tables)
        return paths

    def renamed(self, path: TablePath) -> Mapping[str, str]:
        """The likely new names of a table's columns by their old ones."""
        if path not in self._renamed:
            kept = self._by_path[path]
            self._renamed[path] = renames(kept.before, kept.now)
        return self._renamed[path]

    def reported(self, path: TablePath) -> Reported:
        """What of a table's changes is reported where the graph needs it."""
        used = self.used.get(path, set())
        lost = [it for it in self.lost_keys if it.reference.table.path == path]
        nullable = {it.before.name for it in (*self.nullable_keys, *lost) if it.reference.table.path == path}
        renamed = {old: new for old, new in self.renamed(path).items() if old in used}
        return Reported(used, renamed, nullable, keys=bool(lost))

    def _read_tables(self, now: TableReadings) -> None:
        current = {(id(it.node), it.attribute): it for it in now.places}
        for reference in self.before.places:
            there = current.get((id(reference.node), reference.attribute))
            earlier = reference.table
            if earlier is None:
                if there and there.reading.status == "found" and _was_absent(reference):
                    self.added.append(there)
                continue
            table = self.catalog.table(earlier.path)
            if table:
                self._keep(KeptTable(reference, earlier, table))
            elif self.catalog.is_absent(earlier.path) and not (there and there.reading.status == "found"):
                reading = there.reading if there else None
                self.gone.append(GoneTable(reference, earlier, reading, self._successor(earlier, reading)))

    def _successor(self, earlier: Table, reading: Reading | None) -> tuple[str, ...]:
        """The table that one which is gone was likely renamed to: new, and alike in its columns or in its name."""
        schema = self.catalog.schemas.get((earlier.path.database, earlier.path.schema))
        previous = self.before.catalog
        columns = [it[:2] for it in earlier.columns]
        alike = [
            it.path
            for it in (schema.tables.values() if schema else ())
            if columns and previous.table(it.path) is None and [column[:2] for column in it.columns] == columns
        ]
        if len(alike) == 1:
            return alike[0]
        near = reading.meant if reading and (reading.is_near or reading.status == "case") else ()
        return near if near and previous.table(TablePath(*near)) is None else ()

    def _keep(self, kept: KeptTable) -> None:
        if kept.before.path not in self._by_path:
            self._by_path[kept.before.path] = kept
            self.kept.append(kept)

    def _read_profile(self, folder: ProfileFolder) -> None:
        stored = folder.reference.stored
        schema = self.catalog.schemas.get((stored[0], stored[1]))
        there = {name.casefold(): table for name, table in schema.tables.items()} if schema else {}
        gone: list[str] = []
        columns: list[tuple[Table, tuple[str, ...]]] = []
        for name, needed in folder.needed.items():
            earlier, table = folder.tables.get(name), there.get(name)
            if earlier is None:
                continue
            if table is None:
                if self.catalog.is_absent(earlier.path):
                    gone.append(earlier.path.name)
                continue
            self._keep(KeptTable(folder.reference, earlier, table))
            missing = self._read_profile_columns(name, needed, earlier, table)
            if missing:
                columns.append((table, missing))
        if gone or columns:
            self.profile = ProfileDrift(folder, tuple(gone), tuple(columns))

    def _read_profile_columns(self, name: str, needed: Iterable[str], earlier: Table, table: Table) -> tuple[str, ...]:
        """Note the needed columns that are there, and return the others that were."""
        old, new = ({it.name.casefold(): it for it in one.columns} for one in (earlier, table))
        for it in needed:
            if it in old and it in new:
                self._profile_columns[name, it] = Side(None, earlier.path, old[it], new[it])
        self.used.setdefault(earlier.path, set()).update(old[it].name for it in needed if it in old)
        return tuple(old[it].name for it in needed if it in old and new and it not in new)

    def _read_columns(self) -> Iterator[KeptColumn]:
        for reference in self.before.columns:
            kept = self._by_path.get(reference.table.path)
            column = reference.column
            if kept is None or column is None or not kept.now.columns:
                continue
            now = kept.now.column(column.name)
            # A name that the graph writes in another case may be the stored one by now.
            if now or not kept.now.column(reference.name):
                yield KeptColumn(reference, kept.now, column, now)

    def _read_joins(self) -> Iterator[JoinDrift]:
        sides = {id(it.reference): side for it in self.columns for side in [_side(it)] if side}
        for left, right in self.before.joins:
            yield from self._compared(sides.get(id(left)), sides.get(id(right)))
        for reference in self.before.columns:
            side = sides.get(id(reference))
            if reference.attribute == "join_key":
                yield from self._compared(side, self._value(isinstance(reference.node, ExternalId)))
            elif reference.attribute == "primary_key":
                yield from self._compared(side, side)

    def _value(self, is_external_id: bool) -> Side | None:
        """The column of the profile that a first-level relationship joins; a raw profile's traits are not known."""
        if not is_external_id:
            return self._profile_columns.get(("user_traits", "value"))
        raw = self._profile_columns.get(("external_id_mapping_updates", "external_id_value"))
        return raw or self._profile_columns.get(("user_identifiers", "value"))

    def _compared(self, left: Side | None, right: Side | None) -> Iterator[JoinDrift]:
        if left is None or right is None or not (left.has_changed or right.has_changed):
            return
        before = compare(self._warehouse, left.before.type.kind, right.before.type.kind)
        now = compare(self._warehouse, left.now.type.kind, right.now.type.kind)
        place = right.reference if right.has_changed and right.reference else left.reference
        if place and _RANKS[now] > _RANKS[before]:
            yield JoinDrift(left, right, now, place)

    def _read_key(self, column: KeptColumn) -> None:
        earlier, table = column.reference.table, column.table
        if column.now is None:
            return
        key = (column.before.name,)
        was_declared = key in (earlier.primary_key, *earlier.unique_keys)
        if was_declared and key not in (table.primary_key, *table.unique_keys):
            self.lost_keys.append(column)
        elif column.before.nullable is False and column.now.nullable and earlier.kind == table.kind:
            self.nullable_keys.append(column)


@lru_cache(maxsize=1)
def drift_of(ctx: Context) -> Drift:
    """The changes in what one graph names, worked out once for all rules."""
    return Drift(ctx)


def _was_absent(reference: TableReference) -> bool:
    return reference.reading.status in ("database", "schema", "table")


def _side(column: KeptColumn) -> Side | None:
    return Side(column.reference, column.reference.table.path, column.before, column.now) if column.now else None
