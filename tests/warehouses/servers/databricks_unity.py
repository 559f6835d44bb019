"""What Unity Catalog has and the engine has not: informational keys, changes of tables, the information schema.

Runs in the server's own environment. All of it is as the vendor's manual tells, in
https://docs.databricks.com/sql/language-manual.
"""

# mypy: ignore-errors

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import sqlglot
from sqlglot import exp

from databricks_words import EngineError  # isort: skip it stands beside this file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Name = tuple[str, str, str]
_CREATES_VIEW = re.compile(r"\s*CREATE\s+MATERIALIZED\s+VIEW\s+(\S+)", re.IGNORECASE)
_CREATES = re.compile(r"\s*CREATE\s+(OR\s+REPLACE\s+)?TABLE\b", re.IGNORECASE)
_ALTERS = re.compile(r"\s*ALTER\s+TABLE\b", re.IGNORECASE)
_DROPS = re.compile(r"\s*DROP\s+TABLE\b", re.IGNORECASE)
_DONE = pa.table({"value": [True]})


class Key(NamedTuple):
    """A primary key, or a foreign one, which names columns of a parent."""

    name: str
    columns: tuple[str, ...]
    parent: Name | None = None
    parent_columns: tuple[str, ...] = ()


class _Field(NamedTuple):
    name: str
    kind: str
    is_required: bool = False
    comment: str = ""


def quoted(*names: str) -> str:
    """Names as Databricks quotes them."""
    return ".".join(f"`{it.replace('`', '``')}`" for it in names)


class Unity:
    """The tables of the catalogs; `answer` asks the engine."""

    def __init__(self, session: Any, catalogs: tuple[str, ...], answer: Callable[[str, list[Any]], pa.Table]) -> None:
        self._session = session
        self._catalogs = catalogs
        self._answer = answer
        self._keys: dict[Name, list[Key]] = {}
        # Spark's own catalog forgets NOT NULL, which Databricks keeps.
        self._required: dict[Name, set[str]] = {}
        # What kind of table it is, where the engine has no such kind.
        self._kinds: dict[Name, str] = {}
        self._is_stale = True
        self._refreshing = threading.Lock()

    def schemas(self, catalog: str) -> list[str]:
        """The names of a catalog's schemas."""
        answer = self._answer(f"SHOW SCHEMAS IN {quoted(catalog)}", [])
        return [str(it) for it in answer.column(0).to_pylist()]

    def change(self, sql: str, plain: str, namespace: tuple[str, str]) -> pa.Table:
        """Run a statement that changes something; `plain` is without comments and texts."""
        self._is_stale = True
        if view := _CREATES_VIEW.match(plain):
            self._kinds[_name(exp.to_table(view[1], dialect="databricks"), namespace)] = "MATERIALIZED_VIEW"
            return self._answer(re.sub(r"MATERIALIZED", "", sql, count=1, flags=re.IGNORECASE), [])
        creates = _CREATES.match(plain)
        if not (creates or _ALTERS.match(plain) or _DROPS.match(plain)):
            return self._answer(sql, [])
        tree = sqlglot.parse_one(sql, dialect="databricks")
        table = _name(tree.find(exp.Table), namespace)
        if isinstance(tree, exp.Alter):
            for action in tree.args["actions"]:
                self._alter(table, action)
            return _DONE
        keys: list[Key] = []
        required: set[str] = set()
        if creates:
            keys = [self._key(table, it) for it in tree.this.expressions if not isinstance(it, exp.ColumnDef)]
            tree.this.set("expressions", [it for it in tree.this.expressions if isinstance(it, exp.ColumnDef)])
            for constraint in list(tree.find_all(exp.ColumnConstraint)):
                if isinstance(constraint.kind, exp.PrimaryKeyColumnConstraint):
                    keys.append(Key(f"{table[2]}_pk", (constraint.parent.name,)))
                    constraint.pop()
                elif isinstance(constraint.kind, exp.NotNullColumnConstraint):
                    required.add(constraint.parent.name)
        answer = self._answer(tree.sql(dialect="databricks") if keys else sql, [])
        self._kinds[table] = "EXTERNAL" if tree.find(exp.LocationProperty) else "MANAGED"
        self._keys[table] = keys
        self._required[table] = required.union(*(it.columns for it in keys if it.parent is None))
        return answer

    def _key(self, table: Name, node: Any) -> Key:
        name = node.name if isinstance(node, exp.Constraint) else ""
        key = node.expressions[0] if isinstance(node, exp.Constraint) else node
        columns = tuple(it.name for it in key.expressions)
        if isinstance(key, exp.PrimaryKey):
            return Key(name or f"{table[2]}_pk", columns)
        reference = key.args["reference"].this
        parent = _name(reference.find(exp.Table), table[:2])
        named = tuple(it.name for it in getattr(reference, "expressions", ()))
        return Key(
            name or f"{table[2]}_{'_'.join(columns)}_fk", columns, parent, named or self._primary(parent).columns
        )

    def _primary(self, parent: Name) -> Key:
        for key in self._keys.get(parent, ()):
            if key.parent is None:
                return key
        raise EngineError(f"[FOREIGN_KEY_MISMATCH] `{parent[2]}` has no primary key. SQLSTATE: 42830")

    def _alter(self, table: Name, action: Any) -> None:
        """Change a table's keys; or its columns, for which it is made anew."""
        keys = self._keys.setdefault(table, [])
        if isinstance(action, exp.AddConstraint):
            keys.extend(self._key(table, it) for it in action.expressions)
        elif isinstance(action, exp.Drop) and action.args["kind"] == "CONSTRAINT":
            gone = action.args["tables"][0].name
            keys[:] = [it for it in keys if it.name != gone]
        else:
            fields = {it.name: it for it in self._fields(table)}
            changed = _changed(dict(fields), action)
            keys[:] = [it for it in keys if all(column in changed for column in it.columns)]
            self._required[table] = {it.name for it in changed.values() if it.is_required}
            self._remake(table, changed, fields)

    def _remake(self, table: Name, fields: dict[str, _Field], before: dict[str, _Field]) -> None:
        rows = self._answer(f"SELECT * FROM {quoted(*table)}", [])
        self._frame(rows, before).createOrReplaceTempView("kept_rows")
        self._answer(f"DROP TABLE {quoted(*table)}", [])
        definitions = ", ".join(_defined(it) for it in fields.values())
        self._answer(f"CREATE TABLE {quoted(*table)} ({definitions})", [])
        values = ", ".join(
            f"CAST({quoted(old) if old in before else 'NULL'} AS {it.kind})" for old, it in fields.items()
        )
        self._answer(f"INSERT INTO {quoted(*table)} SELECT {values} FROM kept_rows", [])

    def _frame(self, rows: pa.Table, fields: dict[str, _Field]) -> Any:
        schema = ", ".join(f"{quoted(it.name)} {it.kind}" for it in fields.values())
        return self._session.createDataFrame(rows, schema=schema)

    def _fields(self, table: Name) -> list[_Field]:
        required = self._required.get(table, set())
        return [
            _Field(it.name, it.dataType, not it.nullable or it.name in required, it.description or "")
            for it in self._session.catalog.listColumns(quoted(*table))
        ]

    # https://docs.databricks.com/sql/language-manual/sql-ref-information-schema.html

    def refresh(self) -> None:
        """Bring the information schemas up to date."""
        with self._refreshing:
            if not self._is_stale:
                return
            self._is_stale = False
            for catalog in self._catalogs:
                self._answer(f"CREATE SCHEMA IF NOT EXISTS {quoted(catalog, 'information_schema')}", [])
                for name, columns, rows in self._information(catalog):
                    fields = {
                        it.rstrip("#"): _Field(it.rstrip("#"), "INT" if it[-1] == "#" else "STRING")
                        for it in columns.split()
                    }
                    types = [pa.int32() if it.kind == "INT" else pa.string() for it in fields.values()]
                    arrays = [pa.array([row[n] for row in rows], kind) for n, kind in enumerate(types)]
                    frame = self._frame(pa.table(arrays, names=list(fields)), fields)
                    self._save(frame, quoted(catalog, "information_schema", name))

    def _save(self, frame: Any, name: str) -> None:
        frame.createOrReplaceTempView("information")
        self._answer(f"DROP TABLE IF EXISTS {name}", [])
        self._answer(f"CREATE TABLE {name} AS SELECT * FROM information", [])

    def _information(self, catalog: str) -> Iterator[tuple[str, str, list[tuple[Any, ...]]]]:
        """Each relation with its columns, `#` after those that are integers, and its rows, in part."""
        schemas = self.schemas(catalog)
        tables = {
            (catalog, schema, it.name): it
            for schema in schemas
            if schema != "information_schema"
            for it in self._session.catalog.listTables(quoted(catalog, schema))
            if not it.isTemporary
        }
        keys = [(name, key) for name in tables for key in self._keys.get(name, ())]
        yield (
            "schemata",
            "catalog_name schema_name schema_owner comment",
            [(catalog, it, "root", None) for it in schemas],
        )
        yield (
            "tables",
            "table_catalog table_schema table_name table_type table_owner comment data_source_format",
            [
                (*name, self._kinds.get(name, it.tableType), "root", it.description, "DELTA")
                for name, it in tables.items()
            ],
        )
        yield (
            "columns",
            "table_catalog table_schema table_name column_name ordinal_position# is_nullable full_data_type data_type "
            "comment",
            [
                (*name, it.name, n, "NO" if it.is_required else "YES", it.kind, _simple(it.kind), it.comment or None)
                for name in tables
                for n, it in enumerate(self._fields(name), 1)
            ],
        )
        yield (
            "table_constraints",
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name "
            "constraint_type is_deferrable initially_deferred enforced comment",
            [
                (*name[:2], key.name, *name, "FOREIGN KEY" if key.parent else "PRIMARY KEY", "YES", "YES", "NO", None)
                for name, key in keys
            ],
        )
        yield (
            "key_column_usage",
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name column_name "
            "ordinal_position# position_in_unique_constraint#",
            [
                (*name[:2], key.name, *name, column, n, self._position(key, n))
                for name, key in keys
                for n, column in enumerate(key.columns, 1)
            ],
        )
        yield (
            "referential_constraints",
            "constraint_catalog constraint_schema constraint_name unique_constraint_catalog unique_constraint_schema "
            "unique_constraint_name match_option update_rule delete_rule",
            [
                (*name[:2], key.name, *key.parent[:2], self._primary(key.parent).name, "FULL", "NO ACTION", "NO ACTION")
                for name, key in keys
                if key.parent
            ],
        )

    def _position(self, key: Key, position: int) -> int | None:
        if key.parent is None:
            return None
        return self._primary(key.parent).columns.index(key.parent_columns[position - 1]) + 1


def _name(table: Any, namespace: tuple[str, str]) -> Name:
    # Unity Catalog stores all object names in lower case.
    return (table.catalog or namespace[0]).lower(), (table.db or namespace[1]).lower(), table.name.lower()


def _simple(kind: str) -> str:
    word = kind.partition("(")[0].partition("<")[0].upper()
    return {"BIGINT": "LONG", "SMALLINT": "SHORT", "TINYINT": "BYTE"}.get(word, word)


def _defined(field: _Field) -> str:
    comment = f" COMMENT {exp.Literal.string(field.comment).sql('databricks')}" if field.comment else ""
    return f"{quoted(field.name)} {field.kind}{' NOT NULL' if field.is_required else ''}{comment}"


def _changed(fields: dict[str, _Field], action: Any) -> dict[str, _Field]:
    """The columns after one action of `ALTER TABLE`, each by the name that it had before."""
    if isinstance(action, exp.ColumnDef):
        fields[action.name] = _Field(action.name, action.args["kind"].sql("databricks"))
    elif isinstance(action, exp.Drop) and action.args["kind"] == "COLUMN":
        del fields[action.args["tables"][0].name]
    elif isinstance(action, exp.RenameColumn):
        fields[action.this.name] = fields[action.this.name]._replace(name=action.args["to"].name)
    elif isinstance(action, exp.AlterColumn):
        field = fields[action.name]
        if kind := action.args.get("dtype"):
            field = field._replace(kind=kind.sql("databricks"))
        if action.args.get("allow_null") is not None:
            field = field._replace(is_required=not action.args["allow_null"])
        if comment := action.args.get("comment"):
            field = field._replace(comment=comment.name)
        fields[action.name] = field
    else:
        raise EngineError(f"[UNSUPPORTED_FEATURE] the emulator does not do this: {action.sql()}. SQLSTATE: 0A000")
    return fields
