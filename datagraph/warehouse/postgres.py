"""PostgreSQL, through psycopg 3."""

from __future__ import annotations

import logging
import math
import os
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.postgres_errors import broken, refused
from datagraph.warehouse.protocol import ColumnRow, Estimate, KeyRow, Rows
from datagraph.warehouse.sqlstate import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import psycopg

# A session sees one database, and the catalog lists what its user may not even name: rights are asked for.
# Names that begin with `pg_` are PostgreSQL's own: CREATE SCHEMA refuses them.
_VISIBLE = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE')"
_CHOSEN = f"{_VISIBLE} AND current_database() = $1 AND ($2::text[] = '{{}}' OR n.nspname = ANY ($2))"
_SCHEMAS = f"SELECT current_database(), n.nspname FROM pg_namespace n WHERE {_VISIBLE} ORDER BY 2"  # noqa: S608
# A domain is told by the type under it, which is what compares. `reltuples` is -1 until somebody counts; a view's
# columns all say that they take nulls.
_COLUMNS = f"""
SELECT n.nspname, c.relname, a.attname,
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
            ELSE format_type(a.atttypid, a.atttypmod) END,
       CASE WHEN c.relkind NOT IN ('v', 'm') THEN NOT (a.attnotnull OR t.typnotnull) END,
       coalesce(d.description, ''),
       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'external table'
                      ELSE 'table' END,
       coalesce(e.description, ''),
       CASE WHEN c.relkind <> 'v' AND c.reltuples >= 0 THEN c.reltuples::bigint END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
LEFT JOIN pg_description e ON e.objoid = c.oid AND e.classoid = 'pg_class'::regclass AND e.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_any_column_privilege(c.oid, 'SELECT') AND {_CHOSEN}
ORDER BY n.nspname, c.relname, a.attnum
"""  # noqa: S608
_NAMES = """ARRAY (SELECT a.attname::text FROM unnest({columns}) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = k.number {limit} ORDER BY k.place)"""
# A unique index is as good as a constraint, unless it is of some rows only, or of expressions; columns that are only
# INCLUDEd come last in it. A partition repeats the foreign keys of its table, with that one as their parent.
_KEYS = f"""
SELECT n.nspname, c.relname, CASE WHEN i.indisprimary THEN 'primary' ELSE 'unique' END,
       {_NAMES.format(columns="i.indkey", table="c.oid", limit="WHERE k.place <= i.indnkeyatts")}, '', '', NULL
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
  AND has_any_column_privilege(c.oid, 'SELECT') AND {_CHOSEN}
UNION ALL
SELECT n.nspname, c.relname, 'foreign', {_NAMES.format(columns="f.conkey", table="c.oid", limit="")},
       o.nspname, r.relname, {_NAMES.format(columns="f.confkey", table="r.oid", limit="")}
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class r ON r.oid = f.confrelid
JOIN pg_namespace o ON o.oid = r.relnamespace
WHERE f.contype = 'f' AND f.conparentid = 0 AND has_any_column_privilege(c.oid, 'SELECT') AND {_CHOSEN}
ORDER BY 1, 2, 3, 4
"""  # noqa: S608


def connect(parameters: Mapping[str, object], *, timeout: float) -> Postgres:
    """Log in to a session that reads only.

    A network that stays silent for `timeout` seconds is given up; how long a query runs is not limited. What is not
    among `parameters` comes from libpq's own places: the `PG…` variables, `~/.pgpass`, the service file.
    """
    try:
        import psycopg
    except ImportError as error:
        raise missing_driver("postgres") from error
    # Without a handler, its warnings would go to stderr.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    place = Place(
        "PostgreSQL",
        str(parameters.get("host") or os.environ.get("PGHOST") or "localhost"),
        str(parameters.get("user") or os.environ.get("PGUSER") or "you"),
        str(parameters.get("dbname") or os.environ.get("PGDATABASE") or ""),
    )
    settings: dict[str, Any] = {
        "connect_timeout": math.ceil(timeout),
        "tcp_user_timeout": math.ceil(timeout * 1000),
        "keepalives_idle": math.ceil(timeout),
        "fallback_application_name": "datagraph",
        **parameters,
        "options": f"{parameters.get('options') or ''} -c default_transaction_read_only=on".lstrip(),
        "autocommit": True,
        "prepare_threshold": None,
        "cursor_factory": psycopg.RawCursor,
    }
    try:
        return Postgres(psycopg.connect(**settings), place, parameters, timeout)
    except (psycopg.Error, OSError, TypeError, ValueError) as error:
        raise refused(error, place, parameters, timeout) from error


class Postgres:
    """A connection to one database of a PostgreSQL server."""

    kind = "postgres"

    def __init__(
        self, connection: psycopg.Connection[Any], place: Place, parameters: Mapping[str, object], timeout: float
    ) -> None:
        import psycopg.types.datetime as types

        self._connection = connection
        self._place = place
        self._parameters = parameters
        self._timeout = timeout
        for name, loader in (("date", types.DateLoader), ("timestamp", types.TimestampLoader)):
            connection.adapters.register_loader(name, _lenient(loader))
        connection.adapters.register_loader("timestamptz", _lenient(types.TimestamptzLoader))
        ((self.database, self.schema),) = self.run("SELECT current_database(), coalesce(current_schema(), '')").rows

    def schemas(self) -> Iterable[tuple[str, str]]:
        """The schemas of the database; a session sees no other one."""
        return [(it[0], it[1]) for it in self.run(_SCHEMAS).rows]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of everything that may be read, partitions and foreign tables too; one query."""
        return map(ColumnRow._make, self.run(_COLUMNS, (database, list(schemas))).rows)

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The keys, unique indexes among them; one query."""
        for schema, table, kind, columns, *other in self.run(_KEYS, (database, list(schemas))).rows:
            key = KeyRow(schema, table, kind, tuple(columns))
            yield KeyRow(*key[:4], database, other[0], other[1], tuple(other[2])) if kind == "foreign" else key

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query. A date that Python's types cannot hold, such as `infinity`, is a string."""
        import psycopg

        try:
            cursor = self._connection.execute(sql.encode(), list(parameters) or None)
            names = tuple(it.name for it in cursor.description or ())
            return Rows(names, cursor.fetchall() if names else [])
        except psycopg.Error as error:
            raise broken(error, self._place) from error

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query."""
        return Estimate(plan="\n".join(str(it[0]) for it in self.run(f"EXPLAIN {sql}", parameters).rows))

    def fork(self) -> Postgres:
        """A further session."""
        return connect(self._parameters, timeout=self._timeout)

    def cancel(self) -> None:
        """Stop the query that runs now, by the protocol's own request on a connection of its own."""
        import psycopg

        try:
            self._connection.cancel_safe(timeout=self._timeout)
        except psycopg.Error as error:
            raise broken(error, self._place) from error

    def close(self) -> None:
        """End the session."""
        self._connection.close()


def _lenient(loader: Any) -> Any:
    import psycopg

    class Lenient(loader):  # type: ignore[misc]
        def load(self, data: Any) -> Any:
            try:
                return super().load(data)
            except psycopg.DataError:
                return bytes(data).decode()

    return Lenient
