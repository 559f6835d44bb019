"""The catalog file: a lockfile in JSON, sorted, with one column a line, so that a change is a short diff."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from datagraph.catalog.catalog import Catalog, Schema
from datagraph.catalog.table import Column, ForeignKey, Table, TableKind, TablePath, Type, TypeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 1
"""The version of the file's form."""

_TYPE_KINDS = frozenset(get_args(TypeKind))
_TABLE_KINDS = frozenset(get_args(TableKind))


def dump(catalog: Catalog) -> str:
    """The text of a catalog file; the same catalog gives the same text.

    Estimates of rows are rounded to two digits, or every run would change them.
    """
    head = {
        "version": VERSION,
        "warehouse": catalog.warehouse,
        "database": catalog.database,
        "schema": catalog.schema,
    }
    lines = ["{", *(f"  {json.dumps(name)}: {_line(value)}," for name, value in head.items())]
    if catalog.namespaces:
        listed = {name: sorted(catalog.namespaces[name]) for name in sorted(catalog.namespaces)}
        lines.append(f'  "namespaces": {_line(listed)},')
    schemas = [_schema(catalog.schemas[key]) for key in sorted(catalog.schemas)]
    return "\n".join([*lines, f'  "schemas": {_block(schemas, 2)}', "}"]) + "\n"


def _schema(schema: Schema) -> str:
    fields: dict[str, object] = {"database": schema.database, "name": schema.name}
    if not schema.exists:
        fields["exists"] = False
    else:
        fields["complete"] = schema.is_complete
    if schema.absent:
        fields["absent"] = sorted(schema.absent)
    tables = [_table(schema.tables[name]) for name in sorted(schema.tables)]
    return _object(fields, {"tables": tables}, 4)


def _table(table: Table) -> str:
    fields: dict[str, object] = {"name": table.path.name, "kind": table.kind}
    if table.comment:
        fields["comment"] = table.comment
    if table.rows is not None:
        fields["rows"] = _rounded(table.rows)
    if table.primary_key:
        fields["primary_key"] = table.primary_key
    if table.unique_keys:
        fields["unique_keys"] = sorted(table.unique_keys)
    lists = {"columns": [_line(_column(it)) for it in table.columns]}
    if table.foreign_keys:
        lists["foreign_keys"] = [
            _line({"columns": it.columns, "table": it.table, "references": it.references})
            for it in sorted(table.foreign_keys)
        ]
    return _object(fields, lists, 8)


def _column(column: Column) -> dict[str, object]:
    fields: dict[str, object] = {"name": column.name, "type": column.type.vendor, "kind": column.type.kind}
    if column.nullable is not None:
        fields["nullable"] = column.nullable
    if column.comment:
        fields["comment"] = column.comment
    return fields


def _rounded(rows: int) -> int:
    unit = int(10 ** max(0, len(str(rows)) - 2))
    return rows // unit * unit


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(fields: dict[str, object], lists: dict[str, list[str]], indent: int) -> str:
    inner = " " * (indent + 2)
    rows = [f"{inner}{_line(name)}: {_line(value)}" for name, value in fields.items()]
    rows += [f"{inner}{_line(name)}: {_block(items, indent + 2)}" for name, items in lists.items()]
    return "{\n" + ",\n".join(rows) + f"\n{' ' * indent}}}"


def _block(items: Iterable[str], indent: int) -> str:
    inner = " " * (indent + 2)
    rows = [inner + it for it in items]
    return "[\n" + ",\n".join(rows) + f"\n{' ' * indent}]" if rows else "[]"


class Refusal(NamedTuple):
    """Why a text is no catalog file, and where in it, in characters, as far as that is known."""

    reason: str
    offset: int = 0


class _RefusedError(Exception):
    pass


def load(text: str) -> Catalog | Refusal:
    """Read a catalog file; never raises on any text."""
    try:
        return _Reader().catalog(json.loads(text.removeprefix("\ufeff")))
    except json.JSONDecodeError as error:
        return Refusal(f"{error.msg[:1].lower()}{error.msg[1:]}", error.pos + text.startswith("\ufeff"))
    except (RecursionError, ValueError):
        return Refusal("a list is nested too deeply, or a number is too long")
    except _RefusedError as error:
        return Refusal(str(error))


class _Reader:
    """Reads parts of the file, each at a path such as `schemas[0].tables[2]`, which its complaints name."""

    def catalog(self, data: object) -> Catalog:
        fields = _fields(data, "the file")
        version = fields.get("version")
        if version != VERSION:
            known = "this version of datagraph reads 1" if isinstance(version, int) else "`version` is missing"
            raise _RefusedError(f"the catalog's version is {version}: {known}" if version is not None else known)
        schemas = [self._schema(it, f"schemas[{n}]") for n, it in enumerate(_items(fields, "schemas", ""))]
        spaces = _fields(fields.get("namespaces", {}), "namespaces")
        return Catalog(
            _text(fields, "warehouse", ""),
            _text(fields, "database", "", ""),
            _text(fields, "schema", "", ""),
            {(it.database, it.name): it for it in schemas},
            {name: _texts(spaces, name, "namespaces") for name in spaces},
        )

    def _schema(self, data: object, at: str) -> Schema:
        fields = _fields(data, at)
        database, name = _text(fields, "database", at), _text(fields, "name", at)
        tables = [
            self._table(it, TablePath(database, name, ""), f"{at}.tables[{n}]")
            for n, it in enumerate(_items(fields, "tables", at))
        ]
        return Schema(
            database,
            name,
            {it.path.name: it for it in tables},
            _flag(fields, "complete", at, False),
            frozenset(_texts(fields, "absent", at)),
            _flag(fields, "exists", at, True),
        )

    def _table(self, data: object, path: TablePath, at: str) -> Table:
        fields = _fields(data, at)
        kind: Any = _text(fields, "kind", at, "table")
        if kind not in _TABLE_KINDS:
            raise _RefusedError(f"`{at}.kind` is not a kind of table")
        rows = fields.get("rows")
        if rows is not None and (not isinstance(rows, int) or isinstance(rows, bool)):
            raise _RefusedError(f"`{at}.rows` is not a number")
        keys = _items(fields, "unique_keys", at)
        return Table(
            path._replace(name=_text(fields, "name", at)),
            kind,
            tuple(self._column(it, f"{at}.columns[{n}]") for n, it in enumerate(_items(fields, "columns", at))),
            _texts(fields, "primary_key", at),
            tuple(_strings(it, f"{at}.unique_keys[{n}]") for n, it in enumerate(keys)),
            tuple(
                self._foreign_key(it, f"{at}.foreign_keys[{n}]")
                for n, it in enumerate(_items(fields, "foreign_keys", at))
            ),
            rows,
            _text(fields, "comment", at, ""),
        )

    def _column(self, data: object, at: str) -> Column:
        fields = _fields(data, at)
        kind: Any = _text(fields, "kind", at)
        if kind not in _TYPE_KINDS:
            raise _RefusedError(f"`{at}.kind` is not a kind of type")
        nullable = _flag(fields, "nullable", at, False) if "nullable" in fields else None
        named = Type(_text(fields, "type", at), kind)
        return Column(_text(fields, "name", at), named, nullable, _text(fields, "comment", at, ""))

    def _foreign_key(self, data: object, at: str) -> ForeignKey:
        fields = _fields(data, at)
        table = _texts(fields, "table", at)
        if len(table) != 3:
            raise _RefusedError(f"`{at}.table` is not a list of database, schema and table")
        return ForeignKey(_texts(fields, "columns", at), TablePath(*table), _texts(fields, "references", at))


def _fields(data: object, at: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _RefusedError(f"{at if ' ' in at else f'`{at}`'} is not an object")
    return data


def _items(fields: dict[str, Any], name: str, at: str) -> list[object]:
    value = fields.get(name, [])
    if not isinstance(value, list):
        raise _RefusedError(f"`{_joined(at, name)}` is not a list")
    return value


def _texts(fields: dict[str, Any], name: str, at: str) -> tuple[str, ...]:
    return _strings(fields.get(name, []), _joined(at, name))


def _strings(value: object, at: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(it, str) for it in value):
        raise _RefusedError(f"`{at}` is not a list of strings")
    return tuple(value)


def _text(fields: dict[str, Any], name: str, at: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise _RefusedError(f"`{_joined(at, name)}` is {'missing' if value is None else 'not a string'}")
    return value


def _flag(fields: dict[str, Any], name: str, at: str, default: bool) -> bool:
    value = fields.get(name, default)
    if not isinstance(value, bool):
        raise _RefusedError(f"`{_joined(at, name)}` is not true or false")
    return value


def _joined(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
