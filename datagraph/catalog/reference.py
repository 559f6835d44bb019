"""Names of tables and schemas as a graph writes them, read against a connection's defaults."""

from __future__ import annotations

from datagraph.catalog.table import TablePath
from datagraph.model import parse_dotted


def table_path(reference: str, database: str = "", schema: str = "") -> TablePath | None:
    """The table that `table_ref` names; a part that it leaves out is the connection's default.

    None if the text is no name of a table, or leaves out a part that has no default.
    """
    parts = [it.text for it in parse_dotted(reference) or ()]
    if not 1 <= len(parts) <= 3:
        return None
    defaults = [database, schema]
    whole = (*defaults[: 3 - len(parts)], *parts)
    return TablePath(*whole) if all(whole) else None


def schema_path(reference: str, database: str = "") -> tuple[str, str] | None:
    """The database and schema that `profile_folder` names; one that is left out is the connection's default."""
    parts = [it.text for it in parse_dotted(reference) or ()]
    if len(parts) == 1 and database:
        parts = [database, *parts]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None
