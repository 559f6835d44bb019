"""What there is: names as they are stored, and the SHOW statements, which fakesnow has not or has wrong."""

# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import keys
import mends
import sqlglot
from answers import RefusalError, listed
from sqlglot import TokenType

KEYS: dict[keys.Path, list[keys.Key]] = {}
_NAMES = ("database_name", "schema_name", "table_name")
_TABLES = "SELECT database_name, schema_name, table_name FROM duckdb_tables()"
_SOURCES = (
    "SELECT database_name FROM duckdb_databases()",
    "SELECT database_name, schema_name FROM duckdb_schemas()",
    f"{_TABLES} UNION ALL SELECT database_name, schema_name, view_name FROM duckdb_views()",
)


def rows(sql: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    """What DuckDB says beneath all sessions."""
    with mends.server.shared_fs.duck_conn.cursor() as duck:
        return duck.execute(sql, list(values)).fetchall()


def exists(database: str = "", schema: str = "", name: str = "") -> bool:
    """Whether a database, a schema or a table is stored under exactly that name; DuckDB itself ignores case."""
    path = tuple(it for it in (database, schema, name) if it)
    if not database:
        return True
    if schema == "INFORMATION_SCHEMA":
        path = path[:1]
    condition = " AND ".join(f"{it} = ?" for it in _NAMES[: len(path)])
    return bool(rows(f"SELECT 1 FROM ({_SOURCES[len(path) - 1]}) WHERE {condition}", path))


def show(sql: str) -> dict[str, Any]:
    """SHOW … KEYS and SHOW SCHEMAS, in the columns that Snowflake documents."""
    tokens = [it for it in sqlglot.tokenize(sql, read="snowflake") if it.token_type is not TokenType.DOT]
    words = [it.text if it.token_type is TokenType.IDENTIFIER else it.text.upper() for it in tokens]
    words = [it for it in words if it != "TERSE"]
    place, *scope = words[words.index("IN") + 1 :] if "IN" in words else ["ACCOUNT"]
    if place not in ("ACCOUNT", "DATABASE", "SCHEMA") or not exists(*scope):
        message = "SQL compilation error:\nObject does not exist, or operation cannot be performed."
        raise RefusalError("002043", "02000", message)
    if words[1] == "SCHEMAS":
        names = ["created_on", "name", "kind", "database_name", "schema_name"]
        found = [it for it in schemas() if it[: len(scope)] == tuple(scope)]
        return listed(names, [(keys.MADE, name, None, database, None) for database, name in found])
    here = set(rows(_TABLES))
    found = [(path, it) for path, some in sorted(KEYS.items()) if path in here for it in some if it.kind == words[1]]
    found = [it for it in found if it[0][: len(scope)] == tuple(scope)]
    return listed(*keys.shown(words[1], found), numbers=("key_sequence",))


def schemas() -> list[tuple[str, str]]:
    """All schemas but those that fakesnow and DuckDB need for themselves."""
    found = rows(f"{_SOURCES[1]} WHERE NOT internal ORDER BY ALL")
    found = [it for it in found if not it[0].startswith("_fs_") and it[0] != "memory" and it[1] != "main"]
    return [(it[0], "INFORMATION_SCHEMA" if it[1] == "_fs_information_schema" else it[1]) for it in found]
