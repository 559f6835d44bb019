"""Tables that nobody means as entities: those of Segment itself, loads, histories, copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.catalog.profiles import PROFILE_TABLES
from datagraph.scaffold.names import table_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.catalog import Table
    from datagraph.scaffold.findings import Folder

# Reverse ETL keeps its books here (https://www.twilio.com/docs/segment/connections/reverse-etl).
_BOOKKEEPING = "__segment_reverse_etl"
# https://www.twilio.com/docs/segment/unify/profiles-sync/tables
_EVENT_TABLES = frozenset(("identifies", "pages", "groups", "screens", "aliases", "tracks"))
_PROFILE_TABLES = {name: columns for tables in PROFILE_TABLES.values() for name, columns in tables.items()}
# Every table of events has these (https://www.twilio.com/docs/segment/connections/storage/warehouses/schema).
_EVENT_COLUMNS = frozenset(("anonymous_id", "received_at", "original_timestamp", "sent_at"))

_LOADS = frozenset(("stg", "staging", "stage", "tmp", "temp", "raw", "landing", "scratch", "sandbox", "backup", "bak"))
_LOAD_ENDINGS = _LOADS | {"load", "copy", "old", "dump", "import", "archive", "deleted", "dlq"}
_HISTORY_ENDINGS = frozenset(("history", "hist", "audit", "log", "snapshot", "scd", "change", "version", "journal"))
_VALIDITY = (
    ("valid_from", "valid_to"),
    ("dbt_valid_from", "dbt_valid_to"),
    ("effective_from", "effective_to"),
    ("start_validity", "end_validity"),
)
_DATE = re.compile(r"(?:19|20)\d{4}(?:\d{2})?")
_ALIKE = 0.7


def reason_to_leave_out(table: Table, folder: Folder | None) -> str:
    """Why a table is no entity, as far as its name and columns tell; "" if it may be one."""
    if table.path.schema.casefold() == _BOOKKEEPING:
        return "Segment's own bookkeeping"
    columns = {it.name.lower() for it in table.columns}
    if _is_profile_table(table, columns, folder):
        return "written by Profiles Sync"
    if columns >= _EVENT_COLUMNS:
        return "events that Segment writes"
    if not columns:
        return "no columns"
    return _load(table) or _history(table, columns)


def _is_profile_table(table: Table, columns: set[str], folder: Folder | None) -> bool:
    name = table.path.name.lower()
    needed = _PROFILE_TABLES.get(name)
    if needed and columns.issuperset(needed):
        return True
    if folder is None or (folder.database, folder.schema) != (table.path.database, table.path.schema):
        return False
    return name in _EVENT_TABLES or not columns.isdisjoint(("segment_id", "canonical_segment_id"))


def _load(table: Table) -> str:
    found = words(table.path.name)
    if set(words(table.path.schema)) & _LOADS:
        return "in a schema of loads"
    if any(_DATE.fullmatch(it) for it in found[1:]):
        return "a copy of one day or month, by its name"
    # A declared key says that the table is meant for use: RAW_MATERIAL, not a raw load of MATERIAL.
    if found and len(table.primary_key) != 1 and (found[0] in _LOADS or found[-1] in _LOAD_ENDINGS):
        return "a load or a copy, by its name"
    return ""


def _history(table: Table, columns: set[str]) -> str:
    found = words(table.path.name)
    if len(found) > 1 and found[-1] in _HISTORY_ENDINGS:
        return "history, by its name"
    if len(table.primary_key) != 1 and any(columns.issuperset(it) for it in _VALIDITY):
        return "history, by its columns"
    return ""


def original(view: Table, key: str, others: Iterable[tuple[Table, str]]) -> Table | None:
    """The table that a view shows rows of: its name is in the view's, and it has the view's key and most columns."""
    names = {it.name.casefold() for it in view.columns}
    for table, column in others:
        shared = names & {it.name.casefold() for it in table.columns}
        if (
            table.path != view.path
            and column.casefold() == key.casefold()
            and len(shared) >= max(2, _ALIKE * len(names))
            and set(table_words(view.path.name)) > set(table_words(table.path.name))
        ):
            return table
    return None
