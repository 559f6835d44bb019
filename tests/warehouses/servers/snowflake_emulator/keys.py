"""Declared keys: Snowflake keeps them, also across schemas, and enforces none; DuckDB is the other way round."""

# mypy: ignore-errors

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Path = tuple[str, str, str]
MADE = "2024-01-01 00:00:00.000 +0000"


class Key(NamedTuple):
    """A key of a table; `kind` is PRIMARY, UNIQUE or IMPORTED."""

    kind: str
    name: str
    columns: list[str]
    to_table: Path = ("", "", "")
    to_columns: tuple[str, ...] = ()


def stored(name: exp.Expression) -> str:
    """A name as Snowflake stores it."""
    return name.this if name.args.get("quoted") else name.this.upper()


def taken(tree: exp.Create, path_of: Callable[[exp.Table], Path]) -> list[Key]:
    """Take the keys out of a CREATE TABLE; what is left of a primary key is NOT NULL, which Snowflake does enforce."""
    keys: list[Key] = []
    rest = []
    for item in tree.this.expressions:
        if isinstance(item, exp.ColumnDef):
            constraints = item.args.get("constraints") or []
            found = {it: list(_read(it.kind, [stored(item.this)], path_of)) for it in constraints}
            item.set("constraints", [it for it in constraints if not found[it]])
            keys += [key for it in found.values() for key in it]
            rest.append(item)
        elif read := list(_read(item, [], path_of)):
            keys += read
        else:
            rest.append(item)
    primary = {column for it in keys if it.kind == "PRIMARY" for column in it.columns}
    for item in rest:
        if isinstance(item, exp.ColumnDef) and stored(item.this) in primary:
            item.append("constraints", exp.ColumnConstraint(kind=exp.NotNullColumnConstraint()))
    tree.this.set("expressions", rest)
    return keys


def added(tree: exp.Alter, path_of: Callable[[exp.Table], Path]) -> list[Key]:
    """The keys of an ALTER TABLE … ADD, if it adds keys."""
    items = [
        it for action in tree.args["actions"] if isinstance(action, exp.AddConstraint) for it in action.expressions
    ]
    return [key for item in items for key in _read(item, [], path_of)]


def _read(item: exp.Expression, own: list[str], path_of: Callable[[exp.Table], Path], name: str = "") -> Iterator[Key]:
    """The keys that one constraint declares, if any; `own` is the column that it stands behind."""
    name = name or f"SYS_CONSTRAINT_{uuid.uuid4()}"
    if isinstance(item, exp.Constraint):
        for it in item.expressions:
            yield from _read(it, own, path_of, stored(item.this))
    elif isinstance(item, (exp.PrimaryKey, exp.PrimaryKeyColumnConstraint)):
        columns = [it.this if isinstance(it, exp.Ordered) else it for it in item.expressions]
        yield Key("PRIMARY", name, own or [stored(it) for it in columns])
    elif isinstance(item, exp.UniqueColumnConstraint):
        yield Key("UNIQUE", name, own or [stored(it) for it in item.this.expressions])
    elif isinstance(item, (exp.ForeignKey, exp.Reference)):
        target = (item if isinstance(item, exp.Reference) else item.args["reference"]).this
        theirs = tuple(stored(it) for it in target.expressions)
        yield Key("IMPORTED", name, own or [stored(it) for it in item.expressions], path_of(target.this), theirs)


def shown(kind: str, keys: list[tuple[Path, Key]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of SHOW … KEYS, as Snowflake documents them; it promises no order, so the last comes first."""
    keys = keys[::-1]
    if kind == "IMPORTED":
        ends = ("database_name", "schema_name", "table_name", "column_name")
        names = ["created_on", *("pk_" + it for it in ends), *("fk_" + it for it in ends), "key_sequence"]
        names += ["update_rule", "delete_rule", "fk_name", "pk_name", "deferrability", "rely", "comment"]
        return names, [
            (MADE, *it.to_table, theirs, *path, ours, number, "NO ACTION", "NO ACTION", it.name, "", "", "false", None)
            for path, it in keys
            for number, (ours, theirs) in reversed(list(enumerate(zip(it.columns, it.to_columns, strict=True), 1)))
        ]
    names = ["created_on", "database_name", "schema_name", "table_name", "column_name", "key_sequence"]
    names += ["constraint_name", "rely", "comment"]
    return names, [
        (MADE, *path, column, number, it.name, "false", None)
        for path, it in keys
        for number, column in reversed(list(enumerate(it.columns, 1)))
    ]
